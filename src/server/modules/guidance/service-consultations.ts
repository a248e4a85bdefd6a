import type { z } from "zod";
import { anchorBody, sectionsOf } from "@/domain/guidance/markdown";
import { mayComment, mayListGuidance, mayResolveConsultation } from "@/domain/guidance/policy";
import { redlineSections } from "@/domain/guidance/redline";
import {
  type annotateInput,
  type consultationListInput,
  decisions,
  documentContent,
  pageRows,
} from "@/domain/guidance/schema";
import { lawDay } from "@/domain/guidance/states";
import type { consultationSummary, consultationView } from "@/domain/guidance/views";
import { AppError } from "@/domain/shared/errors";
import { sentence } from "@/i18n/sentences";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { act, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { databaseNow, db } from "@/server/platform/db";
import { holdConsultation } from "./access-consultations";
import { countBySection, countPeople, listClusters } from "./repo-comments";
import { type ConsultationRow, findFinal, listConsultations, markOutcome, saveAnnotated } from "./repo-consultations";
import { organisationName } from "./view";

type Summary = z.output<typeof consultationSummary>;
type Organisations = Awaited<ReturnType<typeof organisationsById>>;

/** Consultations that have begun, those that are open first to end last. */
export async function readConsultations(ctx: Ctx, input: z.output<typeof consultationListInput>) {
  permitOrThrow(mayListGuidance());
  void ctx;
  const page = input.page ?? 1;
  const now = await databaseNow(db());
  const open = input.open === undefined ? null : input.open === "yes";
  const { rows, total } = await listConsultations(db(), { now, open, skip: (page - 1) * pageRows, take: pageRows });
  const organisations = await organisationsById(rows.flatMap((row) => [row.ownerOrganisationId, ...row.issuerIds]));
  return {
    total,
    page,
    pages: Math.max(1, Math.ceil(total / pageRows)),
    items: rows.map((row) => summary(row, organisations, { now, final: false, makers: false })),
  };
}

/** One consultation: the draft as it was put, what became of it, the groups of comments and the replies. */
export async function readConsultation(ctx: Ctx, id: string): Promise<z.output<typeof consultationView>> {
  permitOrThrow(mayListGuidance());
  const { row, facts, open, makers, now } = await holdConsultation(db(), ctx.actor, id);
  const content = documentContent.parse(row.content);
  const [organisations, sections, clusters, final] = await Promise.all([
    organisationsById([row.ownerOrganisationId, ...row.issuerIds]),
    countBySection(db(), id, makers),
    listClusters(db(), id, makers),
    findFinal(db(), row.documentId, row.edition, now),
  ]);
  const annotated = row.annotatedContent ? documentContent.parse(row.annotatedContent) : null;
  return {
    ...summary(row, organisations, { now, final: final !== null, makers }),
    content,
    annotated:
      annotated && row.annotatedAt
        ? {
            at: row.annotatedAt.toISOString(),
            zh: redlineSections(content.bodyZh, annotated.bodyZh),
            en: redlineSections(content.bodyEn, annotated.bodyEn),
          }
        : null,
    sections,
    // Until it is answered, a group is the makers' working paper.
    clusters: clusters
      .filter(({ repliedAt }) => makers || repliedAt !== null)
      .map((cluster) => ({
        ...cluster,
        decision: decisions.find((one) => one === cluster.decision) ?? null,
        repliedAt: cluster.repliedAt?.toISOString() ?? null,
      })),
    finalPublic: final !== null,
    can: {
      comment: mayComment(ctx.actor, { open, makers }).allowed,
      resolve: mayResolveConsultation(ctx.actor, facts).allowed,
    },
  };
}

/** Publishes the draft with the changes that the debate led to, beside the draft it came from. */
export function publishAnnotated(
  ctx: Ctx,
  { id, bodyZh, bodyEn }: z.output<typeof annotateInput>,
): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const { row, facts, open, now } = await holdConsultation(tx, ctx.actor, id);
    permit(mayResolveConsultation(ctx.actor, facts));
    if (open || row.opensAt > now) throw new AppError("STATE_REFUSED", { reason: "stillOpen" });
    const content = documentContent.parse(row.content);
    const zh = anchorBody(bodyZh, content.bodyZh);
    await saveAnnotated(tx, id, { ...content, bodyZh: zh, bodyEn: anchorBody(bodyEn, zh) }, now);
    await record({ act: "consultation.annotated", entity: "consultation", entityId: id });
    await follow("consultation.annotated", { consultationId: id });
    return { done: true };
  });
}

/**
 * The outcome report as markdown, in the reader's language: how many took part, and for each group of comments the
 * decision and its reasons. Anybody may read it once the debate is over; it is made anew from the rows, and it is one
 * and the same for everybody: confidential comments stand in it as one number and in no other count.
 */
export async function readOutcome(ctx: Ctx, id: string): Promise<{ markdown: string }> {
  permitOrThrow(mayListGuidance());
  const { row, open, makers } = await holdConsultation(db(), ctx.actor, id);
  if (open && !makers) throw new AppError("STATE_REFUSED", { reason: "stillOpen" });
  const t = (key: string, facts: Record<string, string | number> = {}) => sentence(ctx.locale, "guidance", key, facts);
  const [people, clusters] = await Promise.all([countPeople(db(), id), listClusters(db(), id, false)]);
  const answered = clusters.filter(({ repliedAt }) => repliedAt !== null);
  const content = documentContent.parse(row.content);
  const body = ctx.locale === "en" ? content.bodyEn || content.bodyZh : content.bodyZh || content.bodyEn;
  const sections = await countBySection(db(), id, false);
  const title = ctx.locale === "en" ? row.titleEn || row.titleZh : row.titleZh || row.titleEn;
  const titles = new Map(sectionsOf(body).map((section) => [section.anchor, section.title]));
  return {
    markdown: [
      `# ${t("outcomeTitle", { title: oneLine(title) })}`,
      t("outcomePeriod", { from: lawDay(row.opensAt), to: lawDay(row.closesAt) }),
      t("outcomePeople", people),
      ...(people.confidential > 0 ? [t("outcomeConfidential", { count: people.confidential })] : []),
      `## ${t("outcomeSections")}`,
      ...sections.map(({ anchor, comments }) => `- ${oneLine(titles.get(anchor) || t("wholeText"))}: ${comments}`),
      `## ${t("outcomeGroups")}`,
      ...answered.flatMap((cluster) => [
        `### ${oneLine(cluster.title)}`,
        t("outcomeGroup", { comments: cluster.comments, support: cluster.support }),
        `**${t(`decision_${cluster.decision}`)}**`,
        cluster.reply ?? "",
      ]),
      t("outcomeUnanswered", { count: clusters.length - answered.length }),
    ].join("\n\n"),
  };
}

/** Notes that the outcome is complete; from now on the page says so. */
export function closeOutcome(ctx: Ctx, id: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const { row, facts, open, now } = await holdConsultation(tx, ctx.actor, id);
    permit(mayResolveConsultation(ctx.actor, facts));
    if (open || row.opensAt > now) throw new AppError("STATE_REFUSED", { reason: "stillOpen" });
    const clusters = await listClusters(tx, id, true);
    if (clusters.some(({ repliedAt }) => repliedAt === null))
      throw new AppError("STATE_REFUSED", { reason: "clustersUnanswered" });
    await markOutcome(tx, id, now);
    await record({ act: "consultation.outcome", entity: "consultation", entityId: id });
    await follow("consultation.outcome", { consultationId: id });
    return { done: true };
  });
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, " ").trim();
}

function summary(
  row: ConsultationRow,
  organisations: Organisations,
  { now, final, makers }: { now: Date; final: boolean; makers: boolean },
): Summary {
  const open = row.opensAt <= now && now < row.closesAt;
  return {
    id: row.id,
    documentId: row.documentId,
    titleZh: row.titleZh,
    titleEn: row.titleEn,
    issuers: [...new Set([row.ownerOrganisationId, ...row.issuerIds])].map((one) =>
      organisationName(organisations, one),
    ),
    opensAt: row.opensAt.toISOString(),
    closesAt: row.closesAt.toISOString(),
    open,
    stage: final ? "final" : open ? "debate" : row.annotatedAt ? "annotated" : "closed",
    comments: row.commentCount + (makers ? row.confidentialCount : 0),
  };
}
