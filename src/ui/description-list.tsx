import type { ReactNode } from "react";

export function DescriptionList({ items }: { items: readonly { term: string; detail: ReactNode }[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-[max-content_1fr]">
      {items.map(({ term, detail }) => (
        <div key={term} className="contents">
          <dt className="text-ink-soft">{term}</dt>
          <dd className="min-w-0 max-w-prose break-words whitespace-pre-line max-sm:mb-2">{detail}</dd>
        </div>
      ))}
    </dl>
  );
}
