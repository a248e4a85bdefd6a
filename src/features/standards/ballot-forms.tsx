"use client";

import { useTranslations } from "next-intl";
import { type ProfileId, profiles, stageOf } from "@/domain/standards/profiles";
import { api, type Inputs, type Outputs } from "@/features/shared/api";
import { saveFile } from "@/features/shared/save-file";
import { Button } from "@/ui/button";
import { SelectField, TextAreaField, TextField } from "@/ui/field";
import { ActForm } from "./act-form";

type Ballot = Outputs["standards"]["ballots"][number];

/** The rules that may decide in this process; during a review there is one. */
export function OpenBallotForm({
  standardId,
  profile,
  stage,
}: {
  standardId: string;
  profile: ProfileId;
  stage: string;
}) {
  const t = useTranslations("standards");
  const process = profiles[profile];
  const rules = stageOf(process, stage)?.review ? (["systematicReview"] as const) : process.ballots;
  return (
    <ActForm
      submit={t("openBallot")}
      onSend={async ({ text, key }) => {
        const rule = text("rule") as Inputs["standards"]["openBallot"]["rule"];
        const closesAt = new Date(text("closesAt")).toISOString();
        await api.standards.openBallot.mutate({ standardId, rule, closesAt, idempotencyKey: key });
      }}
    >
      <SelectField
        id="rule"
        name="rule"
        label={t("rule")}
        options={rules.map((value) => ({ value, label: t(`rule_${value}`) }))}
      />
      <TextField id="closesAt" name="closesAt" type="datetime-local" label={t("closesAt")} required />
    </ActForm>
  );
}

export function VoteForm({ ballot }: { ballot: Ballot }) {
  const t = useTranslations("standards");
  return (
    <ActForm
      submit={t("vote")}
      variant="primary"
      onSend={async ({ text }) => {
        const vote = text("vote") as Inputs["standards"]["vote"]["vote"];
        await api.standards.vote.mutate({ ballotId: ballot.id, vote, reason: text("reason") });
      }}
    >
      <p className="max-w-prose text-ink-soft">{t("voteNote")}</p>
      <SelectField
        id="vote"
        name="vote"
        label={t("vote")}
        options={ballot.choices.map((value) => ({ value, label: t(`vote_${value}`) }))}
      />
      <TextAreaField id="voteReason" name="reason" label={t("voteReason")} rows={3} />
    </ActForm>
  );
}

export function CountForm({ ballotId }: { ballotId: string }) {
  const t = useTranslations("standards");
  const send = async () => {
    await api.standards.closeBallot.mutate({ id: ballotId });
  };
  return (
    <ActForm submit={t("count")} onSend={send}>
      {null}
    </ActForm>
  );
}

/** The published list as a file, to count again somewhere else. */
export function ListDownload({ ballotId }: { ballotId: string }) {
  const t = useTranslations("standardsLife");
  return (
    <Button
      onClick={async () => {
        const list = await api.standardsLife.ballotList.query({ id: ballotId });
        saveFile(`ballot-${ballotId}.json`, "application/json", JSON.stringify(list, null, 2));
      }}
    >
      {t("downloadList")}
    </Button>
  );
}

export function ObjectionForm({ standardId }: { standardId: string }) {
  const t = useTranslations("standardsLife");
  return (
    <ActForm
      submit={t("object")}
      onSend={async ({ text, key }) => {
        const kind = text("kind") === "appeal" ? "appeal" : "objection";
        await api.standards.object.mutate({ standardId, kind, text: text("objection"), idempotencyKey: key });
      }}
    >
      <SelectField
        id="objection-kind"
        name="kind"
        label={t("objectionKind")}
        options={(["objection", "appeal"] as const).map((value) => ({ value, label: t(`kind_${value}`) }))}
      />
      <TextAreaField id="objection" name="objection" label={t("objectionText")} rows={3} required />
    </ActForm>
  );
}

export function AnswerForm({ id }: { id: string }) {
  const t = useTranslations("standardsLife");
  return (
    <ActForm
      submit={t("answer")}
      onSend={async ({ text }) => {
        await api.standards.answerObjection.mutate({ id, answer: text("answer") });
      }}
    >
      <TextAreaField id={`answer-${id}`} name="answer" label={t("answer")} rows={2} required />
    </ActForm>
  );
}
