import type { ReactNode } from "react";

/** Beside one another where there is room, however wide the screen is; else each detail right below its term. */
export function DescriptionList({ items }: { items: readonly { term: string; detail: ReactNode }[] }) {
  return (
    <div className="@container">
      <dl className="grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-3 @md:grid-cols-[max-content_minmax(0,1fr)]">
        {items.map(({ term, detail }) => (
          <div key={term} className="flex flex-col @md:contents">
            <dt className="text-ink-soft">{term}</dt>
            <dd className="min-w-0 max-w-prose wrap-anywhere whitespace-pre-line">{detail}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
