"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { api, type Outputs } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Callout } from "@/ui/callout";
import { Card } from "@/ui/card";
import { CheckField, TextAreaField, TextField } from "@/ui/field";
import { skillName } from "./words";

type Pool = Outputs["experts"]["pool"];
const tones = { nominated: "neutral", review: "warn", appointed: "good", refused: "bad", declined: "neutral" } as const;

/** Nominating oneself. */
export function NominateForm({ poolId, personId }: { poolId: string; personId: string }) {
  const t = useTranslations("experts");
  const router = useRouter();
  const acting = useAct();
  const [statement, setStatement] = useState("");
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(async () => {
          await api.experts.nominate.mutate({ poolId, personId, statement });
          router.refresh();
        });
      }}
    >
      <ProblemSummary acting={acting} />
      <TextAreaField
        id="statement"
        label={t("statement")}
        hint={t("statementHint")}
        value={statement}
        onChange={(event) => setStatement(event.target.value)}
        error={acting.errorOf("statement")}
      />
      <div>
        <Button type="submit" variant="primary" pending={acting.pending}>
          {t("nominateMe")}
        </Button>
      </div>
    </form>
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
  const router = useRouter();
  const acting = useAct();
  const [reason, setReason] = useState("");
  const [agreed, setAgreed] = useState(false);
  const { id, can } = nomination;
  const run = (call: () => Promise<unknown>) =>
    void acting.run(async () => {
      await call();
      setReason("");
      router.refresh();
    });
  return (
    <li className="rounded-lg border border-line p-4">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <h3 className="text-lg">{nameIn(locale, nomination.person)}</h3>
        <Badge tone={tones[nomination.state]}>{t(`nomination_${nomination.state}`)}</Badge>
      </div>
      <p className="text-sm text-ink-soft">{t(nomination.self ? "bySelf" : "byOrganisation")}</p>
      <p className="mt-2 max-w-prose whitespace-pre-line">{nomination.statement}</p>
      <ul className="mt-2 flex flex-wrap gap-2">
        {nomination.standing.map((one) => (
          <li key={one.conceptId}>
            <Badge tone={one.met ? "good" : "bad"}>
              {skillName(one.conceptId, locale)} {one.level}+ · {t(one.met ? "met" : "unmet")}
            </Badge>
          </li>
        ))}
      </ul>
      {nomination.reviews.length > 0 ? (
        <ul className="mt-3 flex flex-col gap-1">
          {nomination.reviews.map((review) => (
            <li key={review.reason}>
              <span className="font-medium">{t(review.favour ? "inFavour" : "against")}</span> {review.reason}
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
      <ProblemSummary acting={acting} />
      {can.agree ? (
        <div className="mt-3 flex flex-col gap-3">
          <p className="max-w-prose rounded-md bg-sunken p-3 whitespace-pre-line">{codeOfConduct}</p>
          <CheckField
            id={`agree-${id}`}
            label={t("agreeCode")}
            checked={agreed}
            onChange={(event) => setAgreed(event.target.checked)}
          />
          <div className="flex flex-wrap gap-2">
            <Button
              variant="primary"
              disabled={!agreed}
              pending={acting.pending}
              onClick={() => run(() => api.experts.answerNomination.mutate({ id, agree: true }))}
            >
              {t("agree")}
            </Button>
            <Button
              pending={acting.pending}
              onClick={() => run(() => api.experts.answerNomination.mutate({ id, agree: false }))}
            >
              {t("decline")}
            </Button>
          </div>
        </div>
      ) : null}
      {can.review || can.decide ? (
        <div className="mt-3 flex flex-col gap-3">
          <TextAreaField
            id={`reason-${id}`}
            label={t(can.review ? "reviewReason" : "decisionReason")}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            error={acting.errorOf("reason")}
          />
          <div className="flex flex-wrap gap-2">
            {can.review ? (
              <>
                <Button
                  variant="primary"
                  pending={acting.pending}
                  onClick={() => run(() => api.experts.reviewNomination.mutate({ id, favour: true, reason }))}
                >
                  {t("inFavour")}
                </Button>
                <Button
                  pending={acting.pending}
                  onClick={() => run(() => api.experts.reviewNomination.mutate({ id, favour: false, reason }))}
                >
                  {t("against")}
                </Button>
              </>
            ) : (
              <>
                <Button
                  variant="primary"
                  pending={acting.pending}
                  onClick={() => run(() => api.experts.decideNomination.mutate({ id, appoint: true, reason }))}
                >
                  {t("appoint")}
                </Button>
                <Button
                  pending={acting.pending}
                  onClick={() => run(() => api.experts.decideNomination.mutate({ id, appoint: false, reason }))}
                >
                  {t("refuse")}
                </Button>
              </>
            )}
          </div>
        </div>
      ) : null}
    </li>
  );
}

/** The keeper's draw: freeze the list, then name a seed of one's own. */
export function DrawForm({ poolId }: { poolId: string }) {
  const t = useTranslations("experts");
  const locale = useLocale();
  const router = useRouter();
  const acting = useAct();
  const [title, setTitle] = useState("");
  const [seats, setSeats] = useState("3");
  const [organisations, setOrganisations] = useState("");
  const [emails, setEmails] = useState("");
  const words = (text: string) => text.split(/[\s,，;；]+/u).filter(Boolean);
  return (
    <Card title={t("draw")}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void acting.run(async () => {
            const { id } = await api.experts.prepareDraw.mutate({
              poolId,
              title,
              seats: Number(seats),
              concerns: { organisationIds: words(organisations), emails: words(emails) },
            });
            // The platform has committed to its seed by now; ours is made only here.
            const seed = [...crypto.getRandomValues(new Uint8Array(32))]
              .map((byte) => byte.toString(16).padStart(2, "0"))
              .join("");
            await api.experts.drawPanel.mutate({ id, seed });
            router.push(`/${locale}/experts/panels/${id}`);
          });
        }}
      >
        <ProblemSummary acting={acting} />
        <p className="max-w-prose text-ink-soft">{t("drawHint")}</p>
        <TextField
          id="draw-title"
          label={t("drawTitle")}
          value={title}
          error={acting.errorOf("title")}
          onChange={(event) => setTitle(event.target.value)}
        />
        <TextField
          id="draw-seats"
          type="number"
          min={1}
          max={15}
          label={t("seats")}
          className="max-w-32"
          value={seats}
          error={acting.errorOf("seats")}
          onChange={(event) => setSeats(event.target.value)}
        />
        <TextField
          id="draw-organisations"
          label={t("concernsOrganisations")}
          hint={t("concernsOrganisationsHint")}
          value={organisations}
          error={acting.errorOf("concerns.organisationIds.0")}
          onChange={(event) => setOrganisations(event.target.value)}
        />
        <TextField
          id="draw-emails"
          label={t("concernsPeople")}
          value={emails}
          error={acting.errorOf("concerns.emails.0")}
          onChange={(event) => setEmails(event.target.value)}
        />
        <div>
          <Button type="submit" variant="primary" pending={acting.pending}>
            {t("drawNow")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

/** A member's own seat. */
export function SeatAnswer({ id }: { id: string }) {
  const t = useTranslations("experts");
  const router = useRouter();
  const acting = useAct();
  const [reason, setReason] = useState("");
  const answer = (accept: boolean) =>
    void acting.run(async () => {
      await api.experts.answerSeat.mutate({ id, accept, reason });
      router.refresh();
    });
  return (
    <Callout title={t("yourSeat")}>
      <div className="flex flex-col gap-3">
        <p>{t("yourSeatHint")}</p>
        <ProblemSummary acting={acting} />
        <TextField
          id="recusal"
          label={t("recusalReason")}
          value={reason}
          error={acting.errorOf("reason")}
          onChange={(event) => setReason(event.target.value)}
        />
        <div className="flex flex-wrap gap-2">
          <Button variant="primary" pending={acting.pending} onClick={() => answer(true)}>
            {t("takeSeat")}
          </Button>
          <Button pending={acting.pending} onClick={() => answer(false)}>
            {t("recuse")}
          </Button>
        </div>
      </div>
    </Callout>
  );
}

/** A new pool of one's organisation. */
export function PoolForm() {
  const t = useTranslations("experts");
  const locale = useLocale();
  const router = useRouter();
  const acting = useAct();
  const [form, setForm] = useState({
    nameZh: "",
    nameEn: "",
    purpose: "",
    skill: "",
    level: "3",
    codeOfConduct: "",
    reviewers: "",
    termMonths: "24",
    workloadCap: "3",
  });
  const field = (key: keyof typeof form) => ({
    id: `pool-${key}`,
    label: t(`pool_${key}`),
    value: form[key],
    error: acting.errorOf(key) ?? (key === "reviewers" ? acting.errorOf("reviewerEmails") : undefined),
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [key]: event.target.value }),
  });
  return (
    <form
      className="flex max-w-3xl flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(async () => {
          const { nameZh, nameEn, purpose, codeOfConduct } = form;
          const { id } = await api.experts.foundPool.mutate({
            nameZh,
            nameEn,
            purpose,
            codeOfConduct,
            criteria: form.skill
              .split(/[\s,，]+/u)
              .filter(Boolean)
              .map((conceptId) => ({ conceptId, level: Number(form.level), backing: "evidenced" as const })),
            termMonths: Number(form.termMonths),
            workloadCap: Number(form.workloadCap),
            reviewerEmails: form.reviewers.split(/[\s,，;；]+/u).filter(Boolean),
          });
          router.push(`/${locale}/experts/pools/${id}`);
        });
      }}
    >
      <ProblemSummary acting={acting} />
      <TextField {...field("nameZh")} />
      <TextField {...field("nameEn")} />
      <TextAreaField {...field("purpose")} />
      <TextField {...field("skill")} hint={t("pool_skillHint")} />
      <TextField {...field("level")} type="number" min={1} max={5} className="max-w-32" />
      <TextField {...field("termMonths")} type="number" min={3} max={60} className="max-w-32" />
      <TextField {...field("workloadCap")} type="number" min={1} max={50} className="max-w-32" />
      <TextAreaField {...field("codeOfConduct")} />
      <TextAreaField {...field("reviewers")} hint={t("pool_reviewersHint")} />
      <div>
        <Button type="submit" variant="primary" pending={acting.pending}>
          {t("foundPool")}
        </Button>
      </div>
    </form>
  );
}
