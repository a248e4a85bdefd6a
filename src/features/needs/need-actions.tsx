"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { api, type Outputs } from "@/features/shared/api";
import { dateTime } from "@/features/shared/format";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button, LinkButton } from "@/ui/button";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { TextAreaField } from "@/ui/field";
import { FollowButton } from "./follow-button";

type Need = Outputs["needs"]["get"];
type Receipt = NonNullable<Outputs["needs"]["ownProposal"]>["receipt"];

/** Exactly the acts that the service would let this reader do now; the one that comes next is the primary button. */
export function NeedActions({
  need,
  receipt,
  signedIn,
  timeZone,
}: {
  need: Need;
  receipt: Receipt | null;
  signedIn: boolean;
  timeZone: string;
}) {
  const t = useTranslations("needs");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const base = `/${locale}/needs/${need.id}`;
  const { can } = need;
  const at = { id: need.id, version: need.version };
  const done = async (call: Promise<unknown>) => {
    await call;
    router.refresh();
  };
  const evaluates = can.readProposals || can.open || can.appointPanel || need.onPanel;
  const anything =
    can.edit ||
    can.publish ||
    can.amend ||
    can.cancel ||
    can.propose ||
    evaluates ||
    can.readMatches ||
    can.follow ||
    receipt;
  return (
    <div className="flex flex-col gap-3 [&>a]:w-full [&>button]:w-full">
      <ProblemSummary acting={acting} />
      {receipt && receipt.state === "submitted" ? (
        <p className="rounded-md bg-good-soft p-3 text-sm">
          <strong>{t("receipt")}</strong> · {t("proposalNumber", { number: receipt.number })}
          <br />
          {dateTime(receipt.submittedAt, locale, timeZone)}
          <code className="mt-1 block text-xs break-all">{receipt.commitment}</code>
        </p>
      ) : null}
      {can.propose ? (
        <LinkButton variant="primary" href={`${base}/propose`}>
          {receipt?.state === "submitted" ? t("replaceProposal") : t("propose")}
        </LinkButton>
      ) : null}
      {can.propose && receipt?.state === "submitted" ? (
        <ConfirmDialog
          trigger={t("withdraw")}
          title={t("withdrawTitle")}
          confirm={t("withdraw")}
          cancel={c("cancel")}
          tone="danger"
          pending={acting.pending}
          onConfirm={() => acting.run(() => done(api.needs.withdraw.mutate({ id: need.id })))}
        >
          <p>{t("withdrawEffect")}</p>
        </ConfirmDialog>
      ) : null}
      {can.publish ? (
        <ConfirmDialog
          trigger={t("publish")}
          title={t("publishTitle")}
          confirm={t("publish")}
          cancel={c("cancel")}
          pending={acting.pending}
          onConfirm={() => acting.run(() => done(api.needs.publish.mutate(at)))}
        >
          <p>
            {t("publishEffect", {
              visibility: t(`visibility_${need.content.visibility}`),
              deadline: need.proposalDeadline ? dateTime(need.proposalDeadline, locale, timeZone) : "—",
            })}
          </p>
        </ConfirmDialog>
      ) : null}
      {can.edit ? <LinkButton href={`${base}/edit`}>{t("edit")}</LinkButton> : null}
      {can.submitForReview && !can.publish ? (
        <Button
          variant="primary"
          pending={acting.pending}
          onClick={() => void acting.run(() => done(api.needs.submitForReview.mutate(at)))}
        >
          {t("submitForReview")}
        </Button>
      ) : null}
      {can.returnToDraft ? (
        <Button
          pending={acting.pending}
          onClick={() => void acting.run(() => done(api.needs.returnToDraft.mutate(at)))}
        >
          {t("returnToDraft")}
        </Button>
      ) : null}
      {evaluates ? (
        <LinkButton variant={can.open || can.readProposals ? "primary" : "secondary"} href={`${base}/evaluation`}>
          {t("evaluation")}
        </LinkButton>
      ) : null}
      {can.readMatches && need.publishedAt ? <LinkButton href={`${base}/matches`}>{t("matches")}</LinkButton> : null}
      {need.own && need.kind === "crowdTest" && need.publishedAt ? (
        <LinkButton href={`/${locale}/crowd-tests/new?need=${need.id}`}>{t("programmeFromNeed")}</LinkButton>
      ) : null}
      {can.amend ? <LinkButton href={`${base}/edit`}>{t("amend")}</LinkButton> : null}
      {can.fail ? <EndDialog kind="fail" needId={need.id} /> : null}
      {can.cancel ? <EndDialog kind="cancel" needId={need.id} /> : null}
      {can.follow ? (
        <>
          <FollowButton needId={need.id} following={need.following} />
          <p className="text-sm text-ink-soft">{need.following ? t("followingHint") : t("followHint")}</p>
        </>
      ) : null}
      {anything ? null : <p className="text-ink-soft">{signedIn ? t("noPermission") : t("signInToAct")}</p>}
    </div>
  );
}

function EndDialog({ kind, needId }: { kind: "cancel" | "fail"; needId: string }) {
  const t = useTranslations("needs");
  const c = useTranslations("common");
  const router = useRouter();
  const acting = useAct();
  const [reason, setReason] = useState("");
  const end = kind === "cancel" ? api.needs.cancel : api.needs.fail;
  return (
    <ConfirmDialog
      trigger={t(`${kind}Need`)}
      title={t(`${kind}Title`)}
      confirm={t(`${kind}Need`)}
      cancel={c("cancel")}
      tone="danger"
      pending={acting.pending}
      onConfirm={() =>
        acting.run(async () => {
          await end.mutate({ id: needId, reason });
          router.refresh();
        })
      }
    >
      <p>{t("cancelEffect")}</p>
      <ProblemSummary acting={acting} />
      <TextAreaField
        id={`${kind}-reason`}
        label={t("reason")}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={acting.errorOf("reason")}
      />
    </ConfirmDialog>
  );
}
