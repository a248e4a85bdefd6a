import { getTranslations } from "next-intl/server";
import { localeOf } from "@/app/reader";
import { ClauseText } from "@/features/standards/clause-text";
import { StandardHeader } from "@/features/standards/standard-header";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";

/** Every form of the one text; names of formats are the same in all languages. */
const outputs = [
  ["standard.pdf", "PDF"],
  ["standard.docx", "Word"],
  ["standard.html", "HTML"],
  ["sts.xml", "NISO STS"],
  ["oscal.json", "OSCAL"],
] as const;

/** The text as readers and printers see it: cover line, contents, clauses; no script is needed. */
export default async function TextPage({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, caller] = await Promise.all([getTranslations("standards"), api()]);
  const standard = await read(locale, `/standards/${id}/text`, caller.standards.get({ id }));
  const { clauses, version } = await caller.standards.text({ id });
  return (
    <>
      <StandardHeader standard={standard} here="text" />
      {version ? <p className="mb-4 text-ink-soft">{t("version", { version })}</p> : null}
      <p className="no-print mb-4 flex flex-wrap gap-4">
        {t("downloads")}
        {outputs.map(([file, label]) => (
          <a key={file} href={`/api/standards/${id}/${file}`} className="text-brand underline">
            {label}
          </a>
        ))}
      </p>
      <nav aria-label={t("clauses")} className="mb-8">
        <ol className="flex flex-col gap-1">
          {clauses.map(({ id: clauseId, number, title, kind, depth }) => (
            <li key={clauseId} style={{ paddingLeft: `${(depth - 1) * 1.5}rem` }}>
              <a href={`#${clauseId}`} className="text-brand underline">
                {number} {title || t(`kind_${kind}`)}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <article lang={standard.language} className="flex flex-col gap-6">
        {clauses.map(({ id: clauseId, number, title, kind, content }) => (
          <section key={clauseId} id={clauseId} className="scroll-mt-24">
            <h2 className="mb-2 text-xl">
              {number} {title || t(`kind_${kind}`)}
            </h2>
            {content.length === 0 ? (
              <p className="text-ink-soft">{t("emptyClause")}</p>
            ) : (
              <ClauseText content={content} language={standard.language} />
            )}
          </section>
        ))}
      </article>
    </>
  );
}
