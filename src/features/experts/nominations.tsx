"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { ActForm } from "@/features/shared/act-form";
import { api, type Outputs } from "@/features/shared/api";
import { Badge } from "@/ui/badge";
import { CheckField, TextAreaField } from "@/ui/field";
import { inReaders } from "./words";

type Pool = Outputs["experts"]["pool"];
const tones = { nominated: "neutral", review: "warn", appointed: "good", refused: "bad", declined: "neutral" } as const;

/** Nominating oneself. */
export function NominateForm({ poolId, personId }: { poolId: string; personId: string }) {
  const t = useTranslations("experts");
  const [statement, setStatement] = useState("");
  return (
    <ActForm
      submit={t("nominateMe")}
      variant="primary"
      send={() => api.experts.nominate.mutate({ poolId, personId, statement })}
    >
      {(errorOf) => (
        <TextAreaField
          id="statement"
          label={t("statement")}
          hint={t("statementHint")}
          value={statement}
          onChange={(event) => setStatement(event.target.value)}
          error={errorOf("statement")}
        />
      )}
    </ActForm>
  );
}

/** One nomination with what its reader may do about it. */
export function NominationCard({
  nomination,
  codeOfConduct,
}: {
  nomination: Pool["nominations"][number];
  codeOfConduct: string;
}) {
  const t = useTranslations("experts");
  const locale = useLocale() as Locale;
  const { can } = nomination;
  return (
    <li className="rounded-lg border border-line p-4">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <h3 className="text-lg">{nameIn(locale, nomination.person) || t("nameWithheld")}</h3>
        <Badge tone={tones[nomination.state]}>{t(`nomination_${nomination.state}`)}</Badge>
      </div>
      <p className="text-sm text-ink-soft">{t(nomination.self ? "bySelf" : "byOrganisation")}</p>
      <p className="mt-2 max-w-prose whitespace-pre-line">{nomination.statement}</p>
      <ul className="mt-2 flex flex-wrap gap-2">
        {nomination.standing.map((one) => (
          <li key={one.conceptId}>
            <Badge tone={one.met ? "good" : "bad"}>
              {inReaders(locale, one.nameZh, one.nameEn)} {one.level}+ · {t(one.met ? "met" : "unmet")}
            </Badge>
          </li>
        ))}
      </ul>
      {nomination.reviews.length > 0 ? (
        <ul className="mt-3 flex flex-col gap-1">
          {nomination.reviews.map((review) => (
            <li key={review.reason}>
              <span className="font-semibold">{t(review.favour ? "inFavour" : "against")}</span> · {review.reason}
            </li>
          ))}
        </ul>
      ) : null}
      {nomination.barred.length > 0 ? (
        <p className="mt-2 text-sm">
          {t("barred")}{" "}
          {nomination.barred
            .map(
              ({ reviewer, kinds }) =>
                `${nameIn(locale, reviewer)} (${kinds.map((kind) => t(`conflict_${kind}`)).join(", ")})`,
            )
            .join("; ")}
        </p>
      ) : null}
      {nomination.reason ? <p className="mt-2">{t("reasonGiven", { reason: nomination.reason })}</p> : null}
      {can.agree ? <Consent id={nomination.id} codeOfConduct={codeOfConduct} /> : null}
      {can.review ? (
        <Judgement
          id={nomination.id}
          label={t("reviewReason")}
          words={[t("inFavour"), t("against")]}
          send={(favour, reason) => api.experts.reviewNomination.mutate({ id: nomination.id, favour, reason })}
        />
      ) : can.decide ? (
        <Judgement
          id={nomination.id}
          label={t("decisionReason")}
          words={[t("appoint"), t("refuse")]}
          send={(appoint, reason) => api.experts.decideNomination.mutate({ id: nomination.id, appoint, reason })}
        />
      ) : null}
    </li>
  );
}

function Consent({ id, codeOfConduct }: { id: string; codeOfConduct: string }) {
  const t = useTranslations("experts");
  const [agreed, setAgreed] = useState(false);
  return (
    <ActForm
      className="mt-3"
      submit={t("agree")}
      variant="primary"
      disabled={!agreed}
      send={() => api.experts.answerNomination.mutate({ id, agree: true })}
      second={{ label: t("decline"), send: () => api.experts.answerNomination.mutate({ id, agree: false }) }}
    >
      {() => (
        <>
          <p className="max-w-prose rounded-md bg-sunken p-3 whitespace-pre-line">{codeOfConduct}</p>
          <CheckField
            id={`agree-${id}`}
            label={t("agreeCode")}
            checked={agreed}
            onChange={(event) => setAgreed(event.target.checked)}
          />
        </>
      )}
    </ActForm>
  );
}

/** Yes or no, with reasons. */
function Judgement({
  id,
  label,
  words: [yes, no],
  send,
}: {
  id: string;
  label: string;
  words: readonly [string, string];
  send: (yes: boolean, reason: string) => Promise<unknown>;
}) {
  const [reason, setReason] = useState("");
  return (
    <ActForm
      className="mt-3"
      submit={yes}
      variant="primary"
      send={() => send(true, reason)}
      second={{ label: no, send: () => send(false, reason) }}
    >
      {(errorOf) => (
        <TextAreaField
          id={`reason-${id}`}
          label={label}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={errorOf("reason")}
        />
      )}
    </ActForm>
  );
}
