"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { CheckField, TextField } from "@/ui/field";

type Props = {
  phaseId: string;
  teams: readonly { id: string; name: string }[];
  state: "invited" | "accepted" | "declined";
};

/** A judge's answer: whom they must not judge, and how much they can take. */
export function JudgeAnswer({ phaseId, teams, state }: Props) {
  const t = useTranslations("competitionsJudged");
  const router = useRouter();
  const acting = useAct();
  const [conflicts, setConflicts] = useState<string[]>([]);
  const [limit, setLimit] = useState("");
  const answer = (accept: boolean) =>
    acting.run(async () => {
      await api.competitionsJudged.answerInvitation.mutate({
        phaseId,
        accept,
        conflictTeamIds: conflicts,
        ...(limit ? { loadLimit: Number(limit) } : {}),
      });
      router.refresh();
    });
  return (
    <div className="flex flex-col gap-4">
      <ProblemSummary acting={acting} />
      {teams.length > 0 ? (
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 font-semibold">{t("declareConflicts")}</legend>
          <p className="mb-2 max-w-prose text-sm text-ink-soft">{t("declareConflictsHint")}</p>
          {teams.map(({ id, name }) => (
            <CheckField
              key={id}
              id={`conflict-${phaseId}-${id}`}
              label={name}
              checked={conflicts.includes(id)}
              onChange={(event) =>
                setConflicts((now) => (event.target.checked ? [...now, id] : now.filter((other) => other !== id)))
              }
            />
          ))}
        </fieldset>
      ) : null}
      <TextField
        id={`limit-${phaseId}`}
        type="number"
        label={t("ownLimit")}
        hint={t("ownLimitHint")}
        className="max-w-32"
        value={limit}
        error={acting.errorOf("loadLimit")}
        onChange={(event) => setLimit(event.target.value)}
      />
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" pending={acting.pending} onClick={() => void answer(true)}>
          {state === "accepted" ? t("saveAnswer") : t("acceptJudging")}
        </Button>
        <Button pending={acting.pending} onClick={() => void answer(false)}>
          {t("declineJudging")}
        </Button>
      </div>
    </div>
  );
}
