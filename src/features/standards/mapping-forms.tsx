"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { frameworks } from "@/domain/standards/frameworks";
import { type MappingRelation, mappingRelations } from "@/domain/standards/mapping";
import { mappingFormats } from "@/domain/standards/schema-life";
import { api, type Outputs } from "@/features/shared/api";
import { saveFile } from "@/features/shared/save-file";
import { Button } from "@/ui/button";
import { Callout } from "@/ui/callout";
import { SelectField, TextAreaField, TextField } from "@/ui/field";
import { ActForm } from "./act-form";

type Matrix = Outputs["standardsLife"]["matrix"];
type Mapping = Matrix["mappings"][number];

type Named = Outputs["standardsLife"]["inForce"][number];

/** A document by its number, or a standard of this platform, whose changes are then followed by themselves. */
export function DocumentForm({
  standardId,
  known,
  inForce,
}: {
  standardId: string;
  known: readonly string[];
  inForce: readonly Named[];
}) {
  const t = useTranslations("standardsLife");
  const locale = useLocale();
  const [targetId, setTargetId] = useState("");
  const target = inForce.find(({ id }) => id === targetId);
  return (
    <ActForm
      submit={t("addDocument")}
      onSend={async ({ text, key }) => {
        await api.standardsLife.addDocument.mutate({
          standardId,
          reference: target?.designation ?? text("reference"),
          targetStandardId: target?.id ?? null,
          idempotencyKey: key,
        });
        setTargetId("");
      }}
    >
      {inForce.length > 0 ? (
        <SelectField
          id="targetStandardId"
          label={t("ofPlatform")}
          value={targetId}
          onChange={(event) => setTargetId(event.target.value)}
          options={[
            { value: "", label: t("notOfPlatform") },
            ...inForce.map(({ id, designation, titleZh, titleEn }) => ({
              value: id,
              label: `${designation} ${locale === "en" ? titleEn || titleZh : titleZh || titleEn}`,
            })),
          ]}
        />
      ) : null}
      {target ? null : (
        <TextField
          id="reference"
          name="reference"
          label={t("reference")}
          hint={t("referenceHint")}
          list="frameworks"
          required
          maxLength={120}
        />
      )}
      <datalist id="frameworks">
        {frameworks
          .filter(({ reference }) => !known.includes(reference))
          .map(({ reference }) => (
            <option key={reference} value={reference} />
          ))}
      </datalist>
    </ActForm>
  );
}

export function MapForm({ matrix }: { matrix: Matrix }) {
  const t = useTranslations("standardsLife");
  const s = useTranslations("standards");
  const [documentId, setDocumentId] = useState(matrix.documents[0]?.id ?? "");
  const identifiers = matrix.documents.find(({ id }) => id === documentId)?.identifiers ?? [];
  return (
    <ActForm
      submit={t("mapClause")}
      variant="primary"
      onSend={async ({ text }) => {
        await api.standardsLife.mapClause.mutate({
          clauseId: text("clauseId"),
          documentId,
          target: text("target"),
          relation: text("relation") as MappingRelation,
          rationale: text("rationale"),
        });
      }}
    >
      <div className="grid gap-3 md:grid-cols-2">
        <SelectField
          id="map-clause"
          name="clauseId"
          label={s("clause")}
          options={matrix.clauses.map(({ id, number, title, kind }) => ({
            value: id,
            label: `${number} ${title || s(`kind_${kind}`)}`.trim(),
          }))}
        />
        <SelectField
          id="map-document"
          label={t("document")}
          value={documentId}
          onChange={(event) => setDocumentId(event.target.value)}
          options={matrix.documents.map(({ id, reference }) => ({ value: id, label: reference }))}
        />
        <TextField
          id="target"
          name="target"
          label={t("target")}
          hint={t("targetHint")}
          list="identifiers"
          required
          maxLength={120}
        />
        <SelectField
          id="relation"
          name="relation"
          label={t("relation")}
          options={mappingRelations.map((value) => ({ value, label: `${t(`relation_${value}`)} (${value})` }))}
        />
      </div>
      <datalist id="identifiers">
        {identifiers.map(({ value, label }) => (
          <option key={value} value={value} label={label || undefined} />
        ))}
      </datalist>
      <TextAreaField id="rationale" name="rationale" label={t("rationale")} rows={2} required />
    </ActForm>
  );
}

export function MappingActs({ mapping }: { mapping: Mapping }) {
  const t = useTranslations("standardsLife");
  const { id, version } = mapping;
  return (
    <div className="flex flex-wrap gap-2">
      {mapping.stale ? (
        <ActForm
          submit={t("stillHolds")}
          onSend={async () => {
            await api.standardsLife.confirmMapping.mutate({ id, version });
          }}
        >
          {null}
        </ActForm>
      ) : null}
      <ActForm
        submit={t("remove")}
        onSend={async () => {
          await api.standardsLife.removeMapping.mutate({ id, version });
        }}
      >
        {null}
      </ActForm>
    </div>
  );
}

export function EditionForm({ id, reference }: { id: string; reference: string }) {
  const t = useTranslations("standardsLife");
  return (
    <ActForm
      submit={t("newEdition")}
      onSend={async ({ text }) => {
        await api.standardsLife.noteEdition.mutate({ id, reference: text("reference") });
      }}
    >
      <TextField
        id={`edition-${id}`}
        name="reference"
        label={t("newEditionFor", { reference })}
        required
        maxLength={120}
      />
    </ActForm>
  );
}

export function MappingExports({ standardId }: { standardId: string }) {
  const t = useTranslations("standardsLife");
  const [problem, setProblem] = useState("");
  const save = async (format: (typeof mappingFormats)[number]) => {
    setProblem("");
    try {
      const { name, type, base64 } = await api.standardsLife.exportMappings.query({ id: standardId, format });
      saveFile(
        name,
        type,
        Uint8Array.from(atob(base64), (sign) => sign.codePointAt(0) ?? 0),
      );
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <div className="flex flex-wrap gap-2">
      {problem ? (
        <div role="alert" className="w-full">
          <Callout tone="warn">{problem}</Callout>
        </div>
      ) : null}
      {mappingFormats.map((format) => (
        <Button key={format} aria-label={`${t("exportAs")} ${t(`export_${format}`)}`} onClick={() => save(format)}>
          {t(`export_${format}`)}
        </Button>
      ))}
    </div>
  );
}
