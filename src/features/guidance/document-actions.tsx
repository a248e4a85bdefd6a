"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRef } from "react";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { api, type Outputs } from "@/features/shared/api";
import { dateTime } from "@/features/shared/format";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Badge } from "@/ui/badge";
import { LinkButton } from "@/ui/button";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { ReasonDialog } from "./reason-dialog";

type Document = Outputs["guidance"]["get"];

/** Exactly the acts that the service would let this reader do now; the next one is the primary button. */
export function DocumentActions({ document, timeZone }: { document: Document; timeZone: string }) {
  const t = useTranslations("guidance");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const key = useRef(crypto.randomUUID());
  const { can, id } = document;
  const at = { id, version: document.working?.version ?? document.version };
  const base = `/${locale}/guidance/${id}`;
  const run = (call: () => Promise<unknown>) =>
    acting.run(async () => {
      await call();
      router.refresh();
    });
  const dialog = (name: "submit" | "recall" | "abandon" | "takeUp", tone: "primary" | "danger") => (
    <ConfirmDialog
      trigger={t(name)}
      title={name === "submit" ? t("submitTitle") : t(name)}
      confirm={t(name)}
      cancel={c("cancel")}
      tone={tone}
      pending={acting.pending}
      onConfirm={() =>
        run(() => (name === "abandon" ? api.guidance.abandon.mutate({ id }) : api.guidance[name].mutate(at)))
      }
    >
      <p>{name === "takeUp" ? t("takeUp") : t(`${name}Effect`)}</p>
    </ConfirmDialog>
  );
  const publishAt = document.content.publishAt;
  return (
    <div className="flex flex-col gap-3 [&>a]:w-full [&>button]:w-full">
      <ProblemSummary acting={acting} />
      {can.sign ? (
        <>
          <ConfirmDialog
            trigger={t("sign")}
            title={t("signTitle")}
            confirm={t("sign")}
            cancel={c("cancel")}
            pending={acting.pending}
            onConfirm={() => run(() => api.guidance.sign.mutate({ ...at, approve: true, reason: "" }))}
          >
            <p>
              {document.content.consultation
                ? t("signEffectConsult")
                : t("signEffect", {
                    when: publishAt ? t("whenAt", { at: dateTime(publishAt, locale, timeZone) }) : t("whenNow"),
                  })}
            </p>
          </ConfirmDialog>
          <ReasonDialog
            id="refuse-reason"
            trigger={t("refuse")}
            title={t("refuseTitle")}
            label={t("reason")}
            effect={t("refuseEffect")}
            acting={acting}
            onConfirm={async (reason) => {
              await api.guidance.sign.mutate({ ...at, approve: false, reason });
              router.refresh();
            }}
          />
        </>
      ) : null}
      {can.submit ? dialog("submit", "primary") : null}
      {can.edit ? <LinkButton href={`${base}/edit`}>{t("edit")}</LinkButton> : null}
      {can.takeUp ? dialog("takeUp", "primary") : null}
      {can.recall ? dialog("recall", "danger") : null}
      {can.abandon ? dialog("abandon", "danger") : null}
      {can.readReach ? (
        <LinkButton variant={can.sign || can.submit || can.takeUp ? "secondary" : "primary"} href={`${base}/reach`}>
          {t("reach")}
        </LinkButton>
      ) : null}
      {can.amend ? (
        <ReasonDialog
          id="amend-reason"
          trigger={t("amend")}
          title={t("amend")}
          label={t("amendReason")}
          effect=""
          tone="primary"
          acting={acting}
          onConfirm={async (reason) => {
            await api.guidance.amend.mutate({ id, reason, idempotencyKey: key.current });
            router.push(`${base}/edit`);
          }}
        />
      ) : null}
      {can.withdraw ? (
        <ReasonDialog
          id="withdraw-reason"
          trigger={t("withdraw")}
          title={t("withdraw")}
          label={t("reason")}
          effect={t("withdrawEffect")}
          acting={acting}
          onConfirm={async (reason) => {
            await api.guidance.withdraw.mutate({ id, reason });
            router.refresh();
          }}
        />
      ) : null}
      {document.signing ? <Signing signing={document.signing} timeZone={timeZone} /> : null}
    </div>
  );
}

function Signing({ signing, timeZone }: { signing: NonNullable<Document["signing"]>; timeZone: string }) {
  const t = useTranslations("guidance");
  const locale = useLocale() as Locale;
  return (
    <div className="text-sm">
      {signing.missing.length > 0 ? (
        <p className="rounded-md bg-warn-soft p-3">
          {t("missing", {
            names: signing.missing.map((one) => nameIn(locale, one)).join(locale === "en" ? ", " : "、"),
          })}
        </p>
      ) : null}
      <ul className="mt-2 flex flex-col gap-2">
        {signing.decisions.map((one) => (
          <li key={one.at + one.organisation.id}>
            {one.approved
              ? t("signedBy", { name: nameIn(locale, one.organisation) })
              : t("refusedByBody", { name: nameIn(locale, one.organisation), reason: one.reason })}{" "}
            {one.standing ? null : <Badge>{t("void")}</Badge>}
            <span className="block text-ink-soft">{dateTime(one.at, locale, timeZone)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
