import { clsx } from "clsx";
import type { ReactNode } from "react";

const looks = {
  neutral: "bg-sunken text-ink",
  brand: "bg-brand-soft text-brand",
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
} as const;

/** A state in a word; the colour only repeats what the word says. */
export function Badge({ tone = "neutral", children }: { tone?: keyof typeof looks; children: ReactNode }) {
  return (
    <span
      className={clsx(
        "inline-flex items-center rounded-full px-2.5 py-0.5 text-sm font-medium whitespace-nowrap",
        looks[tone],
      )}
    >
      {children}
    </span>
  );
}
