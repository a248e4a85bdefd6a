import { Check, CircleDashed } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Locale } from "@/domain/shared/locale";
import type { Outputs } from "@/features/shared/api";
import { conceptName, regionName } from "@/features/shared/concept-names";
import { ReasonBars, type ReasonRow } from "@/ui/reason-bars";

export type Explained = Omit<Outputs["needs"]["matchedNeeds"][number], "need">;

const nearest = 3;

/** Why, in bars that add up and in words: what is met stands beside what is missing, and what would help. */
export function MatchReasons({ match }: { match: Explained }) {
  const t = useTranslations("matching");
  const { skills, missing } = match;
  const met = skills.filter(({ by }) => by !== null);
  const lacking = skills.filter(({ by }) => by === null);
  return (
    <div className="grid gap-x-8 gap-y-6 md:grid-cols-2">
      <div className="flex flex-col gap-4">
        <Bars match={match} />
        <Recomputed match={match} />
      </div>
      <div className="flex flex-col gap-4 text-sm">
        {met.length + lacking.length > 0 ? (
          <Part title={lacking.length > 0 ? `${t("met")} · ${t("missing")}` : t("met")}>
            <ul className="flex flex-col gap-1.5">
              {met.map((skill) => (
                <Skill key={skill.skill} skill={skill} />
              ))}
              {lacking.map((skill) => (
                <Skill key={skill.skill} skill={skill} />
              ))}
            </ul>
          </Part>
        ) : null}
        <Evidence items={match.text.items} />
        {missing.length > 0 ? (
          <Part title={match.qualified ? t("improve") : t("qualify")}>
            <ul className="list-disc pl-5">
              {missing.map((lack) => (
                <li key={`${lack.kind}-${lack.step}-${lack.concepts.join()}`}>
                  <Step lack={lack} />
                </li>
              ))}
            </ul>
          </Part>
        ) : (
          <p>{t("missingNothing")}</p>
        )}
      </div>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function Bars({ match }: { match: Explained }) {
  const t = useTranslations("matching");
  const { text, parts } = match;
  const locale = useLocale() as Locale;
  const label = (kind: string) => (t.has(`part_${kind}`) ? t(`part_${kind}`) : kind);
  const rows: ReasonRow[] = [
    { label: t("part_text"), points: text.points, most: null, detail: t(`text_${bandOf(text.points)}`) },
    ...parts.map(({ kind, points, most, met }): ReasonRow => {
      const experience = kind === "sector" || kind === "protocol" || kind === "vendor" || kind === "region";
      const words = experience ? named(met, locale) : kind === "outcomes" && newcomer(match) ? t("outcomesNew") : "";
      return { label: label(kind), points, most, ...(words ? { detail: words } : {}) };
    }),
  ];
  return (
    <ReasonBars
      caption={t("why")}
      ofMost={(most) => t("ofMost", { most })}
      rows={rows}
      total={{ label: t("total"), points: match.score.toFixed(1) }}
    />
  );
}

/** Ten points are one deviation above the usual of the need. */
function bandOf(points: number): "far" | "above" | "usual" | "below" {
  if (points >= 20) return "far";
  if (points >= 5) return "above";
  return points > -5 ? "usual" : "below";
}

/** Without a delivery the outcomes stand exactly at the prior. */
function newcomer({ parts }: Explained): boolean {
  return parts.some(({ kind, share }) => kind === "outcomes" && Math.abs(share - 0.7) < 1e-9);
}

function Skill({ skill: { skill, demand, by } }: { skill: Explained["skills"][number] }) {
  const t = useTranslations("matching");
  const locale = useLocale() as Locale;
  const held = by ? conceptName(by.skill, locale) : "";
  return (
    <li className="flex items-start gap-2">
      {by ? (
        <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-good" />
      ) : (
        <CircleDashed aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
      )}
      <span>
        <span className="sr-only">{by ? t("met") : t("missing")}: </span>
        {conceptName(skill, locale)}
        <span className="text-ink-soft">
          {demand === "must" ? ` · ${t("mustMissing")}` : ""}
          {by ? ` · ${t(`way_${by.way}`, { skill: held })}` : ` · ${t("missing")}`}
        </span>
      </span>
    </li>
  );
}

function Evidence({ items }: { items: Explained["text"]["items"] }) {
  const t = useTranslations("matching");
  const near = items.filter(({ words, latent }) => words > 0 || latent > 0).slice(0, nearest);
  if (near.length === 0) return null;
  return (
    <Part title={t("evidence")}>
      <ul className="list-disc pl-5">
        {near.map(({ itemId, title, date }) => (
          <li key={itemId}>
            {title ?? t(itemId.startsWith("profile:") ? "evidenceProfile" : "evidenceClosed")}{" "}
            {date ? <span className="text-ink-soft">{date.slice(0, 7)}</span> : null}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Step({ lack: { kind, step, concepts } }: { lack: Explained["missing"][number] }) {
  const t = useTranslations("matching");
  const locale = useLocale() as Locale;
  if (step === "addEvidence" && kind === "evidence") return t("step_addAnyEvidence");
  return t(`step_${step}`, { concepts: named(concepts, locale) });
}

function Recomputed({ match: { text, weights } }: { match: Explained }) {
  const t = useTranslations("matching");
  const { words, latent } = text.spread;
  const figure = (value: number) => value.toFixed(3);
  return (
    <details>
      <summary className="text-sm text-brand">{t("recompute")}</summary>
      <p className="mt-2 text-xs text-ink-soft">{t("recomputeIntro", { weights })}</p>
      <table className="mt-2 w-full text-xs">
        <thead>
          <tr className="border-b border-line text-left text-ink-soft">
            <th scope="col" className="py-1 pr-2 font-medium">
              {t("item")}
            </th>
            <th scope="col" className="py-1 pr-2 text-right font-medium">
              {t("words")}
            </th>
            <th scope="col" className="py-1 text-right font-medium">
              {t("latent")}
            </th>
          </tr>
        </thead>
        <tbody className="tabular-nums">
          {text.items.map((item) => (
            <tr key={item.itemId}>
              <th scope="row" className="py-1 pr-2 text-left font-normal">
                {item.title ?? t(item.itemId.startsWith("profile:") ? "evidenceProfile" : "evidenceClosed")}
              </th>
              <td className="py-1 pr-2 text-right">{figure(item.words)}</td>
              <td className="py-1 text-right">{figure(item.latent)}</td>
            </tr>
          ))}
          <tr className="border-t border-line">
            <th scope="row" className="py-1 pr-2 text-left font-normal">
              {t("usual")}
            </th>
            <td className="py-1 pr-2 text-right">
              {figure(words.mean)} ± {figure(words.deviation)}
            </td>
            <td className="py-1 text-right">
              {figure(latent.mean)} ± {figure(latent.deviation)}
            </td>
          </tr>
        </tbody>
      </table>
    </details>
  );
}

/** Concepts and regions by name, joined as the language joins them. */
function named(ids: readonly string[], locale: Locale): string {
  const names = ids.map((id) => (id.includes(":") ? conceptName(id, locale) : regionName(id, locale)));
  return names.join(locale === "en" ? ", " : "、");
}
