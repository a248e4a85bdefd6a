"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { api, type Outputs } from "@/features/shared/api";
import { dateTimeSeconds } from "@/features/shared/format";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { TextField } from "@/ui/field";

type Competition = Outputs["competitions"]["get"];

type Log = Outputs["competitions"]["log"];

/** The newest entries, kept up while the page is open; an answer opens to be voided or counted. */
export function LogTable({ log, competition, timeZone }: { log: Log; competition: Competition; timeZone: string }) {
  const t = useTranslations("competitions");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const [chosen, setChosen] = useState<number | null>(null);
  const [reason, setReason] = useState("");
  const decide = (position: number, decision: "void" | "grant") =>
    void acting.run(async () => {
      await api.competitions.decideAnswer.mutate({ competitionId: competition.id, position, decision, reason });
      setChosen(null);
      setReason("");
      router.refresh();
    });
  return (
    <ol className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface text-sm">
      {log.entries.map((entry, index) => {
        const decision = entry.kind === "solve" ? "void" : entry.kind === "wrong" ? "grant" : null;
        const { position } = entry;
        return (
          <li key={position ?? `new-${index.toString()}`} className="px-4 py-2">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="w-12 text-ink-soft tabular-nums">{position ?? "…"}</span>
              <time dateTime={entry.at} className="text-ink-soft tabular-nums">
                {dateTimeSeconds(entry.at, locale, timeZone)}
              </time>
              <Badge tone={entry.kind === "solve" ? "good" : entry.kind === "foreign" ? "bad" : "neutral"}>
                {t(`log_${entry.kind}` as "log_solve")}
              </Badge>
              <span className="font-medium break-words">{entry.team?.name}</span>
              <span>{entry.challenge?.key}</span>
              {entry.answer ? <code className="max-w-64 truncate font-mono">{entry.answer}</code> : null}
              {entry.detail ? (
                <span className="text-ink-soft break-words">
                  {entry.kind === "hint" ? t("pointsCost", { count: Number(entry.detail) }) : entry.detail}
                </span>
              ) : null}
              {decision && position !== null && competition.can.manage ? (
                <Button
                  variant="quiet"
                  className="ml-auto"
                  aria-expanded={chosen === position}
                  onClick={() => setChosen(chosen === position ? null : position)}
                >
                  {t(decision)}
                </Button>
              ) : null}
            </div>
            {decision && position !== null && chosen === position ? (
              <div className="mt-2 flex max-w-xl flex-col gap-3 rounded-md bg-sunken p-4">
                <ProblemSummary acting={acting} />
                <p>{t(`${decision}Text`)}</p>
                <TextField
                  id={`decision-${position}`}
                  label={t("reason")}
                  hint={t("reasonHint")}
                  value={reason}
                  error={acting.errorOf("reason")}
                  onChange={(event) => setReason(event.target.value)}
                />
                <div>
                  <Button variant="danger" pending={acting.pending} onClick={() => decide(position, decision)}>
                    {t(decision)}
                  </Button>
                </div>
              </div>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}
