"use client";

import { clsx } from "clsx";
import Link from "next/link";
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { useHydrated } from "./use-hydrated";

type Variant = "primary" | "secondary" | "danger" | "quiet";

const looks: Record<Variant, string> = {
  primary: "bg-brand text-on-brand hover:bg-brand-strong border-transparent",
  secondary: "bg-surface text-ink border-line-strong hover:bg-sunken",
  danger: "bg-surface text-bad border-bad hover:bg-bad-soft",
  quiet: "bg-transparent text-brand border-transparent hover:bg-brand-soft",
};
const shape =
  "inline-flex min-h-11 items-center justify-center gap-2 rounded-md border px-4 py-1.5 text-base font-medium no-underline transition-colors";
const asleep = "cursor-not-allowed opacity-55";

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  variant?: Variant;
  pending?: boolean;
  /** The button does its work without script, as in a plain GET form. */
  plain?: boolean;
};

/**
 * One primary button on a page: the next thing to do. While `pending`, a second click does nothing; before the page's
 * scripts have arrived a click waits rather than sending the form in the address.
 */
export function Button({
  variant = "secondary",
  pending = false,
  plain = false,
  className,
  type = "button",
  disabled,
  children,
  ...rest
}: ButtonProps) {
  const hydrated = useHydrated();
  const off = disabled === true || pending;
  return (
    <button
      type={type}
      className={clsx(shape, looks[variant], off && asleep, className)}
      disabled={off || !(hydrated || plain)}
      aria-busy={pending || undefined}
      {...rest}
    >
      {children}
    </button>
  );
}

export function LinkButton({
  href,
  variant = "secondary",
  className,
  children,
}: {
  href: string;
  variant?: Variant;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Link href={href} className={clsx(shape, looks[variant], className)}>
      {children}
    </Link>
  );
}
