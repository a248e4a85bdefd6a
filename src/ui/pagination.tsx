import Link from "next/link";

export function Pagination({
  page,
  pages,
  href,
  labels,
}: {
  page: number;
  pages: number;
  href: (page: number) => string;
  labels: { nav: string; previous: string; next: string; position: string };
}) {
  if (pages <= 1) return null;
  return (
    <nav aria-label={labels.nav} className="mt-6 flex items-center justify-between gap-4">
      {page > 1 ? (
        <Link rel="prev" href={href(page - 1)} className="text-brand underline">
          {labels.previous}
        </Link>
      ) : (
        <span />
      )}
      <span className="text-ink-soft">{labels.position}</span>
      {page < pages ? (
        <Link rel="next" href={href(page + 1)} className="text-brand underline">
          {labels.next}
        </Link>
      ) : (
        <span />
      )}
    </nav>
  );
}
