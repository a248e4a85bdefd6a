"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { api, type Outputs } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { SelectField, TextField } from "@/ui/field";
import { KeptList, useKeeping } from "./kept-list";

type Competition = Outputs["competitions"]["get"];

export function OrganiserForm({ competition }: { competition: Competition }) {
  const t = useTranslations("competitions");
  const locale = useLocale() as Locale;
  const { acting, run } = useKeeping();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<"organiser" | "setter">("organiser");
  return (
    <div className="flex flex-col gap-4">
      <ProblemSummary acting={acting} />
      <KeptList
        items={competition.organisers}
        idOf={({ personId }) => personId}
        pending={acting.pending}
        remove={({ personId }) => run(() => api.competitions.removeOrganiser.mutate({ id: competition.id, personId }))}
      >
        {(one) => (
          <>
            <span>{nameIn(locale, one)}</span>
            <Badge>{t(`role_${one.role}`)}</Badge>
          </>
        )}
      </KeptList>
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
