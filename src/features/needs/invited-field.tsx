"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { FieldGroup } from "@/ui/field";
import { OrganisationSearch } from "./organisation-search";

type Invited = { id: string; name: string };

/** Who alone sees the need, found by name. */
export function InvitedField({
  invited,
  error,
  onChange,
}: {
  invited: readonly Invited[];
  error: string | undefined;
  onChange: (next: Invited[]) => void;
}) {
  const t = useTranslations("needs");
  const c = useTranslations("common");
  return (
    <FieldGroup legend={t("invited")}>
      {invited.length === 0 ? <p className="text-ink-soft">{t("invitedNone")}</p> : null}
      <ul className="flex flex-wrap gap-1.5">
        {invited.map((one) => (
          <li
            key={one.id}
            className="inline-flex items-center gap-1 rounded-full bg-brand-soft py-0.5 pr-1 pl-3 text-brand"
          >
            {one.name}
            <button
              type="button"
              className="rounded-full p-1 hover:bg-surface"
              aria-label={`${c("remove")} ${one.name}`}
              onClick={() => onChange(invited.filter(({ id }) => id !== one.id))}
            >
              <X aria-hidden className="size-4" />
            </button>
          </li>
        ))}
      </ul>
      <OrganisationSearch
        id="content.invitedOrganisationIds"
        error={error}
        chosen={invited.map(({ id }) => id)}
        onChoose={(one) => onChange([...invited, one])}
      />
    </FieldGroup>
  );
}
