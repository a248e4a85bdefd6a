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

type Named = Outputs["standardsLife"]["inForce"][number];

/** @param inForce what may take this standard's place, where it is being withdrawn */
export function MoveForm({ standard, inForce }: { standard: Standard; inForce: readonly Named[] }) {
  const t = useTranslations("standards");
  const locale = useLocale();
  if (standard.acts.length === 0) return null;
  return (
    <ActForm
      submit={t("confirm")}
      variant="primary"
      onSend={async ({ text }) => {
        const act = text("act") as Inputs["standards"]["move"]["act"];
        await api.standards.move.mutate({
          id: standard.id,
          version: standard.version,
          act,
          reason: text("reason"),
          ...(act === "approve" && text("replacedById") ? { replacedById: text("replacedById") } : {}),
        });
      }}
    >
      <SelectField
        id="act"
        name="act"
        label={t("stage")}
        options={standard.acts.map((value) => ({ value, label: t(`act_${value}`) }))}
      />
      {inForce.length > 0 ? (
        <SelectField
          id="replacedById"
          name="replacedById"
          label={t("replacedBy")}
          options={[
            { value: "", label: t("replacedByNone") },
            ...inForce.map(({ id, designation, titleZh, titleEn }) => ({
              value: id,
              label: `${designation} ${locale === "en" ? titleEn || titleZh : titleZh || titleEn}`,
            })),
          ]}
        />
      ) : null}
      <TextField id="reason" name="reason" label={t("reason")} required maxLength={2000} hint={t("moveNote")} />
    </ActForm>
  );
}

/** The number that the body in charge gave it. */
export function NumberForm({ id, number }: { id: string; number: string }) {
  const t = useTranslations("standards");
  return (
    <ActForm
      submit={t("save")}
      onSend={async ({ text }) => {
        await api.standards.setNumber.mutate({ id, number: text("number") });
      }}
    >
      <TextField
        // The form is emptied after it was sent; what the page brings then is the new number.
        key={number}
        id="official-number"
        name="number"
        label={t("officialNumberLabel")}
        hint={t("officialNumberHint")}
        defaultValue={number}
        maxLength={60}
      />
    </ActForm>
  );
}

/** Ends a membership; what the person wrote stays. */
export function RemoveMemberForm({
  standardId,
  personId,
  name,
}: {
  standardId: string;
  personId: string;
  name: string;
}) {
  const t = useTranslations("standards");
  return (
    <details>
      <summary aria-label={`${t("removeMember")} ${name}`} className="cursor-pointer text-brand">
        {t("removeMember")}
      </summary>
      <p className="my-2 text-sm text-ink-soft">{t("removeMemberNote")}</p>
      <ActForm
        submit={t("removeMember")}
        variant="danger"
        onSend={async () => {
          await api.standards.removeMember.mutate({ standardId, personId });
        }}
      >
        {null}
      </ActForm>
    </details>
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
