import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { Outputs } from "@/features/shared/api";

type Run = NonNullable<Outputs["needs"]["matches"]["run"]>;

/** What was promised to small firms and under-served regions, what was kept of it, and what it cost. */
export function FairOrder({ run }: { run: Run }) {
  const t = useTranslations("matching");
  const locale = useLocale();
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  return (
    <details className="mb-4 rounded-lg border border-line bg-surface px-5 py-3 text-sm">
      <summary className="font-semibold">{t("fairTitle")}</summary>
      <div className="mt-2 flex max-w-prose flex-col gap-2">
        <p>{t("fairIntro", { cost: percent.format(run.cost) })}</p>
        <ul className="list-disc pl-5">
          {run.groups.map(({ id, share, required, reached }) => (
            <li key={id}>
              {t("fairGroup", { group: t(`group_${id}`), share: percent.format(share), required, reached })}
            </li>
          ))}
        </ul>
        <p className="text-ink-soft">
          {t("fairSeed")}: <code className="break-all">{run.seed}</code>
        </p>
        <p>
          <Link href={`/${locale}/needs/exposure`} className="text-brand underline">
            {t("fairMore")}
          </Link>
        </p>
      </div>
    </details>
  );
}
