"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { api, type Outputs } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Card } from "@/ui/card";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { SelectField, TextAreaField } from "@/ui/field";

type Props = {
  needId: string;
  proposals: Outputs["needs"]["openedProposals"];
  standings: NonNullable<Outputs["needs"]["evaluation"]["standings"]>;
  standstillDays: number;
};

export function AwardForm({ needId, proposals, standings, standstillDays }: Props) {
  const t = useTranslations("needs");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const ordered = standings.flatMap(({ proposalId }) =>
    proposals.filter((proposal) => proposal.proposalId === proposalId),
  );
  const [winner, setWinner] = useState(ordered[0]?.proposalId ?? "");
  const [reason, setReason] = useState("");
  const [feedback, setFeedback] = useState<Record<string, string>>({});
  const key = useRef(crypto.randomUUID());
  return (
    <Card title={t("award")}>
      <div className="flex max-w-2xl flex-col gap-4">
        <ProblemSummary acting={acting} />
        <SelectField
          id="proposalId"
          label={t("awardTo")}
          value={winner}
          onChange={(event) => setWinner(event.target.value)}
          options={ordered.map(({ proposalId, organisation }) => ({
            value: proposalId,
            label: nameIn(locale, organisation),
          }))}
        />
        <TextAreaField
          id="reason"
          label={t("awardReason")}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={acting.errorOf("reason")}
        />
        {ordered.map(({ proposalId, organisation }, index) => (
          <TextAreaField
            key={proposalId}
            id={`feedback-${index}`}
            label={t("feedbackTo", { name: nameIn(locale, organisation) })}
            rows={2}
            value={feedback[proposalId] ?? ""}
            onChange={(event) => setFeedback({ ...feedback, [proposalId]: event.target.value })}
            error={acting.errorOf(`feedback.${index}.text`)}
          />
        ))}
        <div>
          <ConfirmDialog
            trigger={t("awardSend")}
            title={t("award")}
            confirm={t("awardSend")}
            cancel={c("cancel")}
            pending={acting.pending}
            onConfirm={() =>
              acting.run(async () => {
                await api.needs.award.mutate({
                  needId,
                  proposalId: winner,
                  reason,
                  feedback: ordered.map(({ proposalId }) => ({ proposalId, text: feedback[proposalId] ?? "" })),
                  idempotencyKey: key.current,
                });
                router.refresh();
              })
            }
          >
            <p>{t("awardEffect", { days: standstillDays })}</p>
          </ConfirmDialog>
        </div>
      </div>
    </Card>
  );
}
