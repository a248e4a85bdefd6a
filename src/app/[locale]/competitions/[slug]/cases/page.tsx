import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { CaseForm, ScanButton } from "@/features/competitions/case-form";
import { CompetitionHeader } from "@/features/competitions/competition-header";
import { titleIn } from "@/features/competitions/title";
import { dateTime } from "@/features/shared/format";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Card } from "@/ui/card";
import { DescriptionList } from "@/ui/description-list";
import { EmptyState } from "@/ui/empty-state";

export default async function CasesPage({ params }: { params: Promise<{ locale: string; slug: string }> }) {
  const { slug, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, caller, timeZone] = await Promise.all([getTranslations("competitions"), api(), readerTimeZone()]);
  const path = `/competitions/${slug}/cases`;
  const competition = await read(locale, path, caller.competitions.get({ slug }));
  const cases = await read(locale, path, caller.competitions.cases({ slug }));
  const tones = { open: "warn", replied: "brand", decided: "neutral" } as const;
  return (
    <>
      <CompetitionHeader competition={competition} here="cases" />
      <p className="mb-4 max-w-prose">{t("casesIntro")}</p>
      {competition.can.manage ? (
        <div className="mb-4">
          <ClientMessages of={["competitions"]}>
            <ScanButton slug={slug} />
          </ClientMessages>
        </div>
      ) : null}
      {cases.length === 0 ? <EmptyState title={t("noCases")} /> : null}
      <div className="flex flex-col gap-4">
        {cases.map((one) => (
          <Card
            key={one.id}
            title={t("caseTitle", { number: one.number, signal: t(`signal_${one.signal}` as "signal_burst") })}
            action={<Badge tone={tones[one.state]}>{t(`case_${one.state}`)}</Badge>}
          >
            <DescriptionList
              items={[
                { term: t("teamName"), detail: one.team.name },
                ...(one.otherTeam ? [{ term: t("otherTeam"), detail: one.otherTeam.name }] : []),
                ...(one.challenge
                  ? [{ term: t("challenge"), detail: titleIn(locale, one.challenge) || one.challenge.key }]
                  : []),
                { term: t("openedAt"), detail: dateTime(one.openedAt, locale, timeZone) },
                ...one.evidence.map(({ key, value }) => ({
                  term: t(`evidence_${key}` as "evidence_solves"),
                  detail: value === "-1" ? t(key === "fetchedSeconds" ? "neverFetched" : "neverSeen") : value,
                })),
                ...(one.reply ? [{ term: t("reply"), detail: one.reply }] : []),
                ...one.decisions.map((vote) => ({
                  term: nameIn(locale, vote),
                  detail: `${t(`sanction_${vote.sanction}` as "sanction_none")} — ${vote.reason}`,
                })),
                ...(one.sanction
                  ? [
                      {
                        term: t("decision"),
                        // Organisers read each other's reasons above; the team reads the one that decided.
                        detail: [
                          t(`sanction_${one.sanction}` as "sanction_none"),
                          ...(one.decisions.length > 0 ? [] : [one.reason]),
                        ].join(" — "),
                      },
                    ]
                  : []),
              ]}
            />
            {one.state !== "decided" && one.decisions.length > 0 && !one.can.decide ? (
              <p className="mt-3 text-ink-soft">{t("secondWord")}</p>
            ) : null}
            {one.can.reply || one.can.decide ? (
              <ClientMessages of={["competitions"]}>
                <CaseForm found={one} />
              </ClientMessages>
            ) : null}
          </Card>
        ))}
      </div>
    </>
  );
}
