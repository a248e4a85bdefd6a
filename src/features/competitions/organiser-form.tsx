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
import { SelectField, TextField } from "@/ui/field";

type Competition = Outputs["competitions"]["get"];

export function OrganiserForm({ competition }: { competition: Competition }) {
  const t = useTranslations("competitions");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<"organiser" | "setter">("organiser");
  const run = (work: () => Promise<unknown>) =>
    void acting.run(async () => {
      await work();
      router.refresh();
    });
  return (
    <div className="flex flex-col gap-4">
      <ProblemSummary acting={acting} />
      <ul className="flex flex-col gap-2">
        {competition.organisers.map((one) => (
          <li key={one.personId} className="flex flex-wrap items-center gap-3">
            <span>{nameIn(locale, one)}</span>
            <Badge>{t(`role_${one.role}`)}</Badge>
            <Button
              variant="quiet"
              pending={acting.pending}
              onClick={() =>
                run(() => api.competitions.removeOrganiser.mutate({ id: competition.id, personId: one.personId }))
              }
            >
              {c("remove")}
            </Button>
          </li>
        ))}
      </ul>
      <form
        className="flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          run(async () => {
            await api.competitions.addOrganiser.mutate({ id: competition.id, email, role });
            setEmail("");
          });
        }}
      >
        <TextField
          id="email"
          label={t("email")}
          type="email"
          value={email}
          error={acting.errorOf("email")}
          onChange={(event) => setEmail(event.target.value)}
        />
        <SelectField
          id="role"
          label={t("role")}
          value={role}
          options={(["organiser", "setter"] as const).map((one) => ({ value: one, label: t(`role_${one}`) }))}
          onChange={(event) => setRole(event.target.value === "setter" ? "setter" : "organiser")}
        />
        <Button type="submit" pending={acting.pending}>
          {t("addOrganiser")}
        </Button>
      </form>
    </div>
  );
}
