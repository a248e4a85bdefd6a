import type { ReactNode } from "react";

/** Beside one another where there is room, however wide the screen is; else each detail right below its term. */
export function DescriptionList({ items }: { items: readonly { term: string; detail: ReactNode }[] }) {
  return (
    <div className="@container">
      <dl className="grid gap-x-6 gap-y-3 @md:grid-cols-[max-content_1fr]">
        {items.map(({ term, detail }) => (
          <div key={term} className="flex flex-col @md:contents">
            <dt className="text-ink-soft">{term}</dt>
            <dd className="min-w-0 max-w-prose break-words whitespace-pre-line">{detail}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
