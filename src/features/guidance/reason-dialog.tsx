"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { ProblemSummary } from "@/features/shared/problem-summary";
import type { Acting } from "@/features/shared/use-act";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { TextAreaField } from "@/ui/field";

/** An act that asks for a reason, with its side effect named before the click. */
export function ReasonDialog({
  id,
  trigger,
  title,
  label,
  effect,
  tone = "danger",
  acting,
  onConfirm,
}: {
  id: string;
  trigger: string;
  title: string;
  label: string;
  effect: ReactNode;
  tone?: "primary" | "danger";
  acting: Acting;
  onConfirm: (reason: string) => Promise<void>;
}) {
  const c = useTranslations("common");
  const [reason, setReason] = useState("");
  return (
    <ConfirmDialog
      trigger={trigger}
      title={title}
      confirm={trigger}
      cancel={c("cancel")}
      tone={tone}
      pending={acting.pending}
      onConfirm={() => acting.run(() => onConfirm(reason))}
    >
      <p>{effect}</p>
      <ProblemSummary acting={acting} />
      <TextAreaField
        id={id}
        label={label}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={acting.errorOf("reason")}
      />
    </ConfirmDialog>
  );
}
