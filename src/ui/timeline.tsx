import type { ReactNode } from "react";

export function Timeline({
  items,
}: {
  items: readonly { iso: string; at: string; title: string; detail?: ReactNode }[];
}) {
  return (
    <ol className="border-l-2 border-line pl-5">
      {items.map(({ iso, at, title, detail }) => (
        <li
          key={`${iso}${title}`}
          className="relative mb-4 before:absolute before:top-2 before:-left-[1.65rem] before:size-3 before:rounded-full before:border-2 before:border-brand before:bg-surface"
        >
          <p className="font-medium">{title}</p>
          <time dateTime={iso} className="text-sm text-ink-soft">
            {at}
          </time>
          {detail ? <div className="max-w-prose">{detail}</div> : null}
        </li>
      ))}
    </ol>
  );
}
