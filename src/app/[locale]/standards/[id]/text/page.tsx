import { getTranslations } from "next-intl/server";
import { localeOf } from "@/app/reader";
import { ClauseText } from "@/features/standards/clause-text";
import { StandardHeader } from "@/features/standards/standard-header";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { LinkButton } from "@/ui/button";

type Props = { params: Promise<{ locale: string; id: string }>; searchParams: Promise<{ part?: string | string[] }> };

/** Every form of the one text; names of formats are the same in all languages. */
const outputs = [
  ["standard.pdf", "PDF"],
  ["standard.docx", "Word"],
  ["standard.html", "HTML"],
  ["sts.xml", "NISO STS"],
  ["oscal.json", "OSCAL"],
] as const;

/** The text as readers see it: contents, clauses, a long one in parts; no script is needed, and paper has the PDF. */
export default async function TextPage({ params, searchParams }: Props) {
  const [{ id, locale: asked }, { part: wanted }] = await Promise.all([params, searchParams]);
  const locale = localeOf(asked);
  const [t, caller] = await Promise.all([getTranslations("standards"), api()]);
  const standard = await read(locale, `/standards/${id}/text`, caller.standards.get({ id }));
  const asPart = Math.min(1_000, Math.max(1, Number.parseInt(String(wanted), 10) || 1));
  const { clauses, contents, version, part, parts } = await caller.standardsText.read({ id, part: asPart });
  const addressOf = (clauseId: string, place: number) =>
    place === part ? `#${clauseId}` : `?part=${place}#${clauseId}`;
  const hrefOf = (clauseId: string) => {
    const target = contents.find((one) => one.id === clauseId);
    return target ? addressOf(clauseId, target.part) : null;
  };
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
          {contents.map(({ id: clauseId, number, title, kind, depth, part: place }) => (
            <li key={clauseId} style={{ paddingLeft: `${(depth - 1) * 1.5}rem` }}>
              <a href={addressOf(clauseId, place)} className="text-brand underline">
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
              <ClauseText content={content} language={standard.language} hrefOf={hrefOf} />
            )}
          </section>
        ))}
      </article>
      {parts > 1 ? (
        <nav aria-label={t("parts")} className="no-print mt-8 flex flex-wrap items-center gap-3">
          {part > 1 ? <LinkButton href={`?part=${part - 1}`}>{t("partBefore")}</LinkButton> : null}
          <span>{t("partOf", { part, parts })}</span>
          {part < parts ? <LinkButton href={`?part=${part + 1}`}>{t("partNext")}</LinkButton> : null}
        </nav>
      ) : null}
    </>
  );
}
