"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { ActForm } from "@/features/shared/act-form";
import { api, type Outputs } from "@/features/shared/api";
import { TextField } from "@/ui/field";
import { TagPicker } from "@/ui/tag-picker";
import { claimable } from "./words";

type Tags = Outputs["experts"]["tags"];

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
export function TagCuration({ tag, tags }: { tag: Tags[number]; tags: Tags }) {
  const t = useTranslations("experts");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const [names, setNames] = useState({ nameZh: tag.nameZh, nameEn: tag.nameEn });
  const [other, setOther] = useState({ parentId: tag.parentId, mergeInto: null as string | null });
  const known = claimable(locale, tags).filter(({ id }) => id !== tag.id);
  return (
    <ActForm
      submit={c("save")}
      send={() => api.experts.curateTag.mutate({ id: tag.id, ...names, aliases: tag.aliases, ...other })}
    >
      {(errorOf) => (
        <>
          {(["nameZh", "nameEn"] as const).map((key) => (
            <TextField
              key={key}
              id={`${key}-${tag.id}`}
              label={t(`tag_${key}`)}
              value={names[key]}
              error={errorOf(key)}
              onChange={(event) => setNames({ ...names, [key]: event.target.value })}
            />
          ))}
          {(["parentId", "mergeInto"] as const).map((key) => (
            <TagPicker
              key={key}
              id={`${key}-${tag.id}`}
              label={t(`tag_${key}`)}
              tags={known}
              value={[other[key]].filter((one) => one !== null)}
              onChange={(ids) => setOther({ ...other, [key]: ids.at(-1) ?? null })}
              words={{ remove: c("remove"), none: c("nothingFound") }}
            />
          ))}
        </>
      )}
    </ActForm>
  );
}
