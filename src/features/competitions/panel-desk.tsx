"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { z } from "zod";
import type { panelView } from "@/domain/competitions/views-judged";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { api } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { CheckField, TextAreaField } from "@/ui/field";
import { figure } from "./words";

type Appeal = z.output<typeof panelView>["appeals"][number];

export function InviteJudges({ phaseId }: { phaseId: string }) {
  const t = useTranslations("competitionsJudged");
  const router = useRouter();
  const acting = useAct();
  const [text, setText] = useState("");
  return (
    <Card title={t("inviteJudges")}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void acting.run(async () => {
            const emails = text.split(/[\s,;，；]+/u).filter(Boolean);
            await api.competitionsJudged.invite.mutate({ phaseId, emails });
            setText("");
            router.refresh();
          });
        }}
      >
        <ProblemSummary acting={acting} />
        <TextAreaField
          id="emails"
          label={t("inviteEmails")}
          hint={t("inviteEmailsHint")}
          rows={3}
          value={text}
          error={acting.errorOf("emails")}
          onChange={(event) => setText(event.target.value)}
        />
        <div>
          <Button type="submit" pending={acting.pending}>
            {t("invite")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

const tones = { open: "warn", upheld: "good", rejected: "neutral" } as const;

/** One appeal with the marks it is about, and the organisers' answer. */
export function AppealDesk({ appeal }: { appeal: Appeal }) {
  const t = useTranslations("competitionsJudged");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const [reply, setReply] = useState("");
  const [reopen, setReopen] = useState<string[]>([]);
  const [further, setFurther] = useState(false);
  const decide = (uphold: boolean) =>
    acting.run(async () => {
      await api.competitionsJudged.decideAppeal.mutate({
        appealId: appeal.id,
        uphold,
        reply,
        reopen: uphold ? reopen : [],
        furtherJudge: uphold && further,
      });
      router.refresh();
    });
  return (
    <Card
      title={t("appealOf", { number: appeal.number ?? 0 })}
      action={<Badge tone={tones[appeal.state]}>{t(`appeal_${appeal.state}`)}</Badge>}
    >
      <div className="flex flex-col gap-4">
        <p className="max-w-prose break-words whitespace-pre-line">{appeal.text}</p>
        {appeal.state === "open" ? null : (
          <p className="max-w-prose border-l-4 border-line pl-3 break-words whitespace-pre-line">{appeal.reply}</p>
        )}
        {appeal.canDecide ? (
          <>
            <ProblemSummary acting={acting} />
            <TextAreaField
              id="reply"
              label={t("appealReply")}
              rows={3}
              value={reply}
              error={acting.errorOf("reply")}
              onChange={(event) => setReply(event.target.value)}
            />
            <fieldset className="flex flex-col gap-2" id="reopen">
              <legend className="mb-2 font-semibold">{t("appealConsequence")}</legend>
              {appeal.sheets.map(({ assignmentId, judge, mark }) => (
                <CheckField
                  key={assignmentId}
                  id={`reopen-${assignmentId}`}
                  label={t("reopenSheet", { name: nameIn(locale, judge), mark: figure(mark, locale) })}
                  checked={reopen.includes(assignmentId)}
                  onChange={(event) =>
                    setReopen((now) =>
                      event.target.checked ? [...now, assignmentId] : now.filter((other) => other !== assignmentId),
                    )
                  }
                />
              ))}
              <CheckField
                id={`further-${appeal.id}`}
                label={t("furtherJudge")}
                checked={further}
                onChange={(event) => setFurther(event.target.checked)}
              />
            </fieldset>
            <div className="flex flex-wrap gap-2">
              <Button variant="primary" pending={acting.pending} onClick={() => void decide(true)}>
                {t("uphold")}
              </Button>
              <Button pending={acting.pending} onClick={() => void decide(false)}>
                {t("reject")}
              </Button>
            </div>
          </>
        ) : null}
      </div>
    </Card>
  );
}
