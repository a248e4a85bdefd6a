"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { ConfirmDialog } from "@/ui/confirm-dialog";

type Props = { label: string; effects: string; act: () => Promise<unknown>; tone?: "primary" | "danger" };

/** One step with its side effects named before the click. */
export function ActButton({ label, effects, act, tone = "primary" }: Props) {
  const c = useTranslations("common");
  const router = useRouter();
  const acting = useAct();
  return (
    <div className="flex flex-col gap-3">
      <ProblemSummary acting={acting} />
      <div>
        <ConfirmDialog
          trigger={label}
          title={label}
          confirm={label}
          cancel={c("cancel")}
          tone={tone}
          pending={acting.pending}
          onConfirm={async () => {
            await acting.run(async () => {
              await act();
              router.refresh();
            });
          }}
        >
          <p>{effects}</p>
        </ConfirmDialog>
      </div>
    </div>
  );
}
