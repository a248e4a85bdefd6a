import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Locale } from "@/domain/shared/locale";
import type { Outputs } from "@/features/shared/api";
import { conceptName, regionName } from "@/features/shared/concept-names";
import { Badge } from "@/ui/badge";
import { DataTable } from "@/ui/data-table";
import { InviteDialog } from "./invite-dialog";
import { backingTones, inReaders, languageName } from "./words";

type Profile = Outputs["experts"]["compare"][number];

/** People in columns, what is compared in rows: every skill that one of them has stands in the same row for all. */
export function Comparison({ people }: { people: readonly Profile[] }) {
  const t = useTranslations("experts");
  const locale = useLocale() as Locale;
  const row = (key: string, label: string, cell: (one: Profile) => ReactNode) => ({
    id: key,
    cells: {
      what: label,
      ...Object.fromEntries(people.map((one) => [one.personId, cell(one) || "–"])),
    },
  });
  const lines = (all: readonly string[]) =>
    all.length > 0 ? <span className="whitespace-pre-line">{all.join("\n")}</span> : null;
  const facts = [
    row("headline", t("headline"), ({ content }) => inReaders(locale, content.headlineZh, content.headlineEn)),
    row("pools", t("pool_expert"), ({ pools }) => lines(pools.map((one) => inReaders(locale, one.nameZh, one.nameEn)))),
    row("region", t("region"), ({ content }) => (content.region ? regionName(content.region, locale) : null)),
    row("languages", t("languages"), ({ content }) =>
      content.languages.map((code) => languageName(code, locale)).join(" · "),
    ),
    row("sectors", t("sectors"), ({ content }) => lines(content.sectors.map((id) => conceptName(id, locale)))),
    // Where the kinds of work are withheld, so is when one could begin.
    row("availability", t("availability"), ({ content }) =>
      content.workKinds.length > 0 ? t(`availability_${content.availability}`) : null,
    ),
    row("work", t("work"), ({ content }) => content.workKinds.map((kind) => t(`work_${kind}`)).join(" · ")),
    row("affiliations", t("affiliations"), ({ content }) =>
      lines(content.affiliations.map((one) => [one.organisation, one.role].filter(Boolean).join(" · "))),
    ),
    row("evidence", t("evidence"), ({ evidence }) =>
      lines(
        (["earned", "verified", "stated"] as const)
          .map((standing) => ({ standing, count: evidence.filter((one) => one.standing === standing).length }))
          .filter(({ count }) => count > 0)
          .map(({ standing, count }) => t("evidenceCount", { standing: t(`standing_${standing}`), count })),
      ),
    ),
  ];
  const skills = [...new Map(people.flatMap((one) => one.skills.map((skill) => [skill.conceptId, skill]))).values()]
    .map((skill) => ({
      skill,
      weight: people.reduce(
        (sum, one) => sum + (one.skills.find(({ conceptId }) => conceptId === skill.conceptId)?.level ?? 0),
        0,
      ),
    }))
    .sort((a, b) => b.weight - a.weight)
    .map(({ skill: { conceptId, nameZh, nameEn } }) =>
      row(conceptId, inReaders(locale, nameZh, nameEn), (one) => {
        const skill = one.skills.find((other) => other.conceptId === conceptId);
        return skill ? (
          <span className="inline-flex flex-wrap items-center gap-2">
            <span>
              <span className="font-semibold tabular-nums">{skill.level}</span> · {t(`level_${skill.level}`)}
            </span>
            <Badge tone={backingTones[skill.backing]}>{t(`backing_${skill.backing}`)}</Badge>
            {skill.age && skill.age !== "fresh" ? <Badge tone="warn">{t(`age_${skill.age}`)}</Badge> : null}
          </span>
        ) : null;
      }),
    );
  const name = (one: Profile) => inReaders(locale, one.content.nameZh, one.content.nameEn) || t("nameWithheld");
  const acts = row("acts", t("actions"), (one) => (
    <span className="flex flex-col items-start gap-2">
      <Link
        href={`/${locale}/experts/${one.personId}`}
        className="inline-flex min-h-6 items-center text-brand underline"
      >
        {t("openProfile")}
      </Link>
      {one.can.recruit ? <InviteDialog personId={one.personId} quiet /> : null}
    </span>
  ));
  return (
    <DataTable
      caption={t("compare")}
      columns={[
        { key: "what", header: t("compareWhat"), heading: true },
        ...people.map((one) => ({ key: one.personId, header: name(one) })),
      ]}
      rows={[...skills, ...facts, acts]}
    />
  );
}
