import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { Locale } from "@/domain/shared/locale";
import type { Outputs } from "@/features/shared/api";
import { conceptName, regionName } from "@/features/shared/concept-names";
import { calendarDay } from "@/features/shared/format";
import { Badge } from "@/ui/badge";
import { Card } from "@/ui/card";
import { DescriptionList } from "@/ui/description-list";
import { LongList } from "@/ui/long-list";
import { SkillList } from "./skill-list";
import { EvidenceCheck } from "./small-acts";
import { inReaders, languageName } from "./words";

type Profile = Outputs["experts"]["profile"];
const tones = { stated: "neutral", verified: "good", earned: "good" } as const;

/** Everything of a profile that its reader may see. */
export function ProfileBody({ profile }: { profile: Profile }) {
  const t = useTranslations("experts");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const { content } = profile;
  const span = ({ from, until }: { from: string; until: string | null }) => `${from} – ${until ?? t("today")}`;
  const facts = [
    ...(content.region ? [{ term: t("region"), detail: regionName(content.region, locale) }] : []),
    ...(content.languages.length > 0
      ? [{ term: t("languages"), detail: content.languages.map((code) => languageName(code, locale)).join(" · ") }]
      : []),
    ...(content.sectors.length > 0
      ? [{ term: t("sectors"), detail: content.sectors.map((id) => conceptName(id, locale)).join(" · ") }]
      : []),
    ...(content.workKinds.length > 0
      ? [
          { term: t("availability"), detail: t(`availability_${content.availability}`) },
          { term: t("work"), detail: content.workKinds.map((kind) => t(`work_${kind}`)).join(" · ") },
        ]
      : []),
    ...profile.pools.map((pool) => ({
      term: t("pool_expert"),
      detail: (
        <Link href={`/${locale}/experts/pools/${pool.id}`} className="text-brand underline">
          {inReaders(locale, pool.nameZh, pool.nameEn)}
        </Link>
      ),
    })),
  ];
  return (
    <div className="flex min-w-0 flex-col gap-6">
      {content.summaryZh || content.summaryEn ? (
        <Card title={t("summary")}>
          <p className="max-w-prose whitespace-pre-line">{inReaders(locale, content.summaryZh, content.summaryEn)}</p>
        </Card>
      ) : null}
      <Card title={t("skills")}>
        {profile.skills.length === 0 ? (
          <p className="text-ink-soft">{t("skillsNone")}</p>
        ) : (
          <SkillList skills={profile.skills} />
        )}
      </Card>
      {facts.length > 0 ? (
        <Card title={t("about")}>
          <DescriptionList items={facts} />
        </Card>
      ) : null}
      {profile.evidence.length > 0 ? (
        <Card title={t("evidence")}>
          <LongList more={c("showMore")} className="flex flex-col divide-y divide-line">
            {profile.evidence.map((item) => (
              <li key={item.id} className="py-3">
                <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                  {item.credentialId ? (
                    <Link
                      href={`/${locale}/credentials/${item.credentialId}`}
                      className="font-medium break-words text-brand underline"
                    >
                      {item.title}
                    </Link>
                  ) : item.url ? (
                    <a href={item.url} rel="noreferrer" className="font-medium break-words text-brand underline">
                      {item.title}
                    </a>
                  ) : (
                    <span className="font-medium break-words">{item.title}</span>
                  )}
                  <Badge tone={tones[item.standing]}>{t(`standing_${item.standing}`)}</Badge>
                  {item.age !== "fresh" ? <Badge tone="warn">{t(`age_${item.age}`)}</Badge> : null}
                </p>
                <p className="text-sm text-ink-soft">
                  {[t(`kind_${item.kind}`), calendarDay(item.date, locale), item.people.join(", ")]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
                {item.body ? <p className="mt-1 max-w-prose whitespace-pre-line">{item.body}</p> : null}
                {profile.can.curate && !profile.own && item.standing === "stated" ? (
                  <EvidenceCheck id={item.id} supports={item.supports} />
                ) : null}
              </li>
            ))}
          </LongList>
        </Card>
      ) : null}
      {content.affiliations.length > 0 ? (
        <Card title={t("affiliations")}>
          <ul className="flex flex-col gap-2">
            {content.affiliations.map((one) => (
              <li key={`${one.organisation}${one.from}`}>
                <span className="font-medium">{one.organisation}</span> {one.role}
                <span className="block text-sm text-ink-soft">{span(one)}</span>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      {content.education.length > 0 ? (
        <Card title={t("education")}>
          <ul className="flex flex-col gap-2">
            {content.education.map((one) => (
              <li key={`${one.institution}${one.from}`}>
                <span className="font-medium">{one.institution}</span>{" "}
                {[one.degree, one.field].filter(Boolean).join(", ")}
                <span className="block text-sm text-ink-soft">{span(one)}</span>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      {content.links.length > 0 ? (
        <Card title={t("links")}>
          <ul className="flex flex-col gap-1">
            {content.links.map((link) => (
              <li key={link}>
                <a href={link} rel="noreferrer nofollow" className="break-all text-brand underline">
                  {link}
                </a>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </div>
  );
}
