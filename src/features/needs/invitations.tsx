"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { ActForm } from "@/features/shared/act-form";
import { api, type Outputs } from "@/features/shared/api";
import { Badge } from "@/ui/badge";
import { Card } from "@/ui/card";

const tones = { asked: "warn", consented: "good", declined: "bad" } as const;

/** Consortia and teams that one is asked to join. */
export function Invitations({ together }: { together: Outputs["needs"]["together"] }) {
  const t = useTranslations("needs");
  const locale = useLocale() as Locale;
  if (together.consortia.length + together.teams.length === 0) return null;
  return (
    <Card title={t("invitations")} className="mb-6">
      <ul className="flex flex-col gap-3">
        {together.consortia.map((one) => (
          <li key={`${one.needId}${one.lead.id}`}>
            <Link href={`/${locale}/needs/${one.needId}/propose`} className="font-semibold text-brand underline">
              {one.title}
            </Link>
            <p className="text-ink-soft">
              {t("consortiumAskedBy", { name: nameIn(locale, one.lead), role: one.role, share: one.share })}
            </p>
          </li>
        ))}
        {together.teams.map((one) => (
          <li key={one.id} className="flex flex-col gap-2">
            <p>
              {t("teamAskedBy", { name: nameIn(locale, one.organisation), role: one.role })}{" "}
              <Badge tone={tones[one.state]}>{t(`teamState_${one.state}`)}</Badge>
            </p>
            {one.state === "asked" ? (
              <ActForm
                submit={t("teamConsent")}
                send={() => api.needs.answerTeam.mutate({ requestId: one.id, consents: true })}
                second={{
                  label: t("teamDecline"),
                  send: () => api.needs.answerTeam.mutate({ requestId: one.id, consents: false }),
                }}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
