import { useLocale, useTranslations } from "next-intl";
import type { DocumentContent } from "@/domain/guidance/schema";
import type { Locale } from "@/domain/shared/locale";
import type { Outputs } from "@/features/shared/api";
import { Badge } from "@/ui/badge";
import { Card } from "@/ui/card";
import { DataTable } from "@/ui/data-table";
import { textIn, titleIn } from "./titles";
import { useFactNames } from "./verdict";

type Item = DocumentContent["items"][number];

const tones = { forbidden: "bad", permission: "warn", duty: "brand", power: "neutral" } as const;

/** The items of a list as people read them, and as files for programs. */
export function ItemTable({
  id,
  items,
  bases,
  published,
}: {
  id: string;
  items: DocumentContent["items"];
  bases: Outputs["guidance"]["get"]["bases"];
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
            <a href={`/api/guidance/${id}/items.xlsx`} className="text-brand underline">
              XLSX
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
                  <Subject subject={item.subject} />
                  <Basis item={item} bases={bases} />
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

/** Whom an item concerns, where it does not concern everybody. */
function Subject({ subject }: { subject: Item["subject"] }) {
  const t = useTranslations("guidance");
  const locale = useLocale() as Locale;
  const nameOf = useFactNames();
  const named = (["kinds", "sectors", "regions", "sizes", "assets"] as const).flatMap((facet) =>
    subject[facet].map((value) => nameOf(facet, value)),
  );
  if (named.length === 0) return null;
  return (
    <span className="block text-sm text-ink-soft">
      {t("itemSubject")} {named.join(locale === "en" ? ", " : "、")}
    </span>
  );
}

/** What an item rests on, leading to the very section where it is kept here. */
function Basis({ item, bases }: { item: Item; bases: Outputs["guidance"]["get"]["bases"] }) {
  const t = useTranslations("guidance");
  const locale = useLocale() as Locale;
  const base = bases.find(({ documentId }) => documentId === item.basisDocumentId);
  const section = item.basisSection ? `#${item.basisSection}` : "";
  const href = base ? `/${locale}/guidance/${base.documentId}${section}` : item.basisDocumentId ? "" : section;
  const words = item.basis || (base ? titleIn(locale, base) : section);
  if (words === "") return null;
  return (
    <span className="block text-sm text-ink-soft">
      {t("itemBasis")}{" "}
      {href ? (
        <a href={href} className="text-brand underline">
          {words}
        </a>
      ) : (
        words
      )}
    </span>
  );
}
