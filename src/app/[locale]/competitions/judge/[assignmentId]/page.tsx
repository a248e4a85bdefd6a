import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { EntryView } from "@/features/competitions/entry-view";
import { SheetForm } from "@/features/competitions/sheet-form";
import { pick } from "@/features/competitions/words";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Callout } from "@/ui/callout";
import { Card } from "@/ui/card";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string; assignmentId: string }> };

export default async function SheetPage({ params }: Props) {
  const { locale: asked, assignmentId } = await params;
  const locale = localeOf(asked);
  const [t, c, caller] = await Promise.all([getTranslations("competitionsJudged"), getTranslations("common"), api()]);
  const path = `/competitions/judge/${assignmentId}`;
  const sheet = await read(locale, path, caller.competitionsJudged.sheet({ assignmentId }));
  return (
    <>
      <PageHeader
        title={t("entryNumber", { number: sheet.entry.number ?? 0 })}
        crumbs={[
          { href: `/${locale}/competitions`, label: t("competitions") },
          { href: `/${locale}/competitions/judge`, label: t("judgeDesk") },
        ]}
        crumbsLabel={c("breadcrumbs")}
        state={<Badge tone={sheet.done ? "good" : "brand"}>{sheet.done ? t("sheet_done") : t("sheet_open")}</Badge>}
        meta={<span>{pick(locale, sheet.titleZh, sheet.titleEn)}</span>}
      />
      {sheet.reopenedCause && !sheet.done ? (
        <div className="mb-6">
          <Callout tone="warn" title={t("reopened")}>
            <p className="whitespace-pre-line">{sheet.reopenedCause}</p>
          </Callout>
        </div>
      ) : null}
      <div className="grid items-start gap-6 xl:grid-cols-2">
        <Card title={t("entry")} className="xl:sticky xl:top-20">
          <EntryView content={sheet.entry.content} files={sheet.entry.files} />
        </Card>
        <ClientMessages of={["competitionsJudged"]}>
          <SheetForm
            assignmentId={assignmentId}
            version={sheet.version}
            criteria={sheet.settings.criteria}
            scores={sheet.scores}
            comment={sheet.comment}
            note={sheet.note}
            done={sheet.done}
            canJudge={sheet.canJudge}
          />
        </ClientMessages>
      </div>
    </>
  );
}
