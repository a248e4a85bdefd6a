import Link from "next/link";
import type { ReactNode } from "react";

type Crumb = { href: string; label: string };

export function PageHeader({
  title,
  state,
  meta,
  action,
  crumbs = [],
  crumbsLabel,
}: {
  title: string;
  state?: ReactNode;
  meta?: ReactNode;
  action?: ReactNode;
  crumbs?: readonly Crumb[];
  crumbsLabel?: string;
}) {
  return (
    <header className="mb-6">
      {crumbs.length > 0 ? (
        <nav aria-label={crumbsLabel} className="mb-2 text-sm">
          <ol className="flex flex-wrap gap-1">
            {crumbs.map(({ href, label }) => (
              <li key={href} className="after:ml-1 after:text-ink-soft after:content-['/']">
                <Link href={href} className="text-brand underline">
                  {label}
                </Link>
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="min-w-0 max-w-3xl">
          <h1 className="text-2xl break-words sm:text-3xl">{title}</h1>
          {state || meta ? (
            <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-soft">
              {state}
              {meta}
            </div>
          ) : null}
        </div>
        {action ? <div className="flex flex-wrap gap-2">{action}</div> : null}
      </div>
    </header>
  );
}
