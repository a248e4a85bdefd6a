import { getTranslations } from "next-intl/server";
import { localeOf, readerTimeZone } from "@/app/reader";
import { dateTime } from "@/features/shared/format";
import { StandardHeader } from "@/features/standards/standard-header";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { LinkButton } from "@/ui/button";
import { Card } from "@/ui/card";

type Props = { params: Promise<{ locale: string; id: string }>; searchParams: Promise<{ from?: string | string[] }> };

export default async function RedlinePage({ params, searchParams }: Props) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, caller, timeZone, { from }] = await Promise.all([
    getTranslations("standards"),
    api(),
    readerTimeZone(),
    searchParams,
  ]);
  const standard = await read(locale, `/standards/${id}/redline`, caller.standards.get({ id }));
  const chosen = standard.versions.find(({ version }) => String(version) === from) ?? standard.versions.at(-1);
  const changes = chosen ? await caller.standards.redline({ standardId: id, from: chosen.version, to: null }) : [];
  const shown = changes.filter(({ change }) => change !== "same");
  return (
    <>
      <StandardHeader standard={standard} here="redline" />
      {standard.versions.length === 0 ? <p>{t("noVersions")}</p> : null}
      <ul className="mb-6 flex flex-col gap-2">
        {standard.versions.map(({ version, stage, reason, at }) => (
          <li key={version} className="flex flex-wrap items-center gap-3">
            <LinkButton href={`?from=${version}`} variant={version === chosen?.version ? "primary" : "secondary"}>
              {t("version", { version })}
            </LinkButton>
            <span className="text-ink-soft">
              {stage} · {dateTime(at, locale, timeZone)} · {reason}
            </span>
          </li>
        ))}
      </ul>
      {chosen ? <h2 className="mb-3 text-xl">{t("compare")}</h2> : null}
      {chosen && shown.length === 0 ? <p>{t("noChanges")}</p> : null}
      <div className="flex flex-col gap-4">
        {shown.map((change) => (
          <Card
            key={change.id}
            title={`${change.number} ${change.title}`}
            action={<Badge>{t(`change_${change.change}`)}</Badge>}
          >
            {change.paragraphs.map((pieces, line) => (
              // A paragraph of a comparison has no name but its place.
              <p key={`${change.id}${String(line)}`} lang={standard.language} className="max-w-prose">
                {pieces.map(({ kind, text }, index) => {
                  const key = `${kind}${String(index)}`;
                  if (kind === "added")
                    return (
                      <ins key={key} className="bg-good-soft text-good">
                        {text}
                      </ins>
                    );
                  if (kind === "removed")
                    return (
                      <del key={key} className="bg-bad-soft text-bad">
                        {text}
                      </del>
                    );
                  return <span key={key}>{text}</span>;
                })}
              </p>
            ))}
          </Card>
        ))}
      </div>
    </>
  );
}
