import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { undertakingText } from "@/domain/crowdtests/undertaking";
import { nameIn } from "@/domain/shared/names";
import { ProgrammeActions, Testers } from "@/features/crowdtests/programme-actions";
import { ListHits } from "@/features/guidance/list-hits";
import { money } from "@/features/shared/format";
import { api, currentAccount } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Card } from "@/ui/card";
import { DataTable } from "@/ui/data-table";
import { DescriptionList } from "@/ui/description-list";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string; id: string }> };
const bands = ["critical", "high", "medium", "low"] as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const programme = await (await api()).crowdtests.programme({ id }).catch(() => null);
  return programme ? { title: programme.title, description: programme.summary } : {};
}

export default async function ProgrammePage({ params }: Props) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, c, caller] = await Promise.all([getTranslations("crowdtests"), getTranslations("common"), api()]);
  const programme = await read(locale, `/crowd-tests/${id}`, caller.crowdtests.programme({ id }));
  const [fame, account] = await Promise.all([caller.crowdtests.hallOfFame({ id }), currentAccount()]);
  const { content } = programme;
  const { rewards } = content;
  // What lists say is said while there is still time: before a programme opens, and before it opens again.
  const hits = programme.can.open
    ? await caller.guidance.checkLists({ activity: "crowdTest", text: undertakingText(programme), conceptIds: [] })
    : null;
  return (
    <>
      <PageHeader
        title={programme.title}
        state={
          <Badge tone={programme.state === "open" ? "good" : "neutral"}>{t(`programme_${programme.state}`)}</Badge>
        }
        meta={
          <p className="flex flex-wrap gap-x-4">
            <span>{nameIn(locale, programme.organisation)}</span>
            <span>{t(`access_${programme.access}`)}</span>
          </p>
        }
        crumbs={[{ href: `/${locale}/crowd-tests`, label: t("title") }]}
        crumbsLabel={c("breadcrumbs")}
      />
      <div className="grid items-start gap-6 lg:grid-cols-[1fr_18rem]">
        <div className="flex flex-col gap-6">
          <Card title={t("about")}>
            <p lang={programme.language} className="max-w-prose whitespace-pre-line">
              {programme.summary}
            </p>
          </Card>
          <Card title={t("stepScope")}>
            <DataTable
              caption={t("stepScope")}
              columns={[
                { key: "name", header: t("assetName") },
                { key: "kind", header: t("assetKind") },
                { key: "scope", header: t("scope") },
              ]}
              rows={content.assets.map((asset) => ({
                id: asset.id,
                cells: {
                  name: asset.name,
                  kind: t(`asset_${asset.kind}`),
                  scope: (
                    <Badge tone={asset.inScope ? "good" : "bad"}>
                      {asset.inScope ? t("inScope") : t("outOfScope")}
                    </Badge>
                  ),
                },
              }))}
            />
          </Card>
          <Card title={t("stepRules")}>
            <DescriptionList
              items={[
                { term: t("rules"), detail: content.rules },
                { term: t("safeHarbour"), detail: content.safeHarbour },
                ...(content.hours ? [{ term: t("hours"), detail: content.hours }] : []),
                ...(programme.accounts ? [{ term: t("accounts"), detail: programme.accounts }] : []),
              ]}
            />
          </Card>
          {rewards ? (
            <Card title={t("stepRewards")}>
              <DataTable
                caption={t("stepRewards")}
                columns={[
                  { key: "severity", header: t("severity") },
                  { key: "amount", header: t("reward"), align: "right" },
                ]}
                rows={bands.map((band) => ({
                  id: band,
                  cells: { severity: t(`severity_${band}`), amount: money(rewards[band], rewards.currency, locale) },
                }))}
              />
            </Card>
          ) : null}
          {fame.length > 0 ? (
            <Card title={t("hallOfFame")}>
              <DataTable
                caption={t("hallOfFame")}
                columns={[
                  { key: "name", header: t("finder") },
                  { key: "accepted", header: t("acceptedCount"), align: "right" },
                  { key: "points", header: t("points"), align: "right" },
                ]}
                rows={fame.map((one, index) => ({
                  id: String(index),
                  cells: { name: nameIn(locale, one), accepted: one.accepted, points: one.points.toFixed(1) },
                }))}
              />
            </Card>
          ) : null}
          {programme.can.decideTesters && programme.access !== "public" ? (
            <ClientMessages of={["crowdtests"]}>
              <Testers programme={programme} />
            </ClientMessages>
          ) : null}
        </div>
        <Card title={t("actions")} className="max-lg:order-first">
          {hits ? (
            <div className="mb-3">
              <ListHits hits={hits} />
            </div>
          ) : null}
          {account ? (
            <ClientMessages of={["crowdtests"]}>
              <ProgrammeActions programme={programme} />
            </ClientMessages>
          ) : (
            <p>
              {t("signInToReport")}{" "}
              <Link href={`/${locale}/sign-in?next=/${locale}/crowd-tests/${id}`} className="text-brand underline">
                {c("signIn")}
              </Link>
            </p>
          )}
        </Card>
      </div>
    </>
  );
}
