import { useLocale, useTranslations } from "next-intl";
import type { DocumentContent } from "@/domain/guidance/schema";
import type { Locale } from "@/domain/shared/locale";
import { Badge } from "@/ui/badge";
import { Card } from "@/ui/card";
import { DataTable } from "@/ui/data-table";
import { textIn } from "./titles";

const tones = { forbidden: "bad", permission: "warn", duty: "brand", power: "neutral" } as const;

/** The items of a list as people read them, and as files for programs. */
export function ItemTable({
  id,
  items,
  published,
}: {
  id: string;
  items: DocumentContent["items"];
  published: boolean;
}) {
  const t = useTranslations("guidance");
  const locale = useLocale() as Locale;
  return (
    <Card
      title={t("step7")}
      action={
        published ? (
          <span className="flex gap-4 text-sm">
            <a href={`/api/guidance/${id}/items.csv`} className="text-brand underline">
              CSV
            </a>
            <a href={`/api/guidance/${id}/items.json`} className="text-brand underline">
              JSON
            </a>
          </span>
        ) : null
      }
    >
      <DataTable
        caption={t("step7")}
        columns={[
          { key: "code", header: t("itemCode") },
          { key: "effect", header: t("itemEffect") },
          { key: "text", header: t("itemText") },
          { key: "body", header: t("itemBody") },
          { key: "process", header: t("itemProcess") },
        ]}
        rows={items.map((item) => {
          const words = textIn(locale, item.textZh, item.textEn);
          return {
            id: item.code,
            cells: {
              code: (
                <span id={`item-${item.code}`} className="scroll-mt-24 font-mono text-sm whitespace-nowrap">
                  {item.code}
                </span>
              ),
              effect: <Badge tone={tones[item.effect]}>{t(`effect_${item.effect}`)}</Badge>,
              text: (
                <>
                  <span lang={words.lang}>{words.text}</span>
                  {item.basis ? (
                    <span className="block text-sm text-ink-soft">
                      {t("itemBasis")} {item.basis}
                    </span>
                  ) : null}
                  {item.consequence ? (
                    <span className="block text-sm text-ink-soft">
                      {t("itemConsequence")} {item.consequence}
                    </span>
                  ) : null}
                </>
              ),
              body: item.body,
              process: (
                <>
                  {item.process}
                  {item.timeLimit ? <span className="block text-sm text-ink-soft">{item.timeLimit}</span> : null}
                </>
              ),
            },
          };
        })}
      />
    </Card>
  );
}
