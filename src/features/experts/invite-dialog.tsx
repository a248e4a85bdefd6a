"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { workKinds } from "@/domain/experts/work-kinds";
import { api } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Callout } from "@/ui/callout";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { SelectField, TextAreaField } from "@/ui/field";

/** Asks a person for something in the organisation's name, from their profile, a shortlist or a comparison. */
export function InviteDialog({ personId, quiet = false }: { personId: string; quiet?: boolean }) {
  const t = useTranslations("experts");
  const c = useTranslations("common");
  const router = useRouter();
  const acting = useAct();
  const [work, setWork] = useState<(typeof workKinds)[number]>("review");
  const [text, setText] = useState("");
  const [sent, setSent] = useState(false);
  return (
    <>
      <ConfirmDialog
        trigger={t("invite")}
        quiet={quiet}
        title={t("invite")}
        confirm={t("sendInvitation")}
        cancel={c("cancel")}
        pending={acting.pending}
        onConfirm={async () => {
          const made = await acting.run(() =>
            api.experts.invite.mutate({ personId, work, text, idempotencyKey: crypto.randomUUID() }),
          );
          if (!made) return false;
          setText("");
          setSent(true);
          router.refresh();
          return true;
        }}
      >
        <p>{t("inviteEffect")}</p>
        <ProblemSummary acting={acting} />
        <SelectField
          id={`invite-work-${personId}`}
          label={t("work")}
          value={work}
          options={workKinds.map((value) => ({ value, label: t(`work_${value}`) }))}
          onChange={(event) => setWork(event.target.value as (typeof workKinds)[number])}
        />
        <TextAreaField
          id={`invite-text-${personId}`}
          label={t("inviteText")}
          value={text}
          error={acting.errorOf("text")}
          onChange={(event) => setText(event.target.value)}
        />
      </ConfirmDialog>
      <div aria-live="polite" className="empty:hidden">
        {sent ? <Callout tone="good">{t("invited")}</Callout> : null}
      </div>
    </>
  );
}
