import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import type { Locale } from "@/domain/shared/locale";
import type { Outputs } from "@/features/shared/api";
import { dateTime } from "@/features/shared/format";
import { RestoreForm } from "@/features/standards/tree-forms";
import { api } from "@/server/api/caller";
import { Card } from "@/ui/card";

type Props = { standard: Outputs["standards"]["get"]; locale: Locale; timeZone: string };

/** The log of deletions, with the way back. */
export async function DeletedClauses({ standard, locale, timeZone }: Props) {
  if (!standard.can.workspace) return null;
  const [t, caller] = await Promise.all([getTranslations("standards"), api()]);
  const deleted = await caller.standardsText.deletedClauses({ standardId: standard.id });
  if (deleted.length === 0) return null;
  return (
    <Card title={t("deleted")}>
      <ul className="flex flex-col gap-3">
        {deleted.map(({ clauseId, title, reason, at }) => (
          <li key={clauseId}>
            <p lang={standard.language}>
              {title || t("emptyClause")} · {reason}
            </p>
            <p className="text-sm text-ink-soft">{dateTime(at, locale, timeZone)}</p>
            {standard.can.shape ? (
              <ClientMessages of={["standards"]}>
                <RestoreForm standardId={standard.id} clauseId={clauseId} />
              </ClientMessages>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
