"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { type DocumentContent, relationKinds } from "@/domain/guidance/schema";
import type { Locale } from "@/domain/shared/locale";
import { api } from "@/features/shared/api";
import { Button } from "@/ui/button";
import { SelectField, TextField } from "@/ui/field";
import { titleIn } from "./titles";

type Relation = DocumentContent["relations"][number];

/** What the document repeals, amends, implements or cites: by its number here, or in words. */
export function RelationFields({
  relations,
  onChange,
  errorOf,
}: {
  relations: readonly Relation[];
  onChange: (next: Relation[]) => void;
  errorOf: (path: string) => string | undefined;
}) {
  const t = useTranslations("guidance");
  const c = useTranslations("common");
  const set = (index: number, change: Partial<Relation>) =>
    onChange(relations.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <div className="flex flex-col gap-4">
      {relations.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: relations have no identity besides their place
        <fieldset key={index} className="grid items-start gap-3 rounded-md border border-line p-4 sm:grid-cols-2">
          <legend className="px-1 font-semibold">{t("relation", { number: index + 1 })}</legend>
          <SelectField
            id={`content.relations.${index}`}
            label={t("relationKind")}
            value={one.kind}
            error={errorOf(`relations.${index}`)}
            onChange={(event) =>
              set(index, { kind: relationKinds.find((kind) => kind === event.target.value) ?? "cites" })
            }
            options={relationKinds.map((kind) => ({ value: kind, label: t(`relation_${kind}`) }))}
          />
          <NumberField id={`relation-${index}`} onFound={(documentId) => set(index, { documentId })} />
          <TextField
            id={`relation-text-${index}`}
            label={t("relationText")}
            value={one.text}
            onChange={(event) => set(index, { text: event.target.value })}
          />
          <div>
            <Button variant="quiet" onClick={() => onChange(relations.filter((_, at) => at !== index))}>
              {c("remove")}
            </Button>
          </div>
        </fieldset>
      ))}
      <div>
        <Button onClick={() => onChange([...relations, { kind: "cites", text: "" }])}>{t("addRelation")}</Button>
      </div>
    </div>
  );
}

/** People know documents by number; the title that comes back shows that it is the right one. */
function NumberField({ id, onFound }: { id: string; onFound: (documentId: string | undefined) => void }) {
  const t = useTranslations("guidance");
  const locale = useLocale() as Locale;
  const [found, setFound] = useState<{ title: string } | { missing: string } | null>(null);
  return (
    <TextField
      id={id}
      inputMode="numeric"
      label={t("relationDocument")}
      hint={found && "title" in found ? found.title : undefined}
      error={found && "missing" in found ? t("relationNumberUnknown", { number: found.missing }) : undefined}
      onBlur={async (event) => {
        const number = Number(event.target.value);
        if (!Number.isInteger(number) || number < 1) return;
        const { items } = await api.guidance.list.query({ number, status: "all" });
        const [document] = items;
        onFound(document?.id);
        setFound(document ? { title: titleIn(locale, document) } : { missing: String(number) });
      }}
    />
  );
}
