import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { conceptName, regionName } from "@/features/shared/concept-names";
import { dateTime } from "@/features/shared/format";
import { OpeningActs } from "@/features/training/opening-acts";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Card } from "@/ui/card";
import { DescriptionList } from "@/ui/description-list";
import { PageHeader } from "@/ui/page-header";

export default async function OpeningPage({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, c, caller, timeZone] = await Promise.all([
    getTranslations("training"),
    getTranslations("common"),
    api(),
    readerTimeZone(),
  ]);
  const opening = await read(locale, `/openings/${id}`, caller.experts.opening({ id }));
  const facts = [
    ...(opening.conceptIds.length > 0
      ? [
          {
            term: t("openingField_conceptIds"),
            detail: opening.conceptIds.map((one) => conceptName(one, locale)).join(" · "),
          },
        ]
      : []),
    ...(opening.sector
      ? [{ term: t("openingField_sector"), detail: conceptName(`sector:${opening.sector}`, locale) }]
      : []),
    ...(opening.region ? [{ term: t("openingField_region"), detail: regionName(opening.region, locale) }] : []),
    { term: t("openingField_places"), detail: t("placesTaken", { places: opening.places, taken: opening.taken }) },
  ];
  return (
    <>
      <PageHeader
        title={opening.title}
        crumbs={[{ href: `/${locale}/training`, label: t("title") }]}
        crumbsLabel={c("breadcrumbs")}
        meta={
          <>
            <Badge tone={opening.closed ? "neutral" : "good"}>
              {t(opening.closed ? "openingClosed" : "openingOpen")}
            </Badge>
            <span>{t(`opening_${opening.kind}`)}</span>
            <span>{nameIn(locale, opening.organisation)}</span>
            <span>{t("applyUntil", { at: dateTime(opening.closesAt, locale, timeZone) })}</span>
          </>
        }
      />
      <div className="flex max-w-3xl flex-col gap-6">
        <Card title={t("openingField_text")}>
          <p lang={opening.language} className="max-w-prose whitespace-pre-line">
            {opening.text}
          </p>
        </Card>
        <Card title={t("openingConditions")}>
          <DescriptionList items={facts} />
        </Card>
        <ClientMessages of={["training"]}>
          <OpeningActs opening={opening} />
        </ClientMessages>
      </div>
    </>
  );
}
