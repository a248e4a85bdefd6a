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
import { Card } from "@/ui/card";
import { TextAreaField } from "@/ui/field";
import { WaiveForm } from "./waive-form";

type Member = Outputs["needs"]["evaluation"]["panel"][number];

export function PanelCard({
  needId,
  panel,
  canAppoint,
}: {
  needId: string;
  panel: readonly Member[];
  canAppoint: boolean;
}) {
  const t = useTranslations("needs");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const [emails, setEmails] = useState("");
  return (
    <Card title={t("panel")}>
      {panel.length === 0 ? <p className="mb-3">{t("panelNone")}</p> : null}
      <ul className="mb-4 flex flex-col gap-2">
        {panel.map((member) => (
          <li key={member.personId} className="flex flex-wrap items-center gap-2">
            <strong>{nameIn(locale, member)}</strong>
            <Badge tone={member.hasConflict ? "bad" : member.declared ? "good" : "warn"}>
              {member.hasConflict ? t("conflict") : member.declared ? t("noConflictShort") : t("notDeclared")}
            </Badge>
            {member.conflicts.length > 0 ? (
              <span className="text-ink-soft">
                {[...new Set(member.conflicts)].map((kind) => t(`conflict_${kind}`)).join(" · ")}
              </span>
            ) : null}
            {member.hasConflict ? null : (
              <Badge tone={member.submitted ? "good" : "neutral"}>
                {member.waived ? t("waived") : member.submitted ? t("scoresIn") : t("scoresOut")}
              </Badge>
            )}
            {canAppoint && member.declared && !member.hasConflict && !member.submitted && !member.waived ? (
              <WaiveForm needId={needId} personId={member.personId} />
            ) : null}
          </li>
        ))}
      </ul>
      {canAppoint ? (
        <form
          className="flex max-w-xl flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            void acting.run(async () => {
              await api.needs.appointPanel.mutate({ needId, emails: emails.split(/[\s,;，；]+/u).filter(Boolean) });
              setEmails("");
              router.refresh();
            });
          }}
        >
          <ProblemSummary acting={acting} />
          <TextAreaField
            id="emails"
            label={t("panelEmails")}
            hint={t("panelEmailsHint")}
            rows={2}
            value={emails}
            onChange={(event) => setEmails(event.target.value)}
            error={acting.errorOf("emails")}
          />
          <div>
            <Button type="submit" pending={acting.pending}>
              {t("appoint")}
            </Button>
          </div>
        </form>
      ) : null}
    </Card>
  );
}
