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
import { Button, LinkButton } from "@/ui/button";
import { Card } from "@/ui/card";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { TextField } from "@/ui/field";

type Programme = Outputs["crowdtests"]["programme"];

/** What this reader may do now, the next thing first. */
export function ProgrammeActions({ programme }: { programme: Programme }) {
  const t = useTranslations("crowdtests");
  const c = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const acting = useAct();
  const { can, id, version } = programme;
  const set = (state: "open" | "paused" | "closed") =>
    acting.run(async () => {
      await api.crowdtests.setProgrammeState.mutate({ id, version, state });
      router.refresh();
    });
  const base = `/${locale}/crowd-tests/${id}`;
  return (
    <div className="flex flex-col gap-3 [&>a]:w-full [&>button]:w-full">
      <ProblemSummary acting={acting} />
      {can.report ? (
        <LinkButton variant="primary" href={`${base}/report`}>
          {t("reportWrite")}
        </LinkButton>
      ) : null}
      {can.open ? (
        <ConfirmDialog
          trigger={t("open")}
          title={t("open")}
          confirm={t("open")}
          cancel={c("cancel")}
          pending={acting.pending}
          onConfirm={() => set("open")}
        >
          <p>{t("openText")}</p>
        </ConfirmDialog>
      ) : null}
      {can.askToTest ? (
        <Button
          variant="primary"
          pending={acting.pending}
          onClick={() =>
            void acting.run(async () => {
              await api.crowdtests.askToTest.mutate({ id });
              router.refresh();
            })
          }
        >
          {t("askToTest")}
        </Button>
      ) : null}
      {programme.tester ? <Badge tone="brand">{t(`tester_${programme.tester}`)}</Badge> : null}
      {can.edit ? <LinkButton href={`${base}/edit`}>{t("edit")}</LinkButton> : null}
      {can.pause ? (
        <Button pending={acting.pending} onClick={() => void set("paused")}>
          {t("pause")}
        </Button>
      ) : null}
      {can.close ? (
        <ConfirmDialog
          tone="danger"
          trigger={t("close")}
          title={t("close")}
          confirm={t("close")}
          cancel={c("cancel")}
          pending={acting.pending}
          onConfirm={() => set("closed")}
        >
          <p>{t("closeText")}</p>
        </ConfirmDialog>
      ) : null}
    </div>
  );
}

/** Who may test: requests to decide, and an invitation by address. */
export function Testers({ programme }: { programme: Programme }) {
  const t = useTranslations("crowdtests");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const [email, setEmail] = useState("");
  const run = (work: () => Promise<unknown>) =>
    void acting.run(async () => {
      await work();
      router.refresh();
    });
  const decide = (personId: string, admitted: boolean) =>
    run(() => api.crowdtests.decideTester.mutate({ programmeId: programme.id, personId, admitted }));
  return (
    <Card title={t("testers")}>
      <ProblemSummary acting={acting} />
      <ul className="mb-4 flex flex-col gap-2">
        {programme.testers.map((tester) => (
          <li key={tester.personId} className="flex flex-wrap items-center gap-2">
            <strong>{nameIn(locale, tester)}</strong>
            <span className="text-ink-soft">{tester.email}</span>
            <Badge tone={tester.state === "admitted" ? "good" : "warn"}>{t(`tester_${tester.state}`)}</Badge>
            {tester.state === "requested" ? (
              <>
                <Button pending={acting.pending} onClick={() => decide(tester.personId, true)}>
                  {t("admit")}
                </Button>
                <Button variant="quiet" pending={acting.pending} onClick={() => decide(tester.personId, false)}>
                  {t("refuse")}
                </Button>
              </>
            ) : null}
          </li>
        ))}
      </ul>
      <form
        className="flex max-w-xl flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          run(async () => {
            await api.crowdtests.inviteTester.mutate({ programmeId: programme.id, email });
            setEmail("");
          });
        }}
      >
        <TextField
          id="tester-email"
          type="email"
          label={t("testerEmail")}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          error={acting.errorOf("email")}
        />
        <Button type="submit" pending={acting.pending}>
          {t("testerInvite")}
        </Button>
      </form>
    </Card>
  );
}
