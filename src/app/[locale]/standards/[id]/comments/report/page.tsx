import { getTranslations } from "next-intl/server";
import { localeOf } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { resolutions } from "@/domain/standards/schema";
import { StandardHeader } from "@/features/standards/standard-header";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { DataTable } from "@/ui/data-table";

const files = ["docx", "xlsx", "csv", "pdf"] as const;
const names = { docx: "Word", xlsx: "Excel", csv: "CSV", pdf: "PDF" } as const;

/** The disposition report: every comment and what became of it, counted, printable, and as files in both forms. */
export default async function ReportPage({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, caller] = await Promise.all([getTranslations("standards"), api()]);
  const standard = await read(locale, `/standards/${id}/comments/report`, caller.standards.get({ id }));
  const comments = await caller.standards.comments({ id });
  const counts = [
    ...resolutions.map((one) => [
      t(`resolution_${one}`),
      comments.filter(({ resolution }) => resolution === one).length,
    ]),
    [t("unresolved"), comments.filter(({ resolution }) => resolution === null).length],
  ] as const;
  return (
    <>
      <StandardHeader standard={standard} here="comments" />
      <h2 className="mb-3 text-xl">{t("disposition")}</h2>
      <dl className="mb-4 flex flex-wrap gap-x-8 gap-y-2">
        {counts.map(([label, count]) => (
          <div key={label}>
            <dt className="text-sm text-ink-soft">{label}</dt>
            <dd className="text-xl font-semibold">{count}</dd>
          </div>
        ))}
      </dl>
      <div className="no-print mb-6 flex flex-col gap-1">
        {(["zh", "iso"] as const).map((template) => (
          <p key={template} className="flex flex-wrap gap-4">
            {t(`template_${template}`)}
            {files.map((file) => (
              <a
                key={file}
                href={`/api/standards/${id}/comments.${file}?template=${template}`}
                className="text-brand underline"
              >
                {names[file]}
              </a>
            ))}
          </p>
        ))}
      </div>
      <DataTable
        caption={t("disposition")}
        columns={[
          { key: "number", header: t("serial") },
          { key: "clause", header: t("clause") },
          { key: "comment", header: t("comment") },
          { key: "change", header: t("proposedChange") },
          { key: "from", header: t("from") },
          { key: "resolution", header: t("observation") },
        ]}
        rows={comments.map((one) => ({
          id: one.id,
          cells: {
            number: one.number,
            clause: one.clauseNumber || t("wholeText"),
            comment: <span className="whitespace-pre-line">{one.comment}</span>,
            change: <span className="whitespace-pre-line">{one.proposedChange}</span>,
            from: one.body || (one.organisation ? nameIn(locale, one.organisation) : ""),
            resolution: (
              <>
                <strong>{one.resolution ? t(`resolution_${one.resolution}`) : t("unresolved")}</strong>
                {one.observation ? <span className="block whitespace-pre-line">{one.observation}</span> : null}
              </>
            ),
          },
        }))}
      />
    </>
  );
}
