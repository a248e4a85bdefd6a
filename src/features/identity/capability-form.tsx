"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { evidenceKinds, evidenceVisibilities } from "@/domain/experts/schema";
import type { Locale } from "@/domain/shared/locale";
import { api, type Outputs } from "@/features/shared/api";
import { conceptTags } from "@/features/shared/concept-names";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { SelectField, TextAreaField, TextField } from "@/ui/field";
import { TagPicker } from "@/ui/tag-picker";
import { Form } from "./form";

type Capability = Outputs["experts"]["capability"];

/** What matching reads of an organisation. */
export function CapabilityForm({ organisationId, capability }: { organisationId: string; capability: Capability }) {
  const t = useTranslations("identity");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const [summaryZh, setSummaryZh] = useState(capability.summaryZh);
  const [summaryEn, setSummaryEn] = useState(capability.summaryEn);
  const [conceptIds, setConceptIds] = useState(capability.conceptIds);
  const [capacity, setCapacity] = useState(String(capability.capacity));
  return (
    <Form
      acting={acting}
      submit={t("saveCapability")}
      primary={false}
      send={async () => {
        await api.experts.saveCapability.mutate({
          organisationId,
          version: capability.version,
          summaryZh,
          summaryEn,
          conceptIds,
          regions: capability.regions,
          capacity: Number(capacity),
        });
        router.refresh();
      }}
    >
      <p className="text-ink-soft">{t("capabilityText")}</p>
      <TextAreaField
        id="summaryZh"
        label={t("summaryZh")}
        value={summaryZh}
        onChange={(event) => setSummaryZh(event.target.value)}
        error={acting.errorOf("summaryZh")}
      />
      <TextAreaField
        id="summaryEn"
        label={t("summaryEn")}
        value={summaryEn}
        onChange={(event) => setSummaryEn(event.target.value)}
        error={acting.errorOf("summaryEn")}
      />
      <TagPicker
        id="conceptIds"
        label={t("skills")}
        tags={conceptTags(locale, ["skill", "sector", "protocol"])}
        value={conceptIds}
        error={acting.errorOf("conceptIds")}
        onChange={setConceptIds}
        words={{ remove: c("remove"), none: c("nothingFound") }}
      />
      <TextField
        id="capacity"
        label={t("capacity")}
        inputMode="numeric"
        className="max-w-28"
        value={capacity}
        onChange={(event) => setCapacity(event.target.value)}
        error={acting.errorOf("capacity")}
      />
    </Form>
  );
}

export function EvidenceEditor({ organisationId, capability }: { organisationId: string; capability: Capability }) {
  const t = useTranslations("identity");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const key = useRef(crypto.randomUUID());
  const [title, setTitle] = useState("");
  const [body, setBody] = useState("");
  const [date, setDate] = useState("");
  const [kind, setKind] = useState<(typeof evidenceKinds)[number]>("delivery");
  const [visibility, setVisibility] = useState<(typeof evidenceVisibilities)[number]>("verified");
  const [conceptIds, setConceptIds] = useState<string[]>([]);
  return (
    <div className="flex flex-col gap-4">
      <ul className="flex flex-col gap-3">
        {capability.evidence.map((item) => (
          <li key={item.id} lang={item.language} className="border-l-4 border-line pl-3">
            <p className="font-semibold">{item.title}</p>
            <p className="max-w-prose">{item.body}</p>
            <p className="flex flex-wrap items-center gap-3 text-sm text-ink-soft">
              {item.date} · {t.has(`ev_${item.kind}`) ? t(`ev_${item.kind}`) : item.kind} ·{" "}
              {t(`vis_${item.visibility}`)}
              {capability.can.edit ? (
                <Button
                  variant="quiet"
                  onClick={() =>
                    void acting.run(async () => {
                      await api.experts.deleteEvidence.mutate({ organisationId, id: item.id });
                      router.refresh();
                    })
                  }
                >
                  {c("remove")}
                </Button>
              ) : null}
            </p>
          </li>
        ))}
      </ul>
      {capability.can.edit ? (
        <Form
          acting={acting}
          submit={t("addEvidence")}
          primary={false}
          send={async () => {
            await api.experts.addEvidence.mutate({
              organisationId,
              kind,
              title,
              body,
              date,
              visibility,
              language: locale,
              conceptIds,
              idempotencyKey: key.current,
            });
            key.current = crypto.randomUUID();
            setTitle("");
            setBody("");
            router.refresh();
          }}
        >
          <TextField
            id="title"
            label={t("evidenceTitle")}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
            error={acting.errorOf("title")}
          />
          <TextAreaField
            id="body"
            label={t("evidenceBody")}
            value={body}
            onChange={(event) => setBody(event.target.value)}
            error={acting.errorOf("body")}
          />
          <TextField
            id="date"
            label={t("evidenceDate")}
            type="date"
            className="max-w-48"
            value={date}
            onChange={(event) => setDate(event.target.value)}
            error={acting.errorOf("date")}
          />
          <SelectField
            id="kind-of-evidence"
            label={t("evidenceKind")}
            value={kind}
            onChange={(event) => setKind(evidenceKinds.find((one) => one === event.target.value) ?? "project")}
            options={evidenceKinds.map((one) => ({ value: one, label: t(`ev_${one}`) }))}
          />
          <SelectField
            id="visibility"
            label={t("visibility")}
            value={visibility}
            onChange={(event) =>
              setVisibility(evidenceVisibilities.find((one) => one === event.target.value) ?? "verified")
            }
            options={evidenceVisibilities.map((one) => ({ value: one, label: t(`vis_${one}`) }))}
          />
          <TagPicker
            id="evidence-concepts"
            label={t("skills")}
            tags={conceptTags(locale, ["skill", "sector", "protocol"])}
            value={conceptIds}
            onChange={setConceptIds}
            words={{ remove: c("remove"), none: c("nothingFound") }}
          />
        </Form>
      ) : (
        <ProblemSummary acting={acting} />
      )}
    </div>
  );
}
