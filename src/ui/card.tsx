import { clsx } from "clsx";
import type { ReactNode } from "react";

export function Card({
  title,
  action,
  children,
  className,
}: {
  title?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <section className={clsx("min-w-0 rounded-lg border border-line bg-surface p-5", className)}>
      {title || action ? (
        <div className="mb-3 flex flex-wrap items-start justify-between gap-3">
          {title ? <h2 className="text-xl">{title}</h2> : <span />}
          {action}
        </div>
      ) : null}
      {children}
    </section>
  );
}
