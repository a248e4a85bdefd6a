"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { type DocumentContent, documentKinds, legalForces, listKinds, topics } from "@/domain/guidance/schema";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { api, type Outputs } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { useKept } from "@/features/shared/use-kept";
import { Button } from "@/ui/button";
import { FieldGroup, SelectField, TextAreaField, TextField } from "@/ui/field";
import { ConsultationFields } from "./consultation-fields";
import { FormFiles } from "./form-files";
import { ItemFields } from "./item-fields";
import { isoOfLocal, localOfIso } from "./minutes";
import { ObligationFields } from "./obligation-fields";
import { RelationFields } from "./relation-fields";
import { Checks, RuleFields } from "./rule-fields";

type Props = {
  document: { id: string; kind: (typeof documentKinds)[number]; version: number; content: DocumentContent } | null;
  regulators: Outputs["guidance"]["regulators"];
  timeZone: string;
};

/** Everything an edition says, in the order in which people think of it; kept in this browser as it is typed. */
export function DocumentForm({ document, regulators, timeZone }: Props) {
  const t = useTranslations("guidance");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const [content, keep, clear] = useKept<DocumentContent>(
    document ? `guidance:${document.id}:${document.version}` : "guidance:new",
    document?.content ?? emptyContent(locale),
  );
  const [kind, setKind] = useState<(typeof documentKinds)[number]>(document?.kind ?? "guidance");
  const key = useRef(crypto.randomUUID());
  const set = (change: Partial<DocumentContent>) => keep({ ...content, ...change });
  const errorOf = (path: string) => acting.errorOf(`content.${path}`);
  const text = (
    field:
      | "titleZh"
      | "titleEn"
      | "code"
      | "summaryZh"
      | "summaryEn"
      | "bodyZh"
      | "bodyEn"
      | "plainZh"
      | "plainEn"
      | "effectiveOn"
      | "expiresOn",
  ) => ({
    id: `content.${field}`,
    value: content[field] ?? "",
    error: errorOf(field),
    onChange: (event: { target: { value: string } }) =>
      set({ [field]: event.target.value || (field === "effectiveOn" || field === "expiresOn" ? undefined : "") }),
  });
  const send = () =>
    acting.run(async () => {
      if (document) {
        await api.guidance.save.mutate({ id: document.id, version: document.version, content });
        clear();
        router.push(`/${locale}/guidance/${document.id}`);
        router.refresh();
        return;
      }
      const { id } = await api.guidance.create.mutate({ kind, content, idempotencyKey: key.current });
      clear();
      router.push(`/${locale}/guidance/${id}`);
    });
  return (
    <form
      className="flex max-w-3xl flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ProblemSummary acting={acting} />
      <FieldGroup legend={`1. ${t("step1")}`}>
        {document ? null : (
          <SelectField
            id="kind"
            label={t("kind")}
            value={kind}
            onChange={(event) => setKind(documentKinds.find((one) => one === event.target.value) ?? "guidance")}
            options={documentKinds.map((one) => ({ value: one, label: t(`kind_${one}`) }))}
          />
        )}
        <SelectField
          id="content.language"
          label={t("fieldLanguage")}
          value={content.language}
          onChange={(event) => set({ language: event.target.value === "en" ? "en" : "zh-CN" })}
          options={[
            { value: "zh-CN", label: "中文" },
            { value: "en", label: "English" },
          ]}
        />
        <TextField {...text("titleZh")} label={t("fieldTitleZh")} lang="zh-CN" />
        <TextField {...text("titleEn")} label={t("fieldTitleEn")} lang="en" />
        <TextField {...text("code")} label={t("code")} optional={c("optional")} className="max-w-72" />
        <SelectField
          id="content.force"
          label={t("force")}
          value={content.force}
          onChange={(event) => set({ force: legalForces.find((one) => one === event.target.value) ?? "recommended" })}
          options={legalForces.map((one) => ({ value: one, label: t(`force_${one}`) }))}
        />
        <Checks
          id="content.topics"
          label={t("topics")}
          options={topics.map((topic) => ({ value: topic, label: t(`topic_${topic}`) }))}
          chosen={content.topics}
          onChange={(chosen) => set({ topics: chosen })}
        />
        <Checks
          id="content.issuerIds"
          label={t("fieldIssuers")}
          options={regulators.map((one) => ({ value: one.id, label: nameIn(locale, one) }))}
          chosen={content.issuerIds}
          onChange={(issuerIds) => set({ issuerIds })}
        />
        <p className="text-sm text-ink-soft">{t("issuersHint")}</p>
      </FieldGroup>
      <FieldGroup legend={`2. ${t("step2")}`} hint={t("bodyHint")}>
        <TextAreaField {...text("summaryZh")} label={t("fieldSummaryZh")} rows={2} lang="zh-CN" />
        <TextAreaField {...text("summaryEn")} label={t("fieldSummaryEn")} rows={2} lang="en" />
        <TextAreaField {...text("bodyZh")} label={t("fieldBodyZh")} rows={12} lang="zh-CN" />
        <TextAreaField {...text("bodyEn")} label={t("fieldBodyEn")} rows={12} lang="en" />
        <TextAreaField
          {...text("plainZh")}
          label={t("fieldPlainZh")}
          hint={t("plainHint")}
          rows={6}
          lang="zh-CN"
          optional={c("optional")}
        />
        <TextAreaField {...text("plainEn")} label={t("fieldPlainEn")} rows={6} lang="en" optional={c("optional")} />
        <FormFiles content={content} onChange={set} />
      </FieldGroup>
      {kind === "list" ? (
        <FieldGroup legend={t("step7")}>
          <SelectField
            id="content.listKind"
            label={t("listKind")}
            value={content.listKind ?? ""}
            error={errorOf("listKind")}
            onChange={(event) => set({ listKind: listKinds.find((one) => one === event.target.value) })}
            options={[
              { value: "", label: c("choose") },
              ...listKinds.map((one) => ({ value: one, label: t(`list_${one}`) })),
            ]}
          />
          <ItemFields items={content.items} onChange={(items) => set({ items })} error={errorOf("items")} />
        </FieldGroup>
      ) : null}
      <FieldGroup legend={`3. ${t("step3")}`}>
        <RuleFields rule={content.rule} onChange={(rule) => set({ rule })} error={errorOf("rule")} />
      </FieldGroup>
      <FieldGroup legend={`4. ${t("step4")}`}>
        <ObligationFields
          obligations={content.obligations}
          onChange={(obligations) => set({ obligations })}
          errorOf={errorOf}
        />
        <TextField
          id="content.acknowledgeDays"
          inputMode="numeric"
          className="max-w-32"
          label={t("fieldAcknowledge")}
          hint={t("acknowledgeHint")}
          value={content.acknowledgeDays?.toString() ?? ""}
          error={errorOf("acknowledgeDays")}
          onChange={(event) => set({ acknowledgeDays: Number(event.target.value) || undefined })}
        />
      </FieldGroup>
      <FieldGroup legend={`5. ${t("step6")}`}>
        <RelationFields relations={content.relations} onChange={(relations) => set({ relations })} errorOf={errorOf} />
      </FieldGroup>
      <FieldGroup legend={`6. ${t("step5")}`}>
        <TextField
          id="content.publishAt"
          type="datetime-local"
          className="max-w-72"
          label={t("fieldPublishAt")}
          hint={t("publishAtHint", { zone: timeZone })}
          value={localOfIso(content.publishAt)}
          error={errorOf("publishAt")}
          onChange={(event) => set({ publishAt: isoOfLocal(event.target.value) })}
        />
        <TextField
          {...text("effectiveOn")}
          type="date"
          className="max-w-72"
          label={t("effectiveOn")}
          optional={c("optional")}
        />
        <TextField
          {...text("expiresOn")}
          type="date"
          className="max-w-72"
          label={t("expiresOn")}
          optional={c("optional")}
        />
        <ConsultationFields
          plan={content.consultation}
          onChange={(consultation) => set({ consultation })}
          errorOf={errorOf}
        />
      </FieldGroup>
      <div>
        <Button type="submit" variant="primary" pending={acting.pending}>
          {t("saveDraft")}
        </Button>
      </div>
    </form>
  );
}

function emptyContent(language: Locale): DocumentContent {
  return {
    language,
    titleZh: "",
    titleEn: "",
    code: "",
    summaryZh: "",
    summaryEn: "",
    bodyZh: "",
    bodyEn: "",
    plainZh: "",
    plainEn: "",
    force: "recommended",
    issuerIds: [],
    topics: [],
    relations: [],
    rule: { include: [], except: [] },
    obligations: [],
    items: [],
    fileIds: [],
    formIds: [],
  };
}
