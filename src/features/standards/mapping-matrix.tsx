import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import type { MappingRelation } from "@/domain/standards/mapping";
import type { Outputs } from "@/features/shared/api";

type Matrix = Outputs["standardsLife"]["matrix"];

/** Signs that read without colour: what is the same, what lies within what, what only overlaps. */
const signs: Readonly<Record<MappingRelation, string>> = {
  "equal-to": "=",
  "equivalent-to": "≡",
  "subset-of": "⊂",
  "superset-of": "⊃",
  "intersects-with": "∩",
  "no-relationship": "∅",
};

/** Clauses down, documents across; a sign and the other's clause where they meet. */
export function MappingMatrix({ matrix, filtered }: { matrix: Matrix; filtered: string | undefined }) {
  const t = useTranslations("standardsLife");
  const s = useTranslations("standards");
  const documents = matrix.documents.filter(({ id }) => filtered === undefined || id === filtered);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide matrix scrolls, and the keyboard has to reach it (WCAG 2.1.1)
    <section className="overflow-x-auto" tabIndex={0} aria-label={t("matrix")}>
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{t("matrix")}</caption>
        <thead>
          <tr className="border-b border-line text-left">
            <th scope="col" className="sticky left-0 bg-surface py-2 pr-4 font-semibold">
              {s("clause")}
            </th>
            {documents.map(({ id, reference }) => (
              <th key={id} scope="col" className="px-3 py-2 font-semibold whitespace-nowrap">
                {reference}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.clauses.map((clause) => (
            <tr key={clause.id} className="border-b border-line align-top last:border-0">
              <th scope="row" className="sticky left-0 min-w-32 bg-surface py-2 pr-4 text-left font-normal">
                <span className="tabular-nums">{clause.number}</span> {clause.title || s(`kind_${clause.kind}`)}
              </th>
              {documents.map((document) => {
                const cell = matrix.mappings.filter(
                  (one) => one.clauseId === clause.id && one.documentId === document.id,
                );
                return (
                  <td key={document.id} className="px-3 py-2">
                    {cell.length === 0 ? <span className="text-ink-soft">–</span> : null}
                    <ul className="flex flex-wrap gap-1">
                      {cell.map((one) => (
                        <li
                          key={one.id}
                          title={t(`relation_${one.relation}`)}
                          className={clsx(
                            "rounded-md border px-2 py-0.5 whitespace-nowrap",
                            one.stale ? "border-warn bg-warn-soft text-warn" : "border-line bg-brand-soft text-brand",
                          )}
                        >
                          <span aria-hidden>{signs[one.relation]}</span>
                          <span className="sr-only">{t(`relation_${one.relation}`)}</span> {one.target}
                          {one.stale ? <span className="sr-only"> ({t("stale")})</span> : null}
                        </li>
                      ))}
                    </ul>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-4 flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-soft">
        {Object.entries(signs).map(([relation, sign]) => (
          <span key={relation}>
            <span aria-hidden>{sign}</span> {t(`relation_${relation}`)}
          </span>
        ))}
      </p>
    </section>
  );
}
