"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { evidenceKinds, type JudgedSettings, scoreMethods } from "@/domain/competitions/schema-judged";
import { api } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { CheckField, FieldGroup, SelectField, TextField } from "@/ui/field";
import { isoOf, localOf } from "./words";

type Props = {
  phaseId: string;
  version: number;
  settings: JudgedSettings;
  hours: { startsAt: string | null; endsAt: string | null };
  back: string;
};

/** Rubric and rules of judging; the sum of the weights is told while one types. */
export function JudgingSetupForm({ phaseId, version, settings, hours, back }: Props) {
  const t = useTranslations("competitionsJudged");
  const locale = useLocale();
  const router = useRouter();
  const acting = useAct();
  const [draft, setDraft] = useState(settings);
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [touched, setTouched] = useState({ from: false, to: false });
  const sum = draft.criteria.reduce((total, { weight }) => total + (weight || 0), 0);
  const change = (part: Partial<JudgedSettings>) => setDraft((now) => ({ ...now, ...part }));
  const changeCriterion = (at: number, part: Partial<JudgedSettings["criteria"][number]>) =>
    change({ criteria: draft.criteria.map((one, index) => (index === at ? { ...one, ...part } : one)) });
  const number = (key: "judgesPerEntry" | "loadLimit" | "gap" | "appealHours" | "leastFiles") => ({
    id: `settings.${key}`,
    type: "number",
    label: t(key),
    hint: t(`${key}Hint`),
    value: String(draft[key]),
    error: acting.errorOf(`settings.${key}`),
    onChange: (event: { target: { value: string } }) => change({ [key]: Number(event.target.value) }),
  });
  return (
    <form
      className="flex max-w-4xl flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(async () => {
          await api.competitionsJudged.setUp.mutate({
            phaseId,
            version,
            settings: draft,
            hours: {
              startsAt: touched.from ? isoOf(from) : hours.startsAt,
              endsAt: touched.to ? isoOf(to) : hours.endsAt,
            },
          });
          router.push(`/${locale}${back}`);
          router.refresh();
        });
      }}
    >
      <ProblemSummary acting={acting} />
      <FieldGroup legend={t("rubric")} hint={t("rubricHint")}>
        {draft.criteria.map((one, at) => (
          <fieldset key={one.id} className="grid gap-3 border-b border-line pb-5 sm:grid-cols-6">
            <legend className="mb-2 font-semibold">{t("criterionNumber", { number: at + 1 })}</legend>
            <div className="sm:col-span-3">
              <TextField
                id={`settings.criteria.${at}.titleZh`}
                label={t("titleZh")}
                value={one.titleZh}
                error={acting.errorOf(`settings.criteria.${at}.titleZh`)}
                onChange={(event) => changeCriterion(at, { titleZh: event.target.value })}
              />
            </div>
            <div className="sm:col-span-3">
              <TextField
                id={`settings.criteria.${at}.titleEn`}
                label={t("titleEn")}
                value={one.titleEn}
                error={acting.errorOf(`settings.criteria.${at}.titleEn`)}
                onChange={(event) => changeCriterion(at, { titleEn: event.target.value })}
              />
            </div>
            <div className="sm:col-span-2">
              <TextField
                id={`settings.criteria.${at}.weight`}
                type="number"
                label={t("weightPercent")}
                value={String(one.weight)}
                error={acting.errorOf(`settings.criteria.${at}.weight`)}
                onChange={(event) => changeCriterion(at, { weight: Number(event.target.value) })}
              />
            </div>
            <div className="sm:col-span-2">
              <TextField
                id={`settings.criteria.${at}.max`}
                type="number"
                label={t("highest")}
                value={String(one.max)}
                error={acting.errorOf(`settings.criteria.${at}.max`)}
                onChange={(event) => changeCriterion(at, { max: Number(event.target.value) })}
              />
            </div>
            <div className="flex items-end sm:col-span-2">
              <Button
                variant="quiet"
                disabled={draft.criteria.length === 1}
                onClick={() => change({ criteria: draft.criteria.filter((_, index) => index !== at) })}
              >
                {t("removeCriterion")}
              </Button>
            </div>
            <div className="flex flex-col gap-3 sm:col-span-6">
              {one.anchors.map((anchor, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: an anchor is its place, its score and text change while one types
                <div key={index} className="grid gap-3 sm:grid-cols-[6rem_1fr_1fr_auto]">
                  <TextField
                    id={`settings.criteria.${at}.anchors.${index}.score`}
                    type="number"
                    label={t("anchorScore")}
                    value={String(anchor.score)}
                    error={acting.errorOf(`settings.criteria.${at}.anchors.${index}.score`)}
                    onChange={(event) =>
                      changeCriterion(at, {
                        anchors: one.anchors.map((each, place) =>
                          place === index ? { ...each, score: Number(event.target.value) } : each,
                        ),
                      })
                    }
                  />
                  <TextField
                    id={`settings.criteria.${at}.anchors.${index}.textZh`}
                    label={t("anchorZh")}
                    value={anchor.textZh}
                    onChange={(event) =>
                      changeCriterion(at, {
                        anchors: one.anchors.map((each, place) =>
                          place === index ? { ...each, textZh: event.target.value } : each,
                        ),
                      })
                    }
                  />
                  <TextField
                    id={`settings.criteria.${at}.anchors.${index}.textEn`}
                    label={t("anchorEn")}
                    value={anchor.textEn}
                    onChange={(event) =>
                      changeCriterion(at, {
                        anchors: one.anchors.map((each, place) =>
                          place === index ? { ...each, textEn: event.target.value } : each,
                        ),
                      })
                    }
                  />
                  <div className="flex items-end">
                    <Button
                      variant="quiet"
                      onClick={() =>
                        changeCriterion(at, { anchors: one.anchors.filter((_, place) => place !== index) })
                      }
                    >
                      {t("removeAnchor")}
                    </Button>
                  </div>
                </div>
              ))}
              <div>
                <Button
                  onClick={() =>
                    changeCriterion(at, { anchors: [...one.anchors, { score: one.max, textZh: "", textEn: "" }] })
                  }
                >
                  {t("addAnchor")}
                </Button>
              </div>
            </div>
          </fieldset>
        ))}
        <div className="flex flex-wrap items-center gap-4">
          <Button
            onClick={() =>
              change({
                criteria: [
                  ...draft.criteria,
                  {
                    id: freeId(draft.criteria.map(({ id }) => id)),
                    titleZh: "",
                    titleEn: "",
                    weight: Math.max(1, 100 - sum),
                    max: 10,
                    anchors: [],
                  },
                ],
              })
            }
          >
            {t("addCriterion")}
          </Button>
          <p role="status" className={sum === 100 ? "text-good" : "font-semibold text-bad"} id="settings.criteria">
            {t("weightSum", { sum })}
          </p>
        </div>
      </FieldGroup>
      <FieldGroup legend={t("judgingRules")}>
        <TextField {...number("judgesPerEntry")} />
        <TextField {...number("loadLimit")} />
        <TextField {...number("gap")} />
        <SelectField
          id="settings.method"
          label={t("method")}
          hint={t("methodHint")}
          value={draft.method}
          onChange={(event) => change({ method: event.target.value as JudgedSettings["method"] })}
          options={scoreMethods.map((value) => ({ value, label: t(`method_${value}`) }))}
        />
        <TextField {...number("appealHours")} />
      </FieldGroup>
      <FieldGroup legend={t("entryRules")}>
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-2 font-semibold">{t("accepts")}</legend>
          {evidenceKinds.map((kind) => (
            <CheckField
              key={kind}
              id={`accepts-${kind}`}
              label={t(`evidence_${kind}`)}
              checked={draft.accepts.includes(kind)}
              onChange={(event) =>
                change({
                  accepts: event.target.checked
                    ? [...draft.accepts, kind]
                    : draft.accepts.filter((other) => other !== kind),
                })
              }
            />
          ))}
        </fieldset>
        <TextField {...number("leastFiles")} />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            id="hours.startsAt"
            type="datetime-local"
            label={t("hoursFrom")}
            hint={t("hoursHint")}
            value={touched.from ? from : localOf(hours.startsAt)}
            error={acting.errorOf("hours.startsAt")}
            onChange={(event) => {
              setFrom(event.target.value);
              setTouched((now) => ({ ...now, from: true }));
            }}
          />
          <TextField
            id="hours.endsAt"
            type="datetime-local"
            label={t("hoursTo")}
            hint={t("hoursHint")}
            value={touched.to ? to : localOf(hours.endsAt)}
            error={acting.errorOf("hours.endsAt")}
            onChange={(event) => {
              setTo(event.target.value);
              setTouched((now) => ({ ...now, to: true }));
            }}
          />
        </div>
      </FieldGroup>
      <div>
        <Button type="submit" variant="primary" pending={acting.pending}>
          {t("saveRules")}
        </Button>
      </div>
    </form>
  );
}

function freeId(taken: readonly string[]): string {
  for (let number = taken.length + 1; ; number++) if (!taken.includes(`c${number}`)) return `c${number}`;
}
