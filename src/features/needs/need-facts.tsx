import { useLocale, useTranslations } from "next-intl";
import { kindForms } from "@/domain/needs/kinds";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import type { Outputs } from "@/features/shared/api";
import { conceptName, regionName } from "@/features/shared/concept-names";
import { countryNames } from "@/features/shared/country-names";
import { dateTime, money } from "@/features/shared/format";
import { Card } from "@/ui/card";
import { DescriptionList } from "@/ui/description-list";

type Need = Outputs["needs"]["get"];

function Concepts({ ids }: { ids: readonly string[] }) {
  const locale = useLocale() as Locale;
  return (
    <ul className="flex flex-wrap gap-1.5">
      {ids.map((id) => (
        <li key={id} className="rounded bg-sunken px-2 py-0.5 text-sm">
          {conceptName(id, locale)}
        </li>
      ))}
    </ul>
  );
}

function FileLinks({ files }: { files: Need["files"] }) {
  return (
    <ul className="flex flex-col gap-1">
      {files.map(({ id, name, size }) => (
        <li key={id}>
          <a href={`/api/files/${id}`} className="text-brand underline break-words">
            {name}
          </a>{" "}
          <span className="text-ink-soft">({Math.ceil(size / 1024)} KB)</span>
        </li>
      ))}
    </ul>
  );
}

/** What the need says, in the words of who wrote it. */
export function NeedFacts({ need, timeZone }: { need: Need; timeZone: string }) {
  const t = useTranslations("needs");
  const locale = useLocale() as Locale;
  const { content } = need;
  const said = (["whatRuns", "worry", "since", "affected", "description"] as const).flatMap((key) =>
    content[key] ? [{ term: t(key), detail: content[key] }] : [],
  );
  const asked = kindForms[need.kind].need.flatMap(({ id, choices }) => {
    const answer = content.details[id];
    if (!answer) return [];
    return [{ term: t(`kindField_${id}`), detail: choices ? t(`kindChoice_${answer}`) : answer }];
  });
  const packages = content.workPackages.map(({ title, goal }, index) => ({
    term: t("workPackageTitle", { number: index + 1 }),
    detail: [title, goal].filter(Boolean).join("\n"),
  }));
  const lists = (["requiredSkills", "wantedSkills", "tags"] as const).flatMap((key) =>
    content[key].length > 0 ? [{ term: t(key), detail: <Concepts ids={content[key]} /> }] : [],
  );
  const files = need.files.length > 0 ? [{ term: t("files"), detail: <FileLinks files={need.files} /> }] : [];
  const facts = [
    ...(content.sector
      ? [
          {
            term: t("sector"),
            detail: t.has(`sector_${content.sector}`) ? t(`sector_${content.sector}`) : content.sector,
          },
        ]
      : []),
    ...(content.region ? [{ term: t("region"), detail: regionName(content.region, locale) }] : []),
    { term: t("budget"), detail: budgetText(content.budget, locale, t) },
    ...(need.questionsDeadline
      ? [{ term: t("deadlineQuestions"), detail: dateTime(need.questionsDeadline, locale, timeZone) }]
      : []),
    { term: t("visibility"), detail: t(`visibility_${content.visibility}`) },
    ...(need.invited.length > 0
      ? [
          {
            term: t("invited"),
            detail: new Intl.ListFormat(locale).format(need.invited.map((one) => nameIn(locale, one))),
          },
        ]
      : []),
    ...(content.admittedCountries.length > 0
      ? [{ term: t("admittedCountries"), detail: countryNames(content.admittedCountries, locale) }]
      : []),
    ...(content.consortia ? [{ term: t("consortia"), detail: t("consortiaYes") }] : []),
  ];
  return (
    <Card title={t("summary")}>
      <div lang={need.language}>
        <p className="mb-4 max-w-prose text-lg whitespace-pre-line">{need.summary}</p>
        <DescriptionList items={[...said, ...asked, ...packages, ...lists, ...files]} />
      </div>
      {content.translation ? (
        <details className="mt-4 rounded-md bg-sunken p-3">
          <summary>{t("otherLanguageText")}</summary>
          <div lang={need.language === "en" ? "zh-CN" : "en"}>
            <p className="font-semibold">{content.translation.title}</p>
            <p className="max-w-prose">{content.translation.summary}</p>
          </div>
        </details>
      ) : null}
      <hr className="my-4 border-line" />
      <DescriptionList items={facts} />
    </Card>
  );
}

function budgetText(
  budget: Need["content"]["budget"],
  locale: Locale,
  t: (key: string, values?: Record<string, string>) => string,
): string {
  if (!budget || (budget.min === null && budget.max === null)) return t("budgetOpen");
  const min = budget.min === null ? "" : money(budget.min, budget.currency, locale);
  const max = budget.max === null ? "" : money(budget.max, budget.currency, locale);
  if (budget.min !== null && budget.max !== null) return t("budgetBetween", { min, max });
  return budget.max === null ? t("budgetFrom", { min }) : t("budgetUpTo", { max });
}
