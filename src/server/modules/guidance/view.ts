import type { z } from "zod";
import { missingApprovals, signingFault } from "@/domain/guidance/approvals";
import * as policy from "@/domain/guidance/policy";
import { type DocumentContent, topics } from "@/domain/guidance/schema";
import { isPublic, lawDay, standing } from "@/domain/guidance/states";
import type { documentSummary, documentView } from "@/domain/guidance/views";
import { worksFor } from "@/domain/guidance/visibility";
import type { organisationsById } from "@/server/modules/identity/service-organisations";
import type { Ctx } from "@/server/platform/ctx";
import { type EditionRow, factsOf, type HeldDocument } from "./access";

type Organisations = Awaited<ReturnType<typeof organisationsById>>;
type Summary = z.output<typeof documentSummary>;
export type Titled = { documentId: string; titleZh: string; titleEn: string; code: string };

export function organisationName(organisations: Organisations, id: string) {
  const organisation = organisations.get(id);
  return { id, nameZh: organisation?.nameZh ?? null, nameEn: organisation?.nameEn ?? null };
}

export function summaryView(
  document: HeldDocument["document"],
  edition: Omit<EditionRow, "decisions">,
  organisations: Organisations,
  now: Date,
): Summary {
  return {
    id: document.id,
    number: document.number,
    kind: document.kind,
    edition: edition.edition,
    state: edition.state,
    standing: standing(
      { ...edition, repealedAt: document.repealedAt, withdrawnAt: document.withdrawnAt },
      now,
      lawDay(now),
    ),
    language: edition.language,
    titleZh: edition.titleZh,
    titleEn: edition.titleEn,
    code: edition.code,
    summaryZh: edition.summaryZh,
    summaryEn: edition.summaryEn,
    force: edition.force,
    topics: topics.filter((topic) => edition.topics.includes(topic)),
    issuers: [...new Set([document.ownerOrganisationId, ...edition.issuerIds])].map((id) =>
      organisationName(organisations, id),
    ),
    publishAt: edition.publishAt?.toISOString() ?? null,
    effectiveOn: edition.effectiveOn,
    expiresOn: edition.expiresOn,
  };
}

type Parts = {
  content: DocumentContent;
  organisations: Organisations;
  titles: ReadonlyMap<string, Titled>;
  relatedFrom: z.output<typeof documentView>["relatedFrom"];
  consultationId: string | null;
  files: readonly { id: string; name: string; size: number }[];
};

/** The document with `can`: the page shows a button exactly where the service would let the act pass. */
export function fullView(ctx: Ctx, held: HeldDocument, parts: Parts): z.output<typeof documentView> {
  const { document, shown, working, editions, now } = held;
  const { actor } = ctx;
  const { content, organisations, titles } = parts;
  const shownFacts = factsOf(document, shown);
  const workingFacts = factsOf(document, working);
  const own = worksFor(actor);
  const maker = own !== null && (own === document.ownerOrganisationId || working.issuerIds.includes(own));
  const underWay = !isPublic(working, now);
  const repealed = document.repealedAt !== null && document.repealedAt <= now;
  const makerOfShown = own !== null && (own === document.ownerOrganisationId || shown.issuerIds.includes(own));
  return {
    ...summaryView(document, shown, organisations, now),
    version: shown.version,
    // What a later step plans is the makers' business.
    content: makerOfShown ? content : { ...content, consultation: undefined },
    working:
      maker && working.id !== shown.id
        ? { edition: working.edition, state: working.state, version: working.version }
        : null,
    editions: editions
      .filter(({ state }) => state !== "abandoned")
      .map((edition) => {
        const { edition: number, publishAt, standing } = summaryView(document, edition, organisations, now);
        return { edition: number, publishAt, standing, reason: edition.reason };
      }),
    relations: content.relations.map(({ kind, documentId, text }) => ({
      kind,
      document: documentId ? (titles.get(documentId) ?? null) : null,
      text,
    })),
    bases: [...new Set(content.items.flatMap(({ basisDocumentId }) => basisDocumentId ?? []))].flatMap(
      (id) => titles.get(id) ?? [],
    ),
    relatedFrom: parts.relatedFrom,
    repealedBy: repealed && document.repealedById ? (titles.get(document.repealedById) ?? null) : null,
    withdrawn:
      document.withdrawnAt !== null
        ? { at: document.withdrawnAt.toISOString(), reason: document.withdrawnReason ?? "" }
        : null,
    consultationId: parts.consultationId,
    files: parts.files.map(({ id, name, size }) => ({ id, name, size, form: content.formIds.includes(id) })),
    signing: makerOfShown ? signingView(held, organisations) : null,
    can: {
      edit: policy.mayEditEdition(actor, workingFacts).allowed,
      submit: policy.maySubmitEdition(actor, workingFacts).allowed,
      sign: policy.maySignEdition(actor, workingFacts, faultOf(ctx, held)).allowed,
      recall: policy.mayRecallEdition(actor, workingFacts, now).allowed,
      abandon: policy.mayAbandonEdition(actor, workingFacts).allowed,
      amend: policy.mayAmendGuidance(actor, shownFacts, now, underWay).allowed,
      withdraw: policy.mayWithdrawGuidance(actor, shownFacts, now).allowed,
      takeUp: policy.mayTakeUpEdition(actor, workingFacts).allowed,
      readReach: policy.mayReadReach(actor, shownFacts, now).allowed,
      ask: policy.mayAskAboutGuidance(actor, shownFacts, now).allowed,
      answer: policy.mayAnswerAboutGuidance(actor, shownFacts).allowed,
    },
  };
}

export function approvalFacts({ document, working }: HeldDocument) {
  return {
    ownerOrganisationId: document.ownerOrganisationId,
    issuerIds: working.issuerIds,
    createdById: working.createdById,
    submittedById: working.submittedById,
  };
}

/** Why this reader may not sign the edition under way, or null. */
export function faultOf(ctx: Ctx, held: HeldDocument): string | null {
  if (ctx.actor.kind !== "person" || !ctx.actor.acting) return "notIssuer";
  return signingFault(approvalFacts(held), standingDecisions(held.working), {
    personId: ctx.actor.id,
    organisationId: ctx.actor.acting.id,
  });
}

export function standingDecisions(edition: EditionRow) {
  return edition.decisions.filter(({ voidedAt }) => voidedAt === null);
}

function signingView(held: HeldDocument, organisations: Organisations) {
  const { working } = held;
  return {
    submittedAt: working.submittedAt?.toISOString() ?? null,
    missing:
      working.state === "countersign"
        ? missingApprovals(approvalFacts(held), standingDecisions(working)).map((id) =>
            organisationName(organisations, id),
          )
        : [],
    decisions: working.decisions
      .toSorted((a, b) => a.at.getTime() - b.at.getTime())
      .map(({ organisationId, approved, reason, at, voidedAt }) => ({
        organisation: organisationName(organisations, organisationId),
        approved,
        reason,
        at: at.toISOString(),
        standing: voidedAt === null,
      })),
  };
}
