import { getTranslations } from "next-intl/server";
import { localeOf, readerTimeZone } from "@/app/reader";
import { dateTime } from "@/features/shared/format";
import { RedlineBlocks } from "@/features/standards/redline-blocks";
import { StandardHeader } from "@/features/standards/standard-header";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { EmptyState } from "@/ui/empty-state";
import { SelectField } from "@/ui/field";
import { RedlinedText } from "@/ui/redline";

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<{ from?: string | string[]; to?: string | string[] }>;
};

const tones = { changed: "warn", added: "good", removed: "bad", moved: "neutral" } as const;

export default async function RedlinePage({ params, searchParams }: Props) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, caller, timeZone, { from, to }] = await Promise.all([
    getTranslations("standards"),
    api(),
    readerTimeZone(),
    searchParams,
  ]);
  const standard = await read(locale, `/standards/${id}/redline`, caller.standards.get({ id }));
  const chosen = standard.versions.find(({ version }) => String(version) === from) ?? standard.versions.at(-1);
  const until = standard.versions.find(({ version }) => String(version) === to)?.version ?? null;
  const changes = chosen ? await caller.standards.redline({ standardId: id, from: chosen.version, to: until }) : [];
  return (
    <>
      <StandardHeader standard={standard} here="redline" />
      {standard.versions.length === 0 ? <EmptyState title={t("noVersions")} /> : null}
      {chosen ? (
        <form method="get" className="no-print mb-6 flex flex-wrap items-end gap-3">
          <SelectField
            id="from"
            name="from"
            label={t("compareFrom")}
            defaultValue={String(chosen.version)}
            options={standard.versions.map(({ version, stage, at, reason }) => ({
              value: String(version),
              label: `${t("version", { version })} · ${stage} · ${dateTime(at, locale, timeZone)} · ${reason.slice(0, 30)}`,
            }))}
          />
          <SelectField
            id="to"
            name="to"
            label={t("compareTo")}
            defaultValue={until === null ? "" : String(until)}
            options={[
              { value: "", label: t("draftNow") },
              ...standard.versions.map(({ version }) => ({ value: String(version), label: t("version", { version }) })),
            ]}
          />
          <Button type="submit" variant="primary" plain>
            {t("show")}
          </Button>
          <a
            href={`/api/standards/${id}/redline.docx?from=${chosen.version}${until === null ? "" : `&to=${until}`}`}
            className="inline-flex min-h-11 items-center text-brand underline"
          >
            {t("redlineWord")}
          </a>
        </form>
      ) : null}
      {chosen && changes.length === 0 ? <EmptyState title={t("noChanges")} /> : null}
      <div className="flex flex-col gap-4">
        {changes.map((change) => (
          <Card
            key={change.id}
            title={`${change.number} ${change.title}`.trim()}
            action={<Badge tone={tones[change.change]}>{t(`change_${change.change}`)}</Badge>}
          >
            {/* The heading above says the title already, unless it has changed. */}
            {change.heading.some(({ kind }) => kind !== "same") && change.change === "changed" ? (
              <p lang={standard.language} className="mb-2 font-semibold">
                <RedlinedText pieces={change.heading} />
              </p>
            ) : null}
            <RedlineBlocks blocks={change.blocks} language={standard.language} />
          </Card>
        ))}
      </div>
    </>
  );
}
