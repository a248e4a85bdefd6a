import Link from "next/link";
import { useLocale } from "next-intl";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import type { Outputs } from "@/features/shared/api";

type Named = Outputs["standardsLife"]["inForce"][number];

/** Other standards by number and name; nothing where there are none. */
export function StandardLinks({ label, standards }: { label: string; standards: readonly Named[] }) {
  const locale = useLocale() as Locale;
  if (standards.length === 0) return null;
  return (
    <p>
      {label}{" "}
      {standards.map(({ id, designation, titleZh, titleEn }) => (
        <Link key={id} href={`/${locale}/standards/${id}`} className="mr-3 text-brand underline">
          {designation} {nameIn(locale, { nameZh: titleZh || null, nameEn: titleEn || null })}
        </Link>
      ))}
    </p>
  );
}
