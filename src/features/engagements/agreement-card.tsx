"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { ActForm } from "@/features/shared/act-form";
import { api, type Outputs } from "@/features/shared/api";
import { calendarDay, dateTime, money } from "@/features/shared/format";
import { Card } from "@/ui/card";
import { DescriptionList } from "@/ui/description-list";
import { TextAreaField, TextField } from "@/ui/field";

type Engagement = Outputs["engagements"]["get"];

/** What both sides agree to, and who signed which version of it. */
export function AgreementCard({ engagement, timeZone }: { engagement: Engagement; timeZone: string }) {
  const t = useTranslations("engagements");
  const locale = useLocale() as Locale;
  const { can } = engagement;
  const present = engagement.signatures.filter(({ version }) => version === engagement.agreementVersion);
  return (
    <Card title={t("agreement")}>
      <div className="flex flex-col gap-4">
        <DescriptionList
          items={[
            { term: t("price"), detail: money(engagement.amount, engagement.currency, locale) },
            { term: t("period"), detail: period(engagement, locale, t) },
            ...engagement.partners.map(({ organisation, role, share }) => ({
              term: nameIn(locale, organisation),
              detail: `${role} · ${share}%`,
            })),
            ...(engagement.team.length > 0
              ? [
                  {
                    term: t("team"),
                    detail: engagement.team.map(({ person, role }) => `${nameIn(locale, person)} — ${role}`).join("\n"),
                  },
                ]
              : []),
          ]}
        />
        {engagement.agreement ? (
          <details open={engagement.state === "agreeing"}>
            <summary className="font-semibold">{t("agreementText", { version: engagement.agreementVersion })}</summary>
            <p className="mt-2 max-w-prose whitespace-pre-line">{engagement.agreement}</p>
            <code className="mt-2 block text-xs break-all text-ink-soft">SHA-256 {engagement.agreementHash}</code>
          </details>
        ) : (
          <p className="text-ink-soft">{t("agreementNone")}</p>
        )}
        {present.length > 0 ? (
          <ul className="flex flex-col gap-1">
            {present.map((one) => (
              <li key={one.side}>
                {t("signedBy", {
                  side: t(`side_${one.side}`),
                  name: nameIn(locale, one.person),
                  at: dateTime(one.at, locale, timeZone),
                })}
              </li>
            ))}
          </ul>
        ) : null}
        {can.sign ? (
          <ActForm
            variant="primary"
            submit={t("sign")}
            send={() =>
              api.engagements.sign.mutate({ id: engagement.id, agreementVersion: engagement.agreementVersion })
            }
          >
            {() => <p className="max-w-prose">{t("signEffect")}</p>}
          </ActForm>
        ) : null}
        {can.writeAgreement ? <AgreementForm key={engagement.version} engagement={engagement} /> : null}
      </div>
    </Card>
  );
}

function AgreementForm({ engagement }: { engagement: Engagement }) {
  const t = useTranslations("engagements");
  const [text, setText] = useState(engagement.agreement);
  const [startsOn, setStartsOn] = useState(engagement.startsOn ?? "");
  const [endsOn, setEndsOn] = useState(engagement.endsOn ?? "");
  const [items, setItems] = useState(
    engagement.items.map(({ id, title, dueOn }) => ({ id, title, dueOn: dueOn ?? "" })),
  );
  const set = (index: number, change: { title?: string; dueOn?: string }) =>
    setItems(items.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <details className="rounded-md border border-line p-4" open={engagement.agreement === ""}>
      <summary className="font-semibold">{t("agreementWrite")}</summary>
      <ActForm
        className="mt-3"
        variant={engagement.agreement === "" ? "primary" : "secondary"}
        submit={t("agreementSave")}
        send={() =>
          api.engagements.writeAgreement.mutate({
            id: engagement.id,
            version: engagement.version,
            text,
            startsOn: startsOn || null,
            endsOn: endsOn || null,
            milestones: items.map(({ id, title, dueOn }) => ({ id, title, dueOn: dueOn || null })),
          })
        }
      >
        {(errorOf) => (
          <>
            <TextAreaField
              id="text"
              label={t("agreementBody")}
              hint={t("agreementHint")}
              rows={8}
              value={text}
              onChange={(event) => setText(event.target.value)}
              error={errorOf("text")}
            />
            <div className="grid gap-3 sm:grid-cols-2">
              <TextField
                id="startsOn"
                type="date"
                label={t("startsOn")}
                value={startsOn}
                onChange={(event) => setStartsOn(event.target.value)}
                error={errorOf("startsOn")}
              />
              <TextField
                id="endsOn"
                type="date"
                label={t("endsOn")}
                value={endsOn}
                onChange={(event) => setEndsOn(event.target.value)}
                error={errorOf("endsOn")}
              />
            </div>
            {items.map((item, index) => (
              <div key={item.id} className="grid gap-3 sm:grid-cols-[2fr_1fr]">
                <TextField
                  id={`milestones.${index}.title`}
                  label={t("milestoneNumber", { number: index + 1 })}
                  value={item.title}
                  onChange={(event) => set(index, { title: event.target.value })}
                  error={errorOf(`milestones.${index}.title`)}
                />
                <TextField
                  id={`milestones.${index}.dueOn`}
                  type="date"
                  label={t("due")}
                  value={item.dueOn}
                  onChange={(event) => set(index, { dueOn: event.target.value })}
                  error={errorOf(`milestones.${index}.dueOn`)}
                />
              </div>
            ))}
          </>
        )}
      </ActForm>
    </details>
  );
}

function period(
  { startsOn, endsOn }: Engagement,
  locale: Locale,
  t: ReturnType<typeof useTranslations<"engagements">>,
): string {
  const from = startsOn ? calendarDay(startsOn, locale) : null;
  const until = endsOn ? calendarDay(endsOn, locale) : null;
  if (from && until) return t("periodBoth", { from, until });
  if (from) return t("periodFrom", { from });
  return until ? t("periodUntil", { until }) : t("periodOpen");
}
