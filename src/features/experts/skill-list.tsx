import { useLocale, useTranslations } from "next-intl";
import type { Locale } from "@/domain/shared/locale";
import type { Outputs } from "@/features/shared/api";
import { Badge } from "@/ui/badge";
import { backingTones, inReaders } from "./words";

type Skill = Outputs["experts"]["profile"]["skills"][number];

/** Skills with the level that evidence carries, how it is backed, and how old that is. */
export function SkillList({ skills, compact = false }: { skills: readonly Skill[]; compact?: boolean }) {
  const t = useTranslations("experts");
  const locale = useLocale() as Locale;
  if (compact)
    return (
      <ul className="flex flex-wrap gap-2">
        {skills.map((skill) => (
          <li key={skill.conceptId}>
            <Badge tone={backingTones[skill.backing]}>
              {inReaders(locale, skill.nameZh, skill.nameEn)} · {skill.level}
            </Badge>
          </li>
        ))}
      </ul>
    );
  return (
    <ul className="flex flex-col divide-y divide-line">
      {skills.map((skill) => (
        <li key={skill.conceptId} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-2.5">
          <span className="min-w-0 flex-1 basis-48 font-medium">{inReaders(locale, skill.nameZh, skill.nameEn)}</span>
          <span className="flex gap-1" role="img" aria-label={t("levelOf", { level: skill.level })}>
            {[1, 2, 3, 4, 5].map((n) => (
              <span
                key={n}
                className={n <= skill.level ? "h-2.5 w-5 rounded bg-brand" : "h-2.5 w-5 rounded bg-sunken"}
              />
            ))}
          </span>
          <span className="min-w-28 text-sm">{t(`level_${skill.level}`)}</span>
          <Badge tone={backingTones[skill.backing]}>{t(`backing_${skill.backing}`)}</Badge>
          {skill.age && skill.age !== "fresh" ? <Badge tone="warn">{t(`age_${skill.age}`)}</Badge> : null}
          {skill.endorsements > 0 ? (
            <span className="text-sm text-ink-soft">{t("endorsements", { count: skill.endorsements })}</span>
          ) : null}
          {skill.claimed !== null && skill.claimed > skill.level ? (
            <span className="w-full text-sm text-ink-soft">{t("claimedHigher", { level: skill.claimed })}</span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
