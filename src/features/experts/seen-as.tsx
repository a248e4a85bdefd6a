import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { type ReaderClass, readerClasses } from "@/domain/experts/profile";

/** One's own page as others get it. */
export function SeenAs({ id, seenAs }: { id: string; seenAs: ReaderClass }) {
  const t = useTranslations("experts");
  const locale = useLocale();
  return (
    <nav aria-label={t("seenAs")} className="mb-6 flex flex-wrap items-center gap-2 rounded-lg bg-sunken p-3">
      <span className="font-semibold">{t("seenAs")}</span>
      {readerClasses.map((reader) => (
        <Link
          key={reader}
          href={`/${locale}/experts/${id}?as=${reader}`}
          aria-current={reader === seenAs ? "page" : undefined}
          className={`inline-flex min-h-9 items-center rounded-full px-3 ${reader === seenAs ? "bg-brand text-on-brand" : "bg-surface text-brand underline"}`}
        >
          {t(`reader_${reader}`)}
        </Link>
      ))}
    </nav>
  );
}
