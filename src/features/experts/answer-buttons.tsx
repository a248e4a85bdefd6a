"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { api } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";

/** Yes or no to an invitation. */
export function AnswerButtons({ id }: { id: string }) {
  const t = useTranslations("experts");
  const router = useRouter();
  const acting = useAct();
  const answer = (accept: boolean) =>
    void acting.run(async () => {
      await api.experts.answerInvitation.mutate({ id, accept });
      router.refresh();
    });
  return (
    <div className="mt-3">
      <ProblemSummary acting={acting} />
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" pending={acting.pending} onClick={() => answer(true)}>
          {t("accept")}
        </Button>
        <Button pending={acting.pending} onClick={() => answer(false)}>
          {t("decline")}
        </Button>
      </div>
    </div>
  );
}
