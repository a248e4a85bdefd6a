import { useLocale, useTranslations } from "next-intl";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import type { Outputs } from "@/features/shared/api";
import { dateTime } from "@/features/shared/format";
import { Card } from "@/ui/card";
import { DataTable } from "@/ui/data-table";

export function ReceivedProposals({
  received,
  timeZone,
}: {
  received: Outputs["needs"]["received"];
  timeZone: string;
}) {
  const t = useTranslations("needs");
  const locale = useLocale() as Locale;
  return (
    <Card title={t("received")}>
      <p className="mb-3 max-w-prose text-ink-soft">{received.length > 0 ? t("receivedNote") : t("receivedNone")}</p>
      {received.length > 0 ? (
        <DataTable
          caption={t("received")}
          columns={[
            { key: "name", header: t("proposer") },
            { key: "at", header: t("submittedAt") },
            { key: "commitment", header: t("commitment") },
          ]}
          rows={received.map(({ proposalId, organisation, submittedAt, commitment }) => ({
            id: proposalId,
            cells: {
              name: organisation ? nameIn(locale, organisation) : t("nameWithheld"),
              at: dateTime(submittedAt, locale, timeZone),
              commitment: <code className="text-xs break-all">{commitment}</code>,
            },
          }))}
        />
      ) : null}
    </Card>
  );
}
