"use client";

import { TextField } from "@/ui/field";

type Props = {
  id: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  /** An instant, or empty. */
  value: string;
  onChange: (iso: string) => void;
};

const two = (value: number): string => String(value).padStart(2, "0");

/** A moment in the zone of the person's own device, as an instant. */
export function MomentField({ value, onChange, ...field }: Props) {
  return (
    <TextField
      {...field}
      type="datetime-local"
      className="max-w-72"
      defaultValue={value ? local(value) : ""}
      suppressHydrationWarning
      onChange={(event) => onChange(event.target.value ? new Date(event.target.value).toISOString() : "")}
    />
  );
}

function local(iso: string): string {
  const at = new Date(iso);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
