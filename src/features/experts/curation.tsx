"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActForm } from "@/features/shared/act-form";
import { api, type Outputs } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { TextField } from "@/ui/field";

/** Two people with one name, or an imitation: an operator says which. */
export function NameDecision({ personId }: { personId: string }) {
  const t = useTranslations("experts");
  const [reason, setReason] = useState("");
  const decide = (clear: boolean) => api.experts.decideName.mutate({ personId, clear, reason });
  return (
    <ActForm
      className="mt-3"
      submit={t("clearName")}
      send={() => decide(true)}
      second={{ label: t("keepBack"), send: () => decide(false) }}
    >
      {(errorOf) => (
        <TextField
          id={`name-${personId}`}
          label={t("reason")}
          value={reason}
          error={errorOf("reason")}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
    </ActForm>
  );
}

/** Translates a tag, gives it a parent, or merges it away. */
export function TagCuration({ tag }: { tag: Outputs["experts"]["tags"][number] }) {
  const t = useTranslations("experts");
  const c = useTranslations("common");
  const router = useRouter();
  const acting = useAct();
  const [form, setForm] = useState({
    nameZh: tag.nameZh,
    nameEn: tag.nameEn,
    parentId: tag.parentId ?? "",
    mergeInto: "",
  });
  const field = (key: keyof typeof form) => ({
    id: `${key}-${tag.id}`,
    label: t(`tag_${key}`),
    value: form[key],
    error: acting.errorOf(key),
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [key]: event.target.value }),
  });
  return (
    <form
      className="grid gap-3 sm:grid-cols-2"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(async () => {
          await api.experts.curateTag.mutate({
            id: tag.id,
            nameZh: form.nameZh,
            nameEn: form.nameEn,
            aliases: tag.aliases,
            parentId: form.parentId || null,
            mergeInto: form.mergeInto || null,
          });
          router.refresh();
        });
      }}
    >
      <div className="sm:col-span-2">
        <ProblemSummary acting={acting} />
      </div>
      <TextField {...field("nameZh")} />
      <TextField {...field("nameEn")} />
      <TextField {...field("parentId")} />
      <TextField {...field("mergeInto")} />
      <div>
        <Button type="submit" pending={acting.pending}>
          {c("save")}
        </Button>
      </div>
    </form>
  );
}
