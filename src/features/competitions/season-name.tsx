"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { api } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { CheckField } from "@/ui/field";

/** Consent to be named, given and taken back in one place. */
export function SeasonName({ shown }: { shown: boolean }) {
  const t = useTranslations("competitionsJudged");
  const router = useRouter();
  const acting = useAct();
  return (
    <div className="flex flex-col gap-2">
      <ProblemSummary acting={acting} />
      <CheckField
        id="season-name"
        label={t("seasonName")}
        hint={t("seasonNameHint")}
        checked={shown}
        disabled={acting.pending}
        onChange={(event) =>
          void acting.run(async () => {
            await api.competitionsJudged.setSeasonName.mutate({ shown: event.target.checked });
            router.refresh();
          })
        }
      />
    </div>
  );
}
