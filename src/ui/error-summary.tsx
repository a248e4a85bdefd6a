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
              <a href={`#${field}`} className="text-bad underline">
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
