"use client";

import { clsx } from "clsx";
import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from "react";
import { useEarlyTyping } from "./use-hydrated";

export type Described = {
  id: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  optional?: string | undefined;
};

const box = "w-full min-h-11 rounded-md border bg-surface px-3 py-2 text-base text-ink placeholder:text-ink-soft";
const edge = (error: string | undefined) => (error ? "border-bad border-2" : "border-line-strong");

export function describedBy({ id, hint, error }: Described): string | undefined {
  return [error ? `${id}-error` : "", hint ? `${id}-hint` : ""].filter(Boolean).join(" ") || undefined;
}

/** Label, hint and error around one control; the error stands between hint and control, as people read. */
export function Field({ id, label, hint, error, optional, children }: Described & { children: ReactNode }) {
  return (
    <div className={clsx("flex flex-col gap-1", error && "border-l-4 border-bad pl-3")}>
      <label htmlFor={id} className="font-semibold">
        {label} {optional ? <span className="font-normal text-ink-soft">{optional}</span> : null}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="max-w-prose text-sm text-ink-soft">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="font-medium text-bad">
          {error}
        </p>
      ) : null}
      {children}
    </div>
  );
}

export function TextField({
  label,
  hint,
  error,
  optional,
  className,
  ...input
}: Described & Omit<InputHTMLAttributes<HTMLInputElement>, "id">) {
  const { id } = input;
  const ref = useEarlyTyping<HTMLInputElement>();
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <input
        {...input}
        ref={ref}
        className={clsx(box, edge(error), className)}
        aria-describedby={describedBy({ id, label, hint, error })}
        aria-invalid={error ? true : undefined}
      />
    </Field>
  );
}

export function TextAreaField({
  label,
  hint,
  error,
  optional,
  className,
  ...input
}: Described & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "id">) {
  const { id } = input;
  const ref = useEarlyTyping<HTMLTextAreaElement>();
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <textarea
        rows={4}
        {...input}
        ref={ref}
        className={clsx(box, edge(error), className)}
        aria-describedby={describedBy({ id, label, hint, error })}
        aria-invalid={error ? true : undefined}
      />
    </Field>
  );
}

export type Option = { value: string; label: string };

export function SelectField({
  label,
  hint,
  error,
  optional,
  options,
  className,
  ...input
}: Described & { options: readonly Option[] } & Omit<SelectHTMLAttributes<HTMLSelectElement>, "id">) {
  const { id } = input;
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <select
        {...input}
        className={clsx(box, edge(error), className)}
        aria-describedby={describedBy({ id, label, hint, error })}
        aria-invalid={error ? true : undefined}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

export function CheckField({
  id,
  label,
  hint,
  error,
  ...input
}: Described & Omit<InputHTMLAttributes<HTMLInputElement>, "id" | "type">) {
  return (
    <div className={clsx("flex gap-3", error && "border-l-4 border-bad pl-3")}>
      <input
        id={id}
        type="checkbox"
        {...input}
        className="mt-1 size-5 shrink-0 accent-(--brand)"
        aria-describedby={describedBy({ id, label, hint, error })}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint ? (
          <p id={`${id}-hint`} className="text-sm text-ink-soft">
            {hint}
          </p>
        ) : null}
        {error ? (
          <p id={`${id}-error`} className="font-medium text-bad">
            {error}
          </p>
        ) : null}
      </div>
    </div>
  );
}

/** Related fields under one heading; screen readers hear the legend with each of them. */
export function FieldGroup({ legend, hint, children }: { legend: string; hint?: string; children: ReactNode }) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-5 rounded-lg border border-line bg-surface p-5">
      <legend className="float-left mb-1 w-full text-xl font-semibold">{legend}</legend>
      {hint ? <p className="max-w-prose text-ink-soft">{hint}</p> : null}
      {children}
    </fieldset>
  );
}
