import { useLocale, useTranslations } from "next-intl";

type Row = {
  key: string;
  label: string;
  exposure: number;
  pool: number;
  /** The share that is promised, where there is a promise. */
  share?: number;
  organisations?: number;
};

/** Attention given beside what the eligible would make one expect: two bars a row, with their figures. */
export function ExposureTable({ caption, rows }: { caption: string; rows: readonly Row[] }) {
  const t = useTranslations("matching");
  const locale = useLocale();
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const stated = rows.some(({ share }) => share !== undefined);
  const counted = rows.some(({ organisations }) => organisations !== undefined);
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-sm">
        <caption className="mb-2 text-left text-lg font-semibold">{caption}</caption>
        <thead>
          <tr className="border-b border-line text-left text-ink-soft">
            <td />
            <th scope="col" className="py-1 pr-4 font-medium max-md:pr-2">
              {t("exposureGiven")}
            </th>
            <th scope="col" className="py-1 pr-4 font-medium max-md:pr-2">
              {t("exposurePool")}
            </th>
            {stated ? (
              <th scope="col" className="py-1 text-right font-medium">
                {t("exposureStated")}
              </th>
            ) : null}
            {counted ? (
              <th scope="col" className="py-1 text-right font-medium">
                {t("exposureOrganisations")}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, label, exposure, pool, share, organisations }) => (
            <tr key={key} className="border-b border-line last:border-0">
              <th scope="row" className="min-w-12 py-2 pr-4 text-left font-normal max-md:pr-2 md:whitespace-nowrap">
                {label}
              </th>
              <Share value={exposure} text={percent.format(exposure)} look="bg-brand" />
              <Share value={pool} text={percent.format(pool)} look="bg-line-strong" />
              {stated ? (
                <td className="py-2 text-right tabular-nums">{share === undefined ? "" : percent.format(share)}</td>
              ) : null}
              {counted ? <td className="py-2 text-right tabular-nums">{organisations ?? ""}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Share({ value, text, look }: { value: number; text: string; look: string }) {
  return (
    <td className="min-w-24 py-2 pr-4 max-md:min-w-14 max-md:pr-2">
      <span className="tabular-nums">{text}</span>
      <span aria-hidden className="mt-0.5 block h-1.5 rounded bg-sunken">
        <span className={`block h-1.5 rounded ${look}`} style={{ width: `${value * 100}%` }} />
      </span>
    </td>
  );
}
