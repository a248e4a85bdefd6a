"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "@/features/shared/api";
import { type NamedOrganisation, OrganisationsField } from "@/features/shared/organisations-field";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { SelectField, TextField } from "@/ui/field";
import { words } from "./words";

type Need = { readonly id: string; readonly title: string };

/**
 * The keeper's draw: freeze the list, then name a seed of one's own.
 * @param needs own needs that people may be drawn for: whoever stands behind a proposal is left out
 */
export function DrawForm({ poolId, needs }: { poolId: string; needs: readonly Need[] }) {
  const t = useTranslations("experts");
  const locale = useLocale();
  const router = useRouter();
  const acting = useAct();
  const [title, setTitle] = useState("");
  const [seats, setSeats] = useState("3");
  const [organisations, setOrganisations] = useState<NamedOrganisation[]>([]);
  const [emails, setEmails] = useState("");
  const [need, setNeed] = useState("");
  const c = useTranslations("common");
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
              concerns: {
                organisationIds: organisations.map(({ id }) => id),
                emails: words(emails),
                needId: need || null,
              },
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
        <OrganisationsField
          id="draw-organisations"
          legend={t("concernsOrganisations")}
          optional={c("optional")}
          hint={t("concernsOrganisationsHint")}
          chosen={organisations}
          error={acting.errorIn("concerns.organisationIds")}
          onChange={setOrganisations}
        />
        <TextField
          id="draw-emails"
          label={t("concernsPeople")}
          hint={t("concernsPeopleHint")}
          optional={c("optional")}
          value={emails}
          error={acting.errorIn("concerns.emails")}
          onChange={(event) => setEmails(event.target.value)}
        />
        {needs.length > 0 ? (
          <SelectField
            id="draw-need"
            label={t("concernsNeed")}
            hint={t("concernsNeedHint")}
            optional={c("optional")}
            value={need}
            error={acting.errorOf("concerns.needId")}
            options={[
              { value: "", label: t("concernsNoNeed") },
              ...needs.map(({ id, title }) => ({ value: id, label: title })),
            ]}
            onChange={(event) => setNeed(event.target.value)}
          />
        ) : null}
        <div>
          <Button type="submit" variant="primary" pending={acting.pending}>
            {t("drawNow")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
