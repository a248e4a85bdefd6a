"use client";

import { useEffect, useRef } from "react";

/** What is wrong, on top, with a link to each field; it takes the focus, so that nobody has to look for it. */
export function ErrorSummary({
  title,
  errors,
}: {
  title: string;
  errors: readonly { field: string | null; message: string }[];
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors.length > 0) box.current?.focus();
  }, [errors]);
  if (errors.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1} role="alert" className="rounded-lg border-2 border-bad bg-bad-soft p-4">
      <h2 className="text-lg font-semibold text-bad">{title}</h2>
      <ul className="mt-2 list-disc pl-5">
        {errors.map(({ field, message }) => (
          <li key={`${field}${message}`}>
            {field ? (
              <a
                href={`#${field}`}
                className="text-bad underline"
                onClick={(event) => {
                  const control = controlOf(field, message);
                  if (!control) return;
                  event.preventDefault();
                  control.focus();
                }}
              >
                {message}
              </a>
            ) : (
              message
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The control of a field: it bears the field's name, or the same sentence stands beside it. */
function controlOf(field: string, message: string): HTMLElement | null {
  const beside = [...document.querySelectorAll('[id$="-error"]')].find(({ textContent }) => textContent === message);
  return document.getElementById(field) ?? document.getElementById(beside?.id.replace(/-error$/u, "") ?? "");
}
