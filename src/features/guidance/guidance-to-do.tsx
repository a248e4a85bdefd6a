import { useLocale, useTranslations } from "next-intl";
import type { Locale } from "@/domain/shared/locale";
import type { Outputs } from "@/features/shared/api";
import { Badge } from "@/ui/badge";
import { LinkButton } from "@/ui/button";
import { DocumentCard } from "./document-card";

const shown = 3;

/** On the first screen: what waits for a regulator's signature, what an organisation still has to acknowledge or do. */
export function GuidanceToDo({
  toSign,
  applying,
}: {
  toSign: Outputs["guidance"]["desk"];
  applying: Outputs["guidance"]["applies"]["items"];
}) {
  const t = useTranslations("guidance");
  const locale = useLocale() as Locale;
  const due = applying.filter(({ acknowledged, nextDueOn }) => acknowledged === false || nextDueOn !== null);
  if (toSign.length + due.length === 0) return null;
  return (
    <section className="mt-6 flex flex-col gap-4">
      <h2 className="text-xl">{toSign.length > 0 ? t("waitsForUs") : t("whatApplies")}</h2>
      {toSign.slice(0, shown).map((one) => (
        <DocumentCard key={one.id} document={one} />
      ))}
      {due.slice(0, shown).map((one) => (
        <DocumentCard key={one.id} document={one}>
          <p className="mt-2 flex flex-wrap items-center gap-2 text-sm">
            {one.acknowledged === false ? <Badge tone="warn">{t("ackWaiting")}</Badge> : null}
            {one.nextDueOn ? (
              <span>
                {t("nextDue")} <time dateTime={one.nextDueOn}>{one.nextDueOn}</time>
              </span>
            ) : null}
          </p>
        </DocumentCard>
      ))}
      {due.length > shown ? (
        <p>
          <LinkButton href={`/${locale}/guidance/applies?only=open`}>{t("whatApplies")}</LinkButton>
        </p>
      ) : null}
    </section>
  );
}
