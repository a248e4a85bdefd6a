"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { memberCategories } from "@/domain/standards/balance";
import { clauseKinds } from "@/domain/standards/clause-tree";
import { memberRoles } from "@/domain/standards/schema";
import { api, type Inputs, type Outputs } from "@/features/shared/api";
import { CheckField, SelectField, TextAreaField, TextField } from "@/ui/field";
import { ActForm } from "./act-form";

type Standard = Outputs["standards"]["get"];
type Member = Inputs["standards"]["addMember"];

export function MoveForm({ standard }: { standard: Standard }) {
  const t = useTranslations("standards");
  if (standard.acts.length === 0) return null;
  return (
    <ActForm
      submit={t("confirm")}
      variant="primary"
      onSend={async ({ text }) => {
        const act = text("act") as Inputs["standards"]["move"]["act"];
        await api.standards.move.mutate({ id: standard.id, version: standard.version, act, reason: text("reason") });
      }}
    >
      <SelectField
        id="act"
        name="act"
        label={t("stage")}
        options={standard.acts.map((value) => ({ value, label: t(`act_${value}`) }))}
      />
      <TextField id="reason" name="reason" label={t("reason")} required maxLength={2000} hint={t("moveNote")} />
    </ActForm>
  );
}

export function MemberForm({ standard }: { standard: Standard }) {
  const t = useTranslations("standards");
  const standardId = standard.id;
  return (
    <ActForm
      submit={t("addMember")}
      onSend={async ({ text }) => {
        await api.standards.addMember.mutate({
          standardId,
          email: text("email"),
          category: text("category") as Member["category"],
          role: text("role") as Member["role"],
          clauseIds:
            text("role") === "foreignExpert"
              ? standard.clauses.filter(({ id }) => text(`only-${id}`) !== "").map(({ id }) => id)
              : [],
        });
      }}
    >
      <TextField id="email" name="email" type="email" label={t("email")} hint={t("emailHint")} required />
      <SelectField
        id="role"
        name="role"
        label={t("role")}
        defaultValue="member"
        options={memberRoles.map((value) => ({ value, label: t(`role_${value}`) }))}
      />
      <SelectField
        id="category"
        name="category"
        label={t("category")}
        options={memberCategories.map((value) => ({ value, label: t(`category_${value}`) }))}
      />
      <details>
        <summary className="cursor-pointer text-brand">{t("limitedClauses")}</summary>
        <div className="mt-2 flex flex-col gap-2">
          {standard.clauses.map(({ id, number, title, kind }) => (
            <CheckField
              key={id}
              id={`only-${id}`}
              name={`only-${id}`}
              label={`${number} ${title || t(`kind_${kind}`)}`}
            />
          ))}
        </div>
      </details>
    </ActForm>
  );
}

export function PatentForm({ standardId }: { standardId: string }) {
  const t = useTranslations("standards");
  return (
    <ActForm
      submit={t("declarePatents")}
      onSend={async ({ text }) => {
        const details = text("details");
        await api.standards.declarePatents.mutate({ standardId, holds: text("holds") === "yes", details });
      }}
    >
      <SelectField
        id="holds"
        name="holds"
        label={t("patents")}
        options={[
          { value: "no", label: t("patentNone") },
          { value: "yes", label: t("patentHolds") },
        ]}
      />
      <TextAreaField id="details" name="details" label={t("patentDetails")} rows={2} />
    </ActForm>
  );
}

export function ClauseForm({ standard }: { standard: Standard }) {
  const t = useTranslations("standards");
  const locale = useLocale();
  const router = useRouter();
  return (
    <ActForm
      submit={t("addClause")}
      onSend={async ({ text, key }) => {
        const { id } = await api.standards.addClause.mutate({
          standardId: standard.id,
          parentId: text("parentId") || null,
          afterId: null,
          kind: text("kind") as Inputs["standards"]["addClause"]["kind"],
          title: text("title"),
          idempotencyKey: key,
        });
        router.push(`/${locale}/standards/${standard.id}/clauses/${id}`);
      }}
    >
      <TextField id="title" name="title" label={t("clauseTitle")} maxLength={300} />
      <SelectField
        id="kind"
        name="kind"
        label={t("kind")}
        defaultValue="body"
        options={clauseKinds.map((value) => ({ value, label: t(`kind_${value}`) }))}
      />
      <SelectField
        id="parentId"
        name="parentId"
        label={t("below")}
        options={[
          { value: "", label: t("topLevel") },
          ...standard.clauses.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` })),
        ]}
      />
    </ActForm>
  );
}

export function SnapshotForm({ standardId }: { standardId: string }) {
  const t = useTranslations("standards");
  return (
    <ActForm
      submit={t("takeVersion")}
      onSend={async ({ text }) => {
        await api.standards.takeSnapshot.mutate({ standardId, reason: text("versionReason") });
      }}
    >
      <TextField id="versionReason" name="versionReason" label={t("reason")} required maxLength={2000} />
    </ActForm>
  );
}
