"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { api, type Outputs } from "@/features/shared/api";
import { countryNames } from "@/features/shared/country-names";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Callout } from "@/ui/callout";
import { TextAreaField, TextField } from "@/ui/field";
import { LongList } from "@/ui/long-list";

type Desk = Outputs["competitions"]["teamDesk"]["items"];
type Effect = Outputs["competitions"]["previewTeamChange"];

export function TeamDecisions({ teams }: { teams: Desk }) {
  const t = useTranslations("competitions");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const [chosen, setChosen] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [effect, setEffect] = useState<Effect | null>(null);
  const run = (work: () => Promise<unknown>) =>
    void acting.run(async () => {
      await work();
      router.refresh();
    });
  const decide = (team: Desk[number], step: "accept" | "reject" | "suspend") =>
    run(async () => {
      await api.competitions.decideTeam.mutate({ teamId: team.id, version: team.version, step, reason });
      setChosen(null);
      setReason("");
    });
  const tones = { pending: "warn", accepted: "good", rejected: "bad", suspended: "bad" } as const;
  return (
    <>
      <ProblemSummary acting={acting} />
      <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface">
        {teams.map((team) => (
          <li key={team.id} className="flex flex-col gap-2 px-4 py-3">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <strong className="break-words">{team.name}</strong>
              <Badge tone={tones[team.state]}>{t(`team_${team.state}`)}</Badge>
              {team.kind === "ranked" ? null : <Badge>{t(`kind_${team.kind}`)}</Badge>}
              <span className="text-sm text-ink-soft">
                {team.people
                  .map((one) =>
                    t("personFrom", { name: nameIn(locale, one), country: countryNames([one.country], locale) }),
                  )
                  .join(locale === "en" ? ", " : "、")}
              </span>
            </div>
            {team.stateReason ? <p className="text-sm">{team.stateReason}</p> : null}
            <div className="flex flex-wrap gap-2">
              {team.state === "accepted" ? null : (
                <Button pending={acting.pending} onClick={() => decide(team, "accept")}>
                  {t("accept")}
                </Button>
              )}
              <Button
                variant="quiet"
                onClick={() => {
                  setChosen(chosen === team.id ? null : team.id);
                  setEffect(null);
                }}
                aria-expanded={chosen === team.id}
              >
                {t("more")}
              </Button>
            </div>
            {chosen === team.id ? (
              <div className="flex flex-col gap-3 rounded-md bg-sunken p-4">
                <TextAreaField
                  id="reason"
                  label={t("reason")}
                  hint={t("reasonHint")}
                  rows={2}
                  value={reason}
                  error={acting.errorOf("reason")}
                  onChange={(event) => setReason(event.target.value)}
                />
                <div className="flex flex-wrap gap-2">
                  {team.state === "accepted" ? (
                    <>
                      <Button
                        pending={acting.pending}
                        onClick={() =>
                          void acting.run(async () =>
                            setEffect(await api.competitions.previewTeamChange.query({ teamId: team.id })),
                          )
                        }
                      >
                        {t("preview")}
                      </Button>
                      <Button variant="danger" pending={acting.pending} onClick={() => decide(team, "suspend")}>
                        {t("suspend")}
                      </Button>
                    </>
                  ) : null}
                  {team.state === "pending" || team.state === "accepted" ? (
                    <Button variant="danger" pending={acting.pending} onClick={() => decide(team, "reject")}>
                      {t("reject")}
                    </Button>
                  ) : null}
                  <Button
                    pending={acting.pending}
                    onClick={() =>
                      run(() =>
                        api.competitions.setTeamKind.mutate({
                          teamId: team.id,
                          version: team.version,
                          kind: team.kind === "ranked" ? "guest" : "ranked",
                        }),
                      )
                    }
                  >
                    {t(team.kind === "ranked" ? "makeGuest" : "makeRanked")}
                  </Button>
                </div>
                {effect ? <EffectList effect={effect} /> : null}
                {team.state === "accepted" ? <AdjustForm teamId={team.id} /> : null}
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Points that organisers give or take beside the challenges; they stand in the log with their reason. */
function AdjustForm({ teamId }: { teamId: string }) {
  const t = useTranslations("competitions");
  const router = useRouter();
  const acting = useAct();
  const key = useRef(crypto.randomUUID());
  const empty = { points: "", reason: "" };
  const [text, setText] = useState(empty);
  const [done, setDone] = useState(false);
  return (
    <form
      className="flex flex-col gap-3 border-t border-line pt-4"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(async () => {
          await api.competitions.adjust.mutate({
            teamId,
            points: Number(text.points),
            reason: text.reason,
            idempotencyKey: key.current,
          });
          key.current = crypto.randomUUID();
          setText(empty);
          setDone(true);
          router.refresh();
        });
      }}
    >
      <ProblemSummary acting={acting} />
      <div className="flex flex-wrap items-end gap-3">
        <TextField
          id="points"
          label={t("adjustPoints")}
          hint={t("adjustHint")}
          type="number"
          required
          className="max-w-32"
          value={text.points}
          error={acting.errorOf("points")}
          onChange={(event) => setText({ ...text, points: event.target.value })}
        />
        <TextField
          id="adjust-reason"
          label={t("adjustReason")}
          required
          maxLength={500}
          value={text.reason}
          error={acting.errorOf("reason")}
          onChange={(event) => setText({ ...text, reason: event.target.value })}
        />
        <Button type="submit" pending={acting.pending}>
          {t("adjust")}
        </Button>
        <span aria-live="polite" className="text-ink-soft">
          {done ? t("adjusted") : ""}
        </span>
      </div>
    </form>
  );
}

function EffectList({ effect }: { effect: Effect }) {
  const t = useTranslations("competitions");
  const c = useTranslations("common");
  return (
    <Callout tone="warn" title={t("effectTitle", { count: effect.total, bloods: effect.bloodsMoved })}>
      <LongList step={20} more={c("showMore")} className="mt-2 flex flex-col gap-1 text-sm">
        {effect.changes.map((one) => (
          <li key={one.teamId}>
            {t("effectLine", {
              name: one.name,
              rankBefore: one.rankBefore ?? "–",
              rankAfter: one.rankAfter ?? "–",
              scoreBefore: one.scoreBefore,
              scoreAfter: one.scoreAfter,
            })}
          </li>
        ))}
      </LongList>
    </Callout>
  );
}
