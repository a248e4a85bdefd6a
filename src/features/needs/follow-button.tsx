"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { api } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";

/** Begins or stops to hear of a need. `title` names it where several stand below each other. */
export function FollowButton({ needId, following, title }: { needId: string; following: boolean; title?: string }) {
  const t = useTranslations("needs");
  const router = useRouter();
  const acting = useAct();
  const label = following ? t("unfollowNeed") : t("followNeed");
  return (
    <>
      <ProblemSummary acting={acting} />
      <Button
        pending={acting.pending}
        {...(title ? { "aria-label": `${label} ${title}` } : {})}
        onClick={() =>
          void acting.run(async () => {
            await api.needs.follow.mutate({ id: needId, follow: !following });
            router.refresh();
          })
        }
      >
        {label}
      </Button>
    </>
  );
}
