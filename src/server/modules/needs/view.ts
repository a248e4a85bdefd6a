import type { z } from "zod";
import * as policy from "@/domain/needs/policy";
import { needContent } from "@/domain/needs/schema";
import { effectiveState } from "@/domain/needs/states";
import type { needSummary, needView as needViewSchema } from "@/domain/needs/views";
import type { organisationsById } from "@/server/modules/identity/service-organisations";
import type { Ctx } from "@/server/platform/ctx";
import type { listFilesOf } from "@/server/platform/stored-files";
import type { HeldNeed } from "./access";
import type { findNeeds, listNeedVersions } from "./repo";

type Organisations = Awaited<ReturnType<typeof organisationsById>>;
type Row = Awaited<ReturnType<typeof findNeeds>>[number];

export function nameOf(organisations: Organisations, id: string) {
  const organisation = organisations.get(id);
  return { id, nameZh: organisation?.nameZh ?? null, nameEn: organisation?.nameEn ?? null };
}

export function summaryView(row: Row, organisations: Organisations, now: Date): z.output<typeof needSummary> {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    state: effectiveState(row, now),
    title: row.title,
    summary: row.summary,
    language: row.language,
    sector: row.sector,
    region: row.region,
    conceptIds: row.conceptIds,
    buyer: nameOf(organisations, row.buyerOrganisationId),
    proposalDeadline: row.proposalDeadline?.toISOString() ?? null,
    publishedAt: row.publishedAt?.toISOString() ?? null,
  };
}

/** The need with `can`: the page shows a button exactly where the service would let the act pass. */
export function needView(
  ctx: Ctx,
  held: HeldNeed,
  parts: {
    versions: Awaited<ReturnType<typeof listNeedVersions>>;
    organisations: Organisations;
    files: Awaited<ReturnType<typeof listFilesOf>>;
    following: boolean;
  },
): z.output<typeof needViewSchema> {
  const { row, facts, panel, now } = held;
  const { actor } = ctx;
  const content = needContent.parse(row.content);
  const own = actor.kind === "person" && actor.acting?.id === row.buyerOrganisationId;
  const beforeQuestionsDeadline = !row.questionsDeadline || now <= row.questionsDeadline;
  return {
    ...summaryView(row, parts.organisations, now),
    state: facts.state,
    version: row.version,
    // Whom the buyer invited is the buyer's business.
    content: own ? content : { ...content, invitedOrganisationIds: [] },
    questionsDeadline: row.questionsDeadline?.toISOString() ?? null,
    history: parts.versions.map(({ version, reason, at }) => ({ version, reason, at: at.toISOString() })),
    opening: row.opening
      ? { firstAt: row.opening.firstAt.toISOString(), secondAt: row.opening.secondAt?.toISOString() ?? null }
      : null,
    own,
    onPanel: panel.appointed,
    // What was taken out of the need is bound to it still.
    files: parts.files
      .filter((file) => content.fileIds.includes(file.id))
      .map(({ id, name, size }) => ({ id, name, size })),
    invited: own ? facts.invitedOrganisationIds.map((id) => nameOf(parts.organisations, id)) : [],
    following: parts.following,
    can: {
      edit: policy.mayEditDraft(actor, facts).allowed,
      submitForReview: policy.maySubmitForReview(actor, facts).allowed,
      returnToDraft: policy.mayReturnNeed(actor, facts).allowed,
      publish: policy.mayPublishNeed(actor, facts).allowed,
      amend: policy.mayAmendNeed(actor, facts).allowed,
      cancel: policy.mayCancelNeed(actor, facts).allowed,
      fail: policy.mayFailNeed(actor, facts).allowed,
      follow: policy.mayFollowNeed(actor, facts, { following: parts.following }).allowed,
      ask: policy.mayAskQuestion(actor, facts, { beforeQuestionsDeadline }).allowed,
      answer: policy.mayAnswerQuestion(actor, facts).allowed,
      propose: policy.maySubmitProposal(actor, facts).allowed,
      open: policy.mayOpenProposals(actor, facts, { firstById: row.opening?.firstById ?? null }).allowed,
      readProposals: policy.mayReadOpenedProposals(actor, facts, panel).allowed,
      appointPanel: policy.mayAppointPanel(actor, facts, { conflicted: panel.conflicted }).allowed,
      declareConflict: policy.mayDeclareConflict(actor, facts, panel).allowed,
      score: policy.mayScore(actor, facts, panel).allowed,
      readMatches: policy.mayReadMatches(actor, facts).allowed,
      readNda:
        policy.mayReadNda(actor, facts).allowed ||
        policy.mayReadConfidential(actor, facts, { signed: false, panel }).allowed,
      writeConfidential: policy.mayWriteConfidential(actor, facts).allowed,
    },
  };
}
