"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { api, type Outputs } from "@/features/shared/api";
import { dateTime } from "@/features/shared/format";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { SelectField, TextAreaField, TextField } from "@/ui/field";

type Props = {
  needId: string;
  evaluation: Outputs["needs"]["evaluation"];
  proposals: Outputs["needs"]["openedProposals"];
  timeZone: string;
};

const tenths = 10;

/** A correction of a mean after discussion stands beside the scores with its reason; no score is ever overwritten. */
export function Moderation({ needId, evaluation, proposals, timeZone }: Props) {
  const t = useTranslations("needs");
  const locale = useLocale() as Locale;
  const criteria = evaluation.criteria.filter(({ kind }) => kind === "scored");
  const nameOf = (id: string): string => {
    const found = proposals.find(({ proposalId }) => proposalId === id);
    return found ? nameIn(locale, found.organisation) : id;
  };
  return (
    <Card title={t("moderation")}>
      <p className="mb-3 max-w-prose text-ink-soft">{t("moderationText")}</p>
      <ul className="mb-4 flex flex-col gap-2">
        {evaluation.moderations.map((one) => (
          <li key={`${one.proposalId}-${one.criterionId}-${one.at}`} className="border-l-4 border-line pl-3">
            <strong>{nameOf(one.proposalId)}</strong> ·{" "}
            {criteria.find(({ id }) => id === one.criterionId)?.title ?? one.criterionId} ·{" "}
            <span className="tabular-nums">
              {one.adjustment > 0 ? "+" : ""}
              {(one.adjustment / tenths).toFixed(1)}
            </span>
            <p className="max-w-prose whitespace-pre-line">{one.reason}</p>
            <time dateTime={one.at} className="text-sm text-ink-soft">
              {dateTime(one.at, locale, timeZone)}
            </time>
          </li>
        ))}
      </ul>
      {evaluation.can.moderate && evaluation.standings ? (
        <ModerationForm
          needId={needId}
          proposals={proposals.map(({ proposalId }) => ({ value: proposalId, label: nameOf(proposalId) }))}
          criteria={criteria.map(({ id, title }) => ({ value: id, label: title }))}
        />
      ) : null}
    </Card>
  );
}

type Choice = { value: string; label: string };

function ModerationForm({
  needId,
  proposals,
  criteria,
}: {
  needId: string;
  proposals: readonly Choice[];
  criteria: readonly Choice[];
}) {
  const t = useTranslations("needs");
  const router = useRouter();
  const acting = useAct();
  const [proposalId, setProposalId] = useState(proposals[0]?.value ?? "");
  const [criterionId, setCriterionId] = useState(criteria[0]?.value ?? "");
  const [points, setPoints] = useState("");
  const [reason, setReason] = useState("");
  return (
    <details>
      <summary className="text-brand">{t("moderate")}</summary>
      <form
        className="mt-3 flex max-w-xl flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void acting.run(async () => {
            const adjustment = Math.round(Number(points) * tenths);
            await api.needs.moderate.mutate({ needId, proposalId, criterionId, adjustment, reason });
            setPoints("");
            setReason("");
            router.refresh();
          });
        }}
      >
        <ProblemSummary acting={acting} />
        <SelectField
          id="moderated-proposal"
          label={t("moderatedProposal")}
          value={proposalId}
          options={proposals}
          onChange={(event) => setProposalId(event.target.value)}
        />
        <SelectField
          id="moderated-criterion"
          label={t("criterion")}
          value={criterionId}
          options={criteria}
          onChange={(event) => setCriterionId(event.target.value)}
        />
        <TextField
          id="adjustment"
          type="number"
          step="0.1"
          min="-10"
          max="10"
          required
          className="max-w-32"
          label={t("adjustment")}
          hint={t("adjustmentHint")}
          value={points}
          onChange={(event) => setPoints(event.target.value)}
          error={acting.errorOf("adjustment")}
        />
        <TextAreaField
          id="moderation-reason"
          label={t("moderationReason")}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={acting.errorOf("reason")}
        />
        <div>
          <Button type="submit" pending={acting.pending}>
            {t("moderationSave")}
          </Button>
        </div>
      </form>
    </details>
  );
}
