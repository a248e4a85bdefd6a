"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { api } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { useKept } from "@/features/shared/use-kept";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { TextAreaField } from "@/ui/field";

/** A team's one appeal against its scores. */
export function AppealForm({ entryId, until }: { entryId: string; until: string }) {
  const t = useTranslations("competitionsJudged");
  const router = useRouter();
  const acting = useAct();
  const [text, keep, clear] = useKept(`appeal:${entryId}`, "");
  return (
    <Card title={t("appeal")}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void acting.run(async () => {
            await api.competitionsJudged.appeal.mutate({ entryId, text });
            clear();
            router.refresh();
          });
        }}
      >
        <ProblemSummary acting={acting} />
        <TextAreaField
          id="text"
          label={t("appealText")}
          hint={t("appealHint", { until })}
          value={text}
          error={acting.errorOf("text")}
          onChange={(event) => keep(event.target.value)}
        />
        <div>
          <Button type="submit" pending={acting.pending}>
            {t("appealSend")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
