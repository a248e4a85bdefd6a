"use client";

import { useLocale, useTranslations } from "next-intl";
import { commentKinds, resolutions } from "@/domain/standards/schema";
import { api, type Inputs, type Outputs } from "@/features/shared/api";
import { SelectField, TextAreaField, TextField } from "@/ui/field";
import { ActForm } from "./act-form";

type Standard = Outputs["standards"]["get"];

export function CommentForm({ standard }: { standard: Standard }) {
  const t = useTranslations("standards");
  return (
    <ActForm
      submit={t("send")}
      variant="primary"
      onSend={async ({ text, key }) => {
        await api.standards.comment.mutate({
          standardId: standard.id,
          clauseId: text("clauseId") || null,
          kind: text("kind") as Inputs["standards"]["comment"]["kind"],
          element: text("element"),
          comment: text("comment"),
          proposedChange: text("proposedChange"),
          idempotencyKey: key,
        });
      }}
    >
      <SelectField
        id="clauseId"
        name="clauseId"
        label={t("clause")}
        options={[
          { value: "", label: t("wholeText") },
          ...standard.clauses.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` })),
        ]}
      />
      <TextField id="element" name="element" label={t("element")} maxLength={200} />
      <SelectField
        id="kind"
        name="kind"
        label={t("commentType")}
        options={commentKinds.map((value) => ({ value, label: `${value} ${t(`type_${value}`)}` }))}
      />
      <TextAreaField id="comment" name="comment" label={t("comment")} rows={3} required />
      <TextAreaField id="proposedChange" name="proposedChange" label={t("proposedChange")} rows={3} />
    </ActForm>
  );
}

export function ResolveForm({ id }: { id: string }) {
  const t = useTranslations("standards");
  return (
    <ActForm
      submit={t("resolve")}
      onSend={async ({ text }) => {
        const resolution = text("resolution") as Inputs["standards"]["resolveComment"]["resolution"];
        await api.standards.resolveComment.mutate({ id, resolution, reason: text("reason") });
      }}
    >
      <SelectField
        id={`resolution-${id}`}
        name="resolution"
        label={t("resolution")}
        options={resolutions.map((value) => ({ value, label: t(`resolution_${value}`) }))}
      />
      <TextField id={`reason-${id}`} name="reason" label={t("reason")} maxLength={5000} />
    </ActForm>
  );
}

/** Groups a comment under another that says the same; it is answered with it. */
export function GroupForm({ id, others }: { id: string; others: readonly { id: string; label: string }[] }) {
  const t = useTranslations("standards");
  return (
    <ActForm
      submit={t("group")}
      onSend={async ({ text }) => {
        await api.standards.markDuplicate.mutate({ id, ofId: text("ofId") });
      }}
    >
      <SelectField
        id={`of-${id}`}
        name="ofId"
        label={t("groupUnder")}
        options={others.map((other) => ({ value: other.id, label: other.label }))}
      />
    </ActForm>
  );
}

type Finding = Outputs["standards"]["lint"][number];

/** One click changes the word where it was found, or adds the element that is missing. */
export function FixForm({ finding, standard }: { finding: Finding; standard: Standard }) {
  const t = useTranslations("standards");
  const locale = useLocale();
  const { fix, clauseId, clauseVersion, excerpt, rule } = finding;
  if (rule === "clauseMissing" && standard.can.shape) {
    const kind = excerpt as Inputs["standards"]["addClause"]["kind"];
    return (
      <ActForm
        submit={t("fixAdd", { kind: t(`kind_${kind}`) })}
        onSend={async ({ key }) => {
          const title = t(`kind_${kind}`);
          const place = { standardId: standard.id, parentId: null, afterId: null };
          await api.standards.addClause.mutate({ ...place, kind, title, idempotencyKey: key });
        }}
      >
        {null}
      </ActForm>
    );
  }
  if (!fix || !clauseId || !clauseVersion) return null;
  return (
    <div lang={locale}>
      <ActForm
        submit={fix.to ? t("fix", { to: fix.to }) : t("fixRemove", { from: fix.from })}
        onSend={async () => {
          await api.standards.applyFix.mutate({ clauseId, version: clauseVersion, ...fix, excerpt });
        }}
      >
        {null}
      </ActForm>
    </div>
  );
}
