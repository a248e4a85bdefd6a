"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRef } from "react";
import { api, type Outputs } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button, LinkButton } from "@/ui/button";

/** From a need to its engagement: the link where there is one, else the step that makes it. */
export function EngagementStep({
  needId,
  engagement,
  canBegin,
  inForce,
}: {
  needId: string;
  engagement: Outputs["engagements"]["ofNeed"];
  canBegin: boolean;
  inForce: boolean;
}) {
  const t = useTranslations("engagements");
  const locale = useLocale();
  const router = useRouter();
  const acting = useAct();
  const key = useRef(crypto.randomUUID());
  if (engagement)
    return (
      <LinkButton variant="primary" className="mb-3 w-full" href={`/${locale}/engagements/${engagement.id}`}>
        {t("toEngagement")}
      </LinkButton>
    );
  if (!canBegin) return null;
  if (!inForce) return <p className="mb-3 text-ink-soft">{t("beginAfterStandstill")}</p>;
  return (
    <div className="mb-3 flex flex-col gap-2">
      <ProblemSummary acting={acting} />
      <Button
        variant="primary"
        pending={acting.pending}
        onClick={() =>
          void acting.run(async () => {
            const { id } = await api.engagements.begin.mutate({ needId, idempotencyKey: key.current });
            router.push(`/${locale}/engagements/${id}`);
          })
        }
      >
        {t("begin")}
      </Button>
    </div>
  );
}
