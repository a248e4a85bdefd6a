import { z } from "zod";
import { applicability, type OrganisationFacts } from "@/domain/guidance/applicability";
import { isFinished } from "@/domain/guidance/checklist";
import { addDays, dueOn } from "@/domain/guidance/due";
import { mayAcknowledge, mayReadGuidance, mayReadObligations, mayWorkChecklist } from "@/domain/guidance/policy";
import {
  type appliesInput,
  type assetsInput,
  documentContent,
  type lineInput,
  type Obligation,
  obligation,
  pageRows,
  rule,
} from "@/domain/guidance/schema";
import { isPublic, lawDay } from "@/domain/guidance/states";
import type { appliesView, ownView } from "@/domain/guidance/views";
import { AppError } from "@/domain/shared/errors";
import { organisationsById, peopleToTell } from "@/server/modules/identity/service-organisations";
import { peopleById } from "@/server/modules/identity/service-people";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { databaseNow, db } from "@/server/platform/db";
import { attachFiles, listFilesOf } from "@/server/platform/stored-files";
import { factsOf, holdDocument } from "./access";
import { editionsInOrder, readEditionContent } from "./repo";
import {
  findAcknowledgement,
  findLastVisit,
  insertAcknowledgement,
  insertReading,
  listAcknowledgements,
  listLines,
  listRulesOf,
  saveAssets,
  saveLine,
  saveVisit,
} from "./repo-applies";
import { findOrganisationFacts, listConcerns, listEndedSince } from "./repo-concern";
import { actingOf } from "./service-documents";
import { summaryView } from "./view";

/** What applies to the organisation one acts for: why, what is new since the last visit, what is due when. */
export async function readApplies(
  ctx: Ctx,
  input: z.output<typeof appliesInput>,
): Promise<z.output<typeof appliesView>> {
  permitOrThrow(mayReadObligations(ctx.actor));
  const { personId, organisationId } = actingOf(ctx);
  const page = input.page ?? 1;
  const now = await databaseNow(db());
  const today = lawDay(now);
  const lastVisit = await findLastVisit(db(), personId, organisationId, now);
  const [facts, ended, concerns] = await Promise.all([
    findOrganisationFacts(db(), organisationId),
    lastVisit ? listEndedSince(db(), organisationId, { since: lastVisit, now }) : [],
    listConcerns(db(), organisationId, {
      now,
      today,
      onlyOpen: input.only === "open",
      skip: (page - 1) * pageRows,
      take: pageRows,
    }),
  ]);
  const known = found(facts);
  const editions = await editionsInOrder(
    db(),
    concerns.map(({ id }) => id),
  );
  const documentIds = editions.map(({ documentId }) => documentId);
  const [rules, lines, acknowledgements, organisations] = await Promise.all([
    listRulesOf(
      db(),
      editions.map(({ id }) => id),
    ),
    listLines(db(), organisationId, documentIds),
    listAcknowledgements(db(), organisationId, documentIds),
    organisationsById(editions.flatMap(({ document, issuerIds }) => [document.ownerOrganisationId, ...issuerIds])),
  ]);
  const items = editions.map((edition) => {
    const stored = rules.get(edition.id);
    const verdict = applicability(rule.parse(stored?.rule), known);
    const obligations = z.array(obligation).parse(stored?.obligations ?? []);
    const own = lines.filter(({ documentId }) => documentId === edition.documentId);
    const finished = new Set(own.filter(isFinished).map(({ key }) => key));
    const acknowledged = acknowledgements.some(
      (one) => one.documentId === edition.documentId && one.edition === edition.edition,
    );
    const publishedAt = edition.publishAt ?? now;
    return {
      ...summaryView(edition.document, edition, organisations, now),
      status: verdict.status === "applies" ? ("applies" as const) : ("mayApply" as const),
      verdict: plain(verdict),
      changed:
        lastVisit && publishedAt > lastVisit ? (edition.edition === 1 ? ("new" as const) : ("amended" as const)) : null,
      acknowledged: edition.acknowledgeDays === null ? null : acknowledged,
      nextDueOn: nextDue(
        obligations.filter(({ key }) => !finished.has(key)),
        edition.effectiveOn,
        edition.acknowledgeDays !== null && !acknowledged
          ? addDays(lawDay(publishedAt), edition.acknowledgeDays)
          : null,
      ),
      done: obligations.filter(({ key }) => finished.has(key)).length,
      lines: obligations.length,
    };
  });
  const total = concerns[0]?.total ?? 0;
  return {
    total,
    page,
    pages: Math.max(1, Math.ceil(total / pageRows)),
    lastVisit: lastVisit?.toISOString() ?? null,
    ended,
    unknown: unknownFacts(known),
    assets: [...known.assets],
    items,
  };
}

/** The reader's own organisation beside one document: whether it applies, the checklist, the acknowledgement. */
export async function readOwn(ctx: Ctx, id: string): Promise<z.output<typeof ownView>> {
  permitOrThrow(mayReadObligations(ctx.actor));
  const { organisationId } = actingOf(ctx);
  const held = await holdDocument(db(), ctx.actor, id);
  const { document, shown, now } = held;
  permitOrThrow(mayReadGuidance(ctx.actor, factsOf(document, shown), now));
  const content = documentContent.parse(await readEditionContent(db(), shown.id));
  const [facts, rows, acknowledgement, members] = await Promise.all([
    findOrganisationFacts(db(), organisationId),
    listLines(db(), organisationId, [id]),
    findAcknowledgement(db(), id, organisationId, shown.edition),
    peopleToTell([organisationId]),
  ]);
  const files = await listFilesOf(
    db(),
    "guidanceEvidence",
    content.obligations.map(({ key }) => evidenceId(id, organisationId, key)),
  );
  const people = await peopleById([
    ...members.map(({ personId }) => personId),
    ...rows.flatMap(({ ownerId }) => ownerId ?? []),
    ...(acknowledgement ? [acknowledgement.personId] : []),
  ]);
  const nameOf = (personId: string | null) => {
    const person = personId ? people.get(personId) : undefined;
    if (!person) return null;
    return (ctx.locale === "en" ? (person.nameEn ?? person.nameZh) : (person.nameZh ?? person.nameEn)) ?? person.email;
  };
  const today = lawDay(now);
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const verdict = applicability(content.rule, found(facts));
  // What does not apply asks for nothing; what was begun before somebody knew so stays to be seen.
  const asks = verdict.status !== "doesNot";
  const obligations = content.obligations.filter(({ key }) => asks || byKey.has(key));
  return {
    verdict: plain(verdict),
    acknowledgement: {
      asked: asks && content.acknowledgeDays !== undefined,
      dueOn:
        content.acknowledgeDays !== undefined && shown.publishAt
          ? addDays(lawDay(shown.publishAt), content.acknowledgeDays)
          : null,
      at: acknowledgement?.at.toISOString() ?? null,
      byName: nameOf(acknowledgement?.personId ?? null),
    },
    lines: obligations.map((one) => {
      const row = byKey.get(one.key);
      const due = dueOn(one.due, shown.effectiveOn);
      const state = row?.state ?? "notStarted";
      return {
        key: one.key,
        textZh: one.textZh,
        textEn: one.textEn,
        section: one.section ?? null,
        dueOn: due,
        state,
        overdue: due !== null && due < today && !isFinished({ state }),
        ownerId: row?.ownerId ?? null,
        ownerName: nameOf(row?.ownerId ?? null),
        evidence: row?.evidence ?? "",
        files: files
          .filter(({ entityId }) => entityId === evidenceId(id, organisationId, one.key))
          .map(({ id: file, name, size }) => ({ id: file, name, size })),
        reason: row?.reason ?? "",
        version: row?.version ?? 0,
      };
    }),
    members: members.map(({ personId }) => ({ id: personId, name: nameOf(personId) ?? "" })),
    can: {
      work: mayWorkChecklist(ctx.actor).allowed,
      acknowledge:
        asks &&
        content.acknowledgeDays !== undefined &&
        acknowledgement === null &&
        mayAcknowledge(ctx.actor, factsOf(document, shown), now).allowed,
    },
  };
}

/** Says for the organisation that the current edition has been read and understood. */
export function acknowledge(ctx: Ctx, { id, edition }: { id: string; edition: number }): Promise<{ at: string }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const { document, shown, now } = await holdDocument(tx, ctx.actor, id);
    permit(mayAcknowledge(ctx.actor, factsOf(document, shown), now));
    // What one acknowledges is what one has read, not what replaced it a second ago.
    if (shown.edition !== edition) throw new AppError("CONFLICT", { reason: "editionChanged" });
    if (shown.acknowledgeDays === null) throw new AppError("STATE_REFUSED", { reason: "notAsked" });
    const { personId, organisationId } = actingOf(ctx);
    const added = await insertAcknowledgement(tx, { documentId: id, organisationId, edition, personId });
    await record({
      act: "guidance.acknowledged",
      entity: "guidance",
      entityId: id,
      facts: { edition, organisationId, again: !added },
    });
    return { at: now.toISOString() };
  });
}

/** Notes that somebody of the organisation opened the document; the first time counts. */
export function markRead(ctx: Ctx, id: string): Promise<{ first: boolean }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayReadObligations(ctx.actor));
    const { document, shown, now } = await holdDocument(tx, ctx.actor, id);
    const first =
      isPublic(factsOf(document, shown), now) && (await insertReading(tx, id, actingOf(ctx).organisationId));
    await record({ act: "guidance.read", entity: "guidance", entityId: id, facts: { first } });
    return { first };
  });
}

export function saveChecklistLine(ctx: Ctx, input: z.output<typeof lineInput>): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayWorkChecklist(ctx.actor));
    const { personId, organisationId } = actingOf(ctx);
    const { document, shown, now } = await holdDocument(tx, ctx.actor, input.id);
    if (!isPublic(factsOf(document, shown), now)) throw new AppError("NOT_FOUND");
    const content = documentContent.parse(await readEditionContent(tx, shown.id));
    if (!content.obligations.some(({ key }) => key === input.key)) throw new AppError("NOT_FOUND");
    if (input.state === "notApplicable" && input.reason.length < 3)
      throw new AppError("BAD_INPUT", { reason: "REASON_MISSING", field: "reason" });
    if (input.ownerId !== null) {
      const members = await peopleToTell([organisationId]);
      if (!members.some((member) => member.personId === input.ownerId))
        throw new AppError("BAD_INPUT", { reason: "OWNER_NOT_MEMBER", field: "ownerId" });
    }
    const { state, ownerId, evidence, reason } = input;
    const saved = await saveLine(tx, { documentId: input.id, organisationId, key: input.key }, input.version, {
      state,
      ownerId,
      evidence,
      reason,
      updatedById: personId,
    });
    if (!saved) throw new AppError("VERSION_CONFLICT");
    await attachFiles(tx, input.fileIds, {
      uploadedById: personId,
      purpose: "guidanceEvidence",
      entity: "guidanceEvidence",
      entityId: evidenceId(input.id, organisationId, input.key),
    });
    await record({
      act: "checklist.saved",
      entity: "guidance",
      entityId: input.id,
      facts: { organisationId, key: input.key, state },
    });
    return { version: input.version + 1 };
  });
}

/** Remembers when one looked, so that the next visit can say what is new. */
export function markVisit(ctx: Ctx): Promise<{ at: string }> {
  return act(ctx, async ({ tx, permit, record, now }) => {
    permit(mayReadObligations(ctx.actor));
    const { personId, organisationId } = actingOf(ctx);
    const at = await now();
    await saveVisit(tx, personId, organisationId, at);
    await record({ act: "applies.visited", entity: "organisation", entityId: organisationId });
    return { at: at.toISOString() };
  });
}

/** What the organisation runs, so that rules that ask can be answered. */
export function saveAssetProfile(ctx: Ctx, { assets }: z.output<typeof assetsInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayWorkChecklist(ctx.actor));
    const { personId, organisationId } = actingOf(ctx);
    await saveAssets(tx, organisationId, assets, personId);
    await record({
      act: "assets.saved",
      entity: "organisation",
      entityId: organisationId,
      facts: { count: assets.length },
    });
    return { done: true };
  });
}

/** Evidence belongs to a line of one organisation's checklist; the file door asks with exactly this. */
export function evidenceId(documentId: string, organisationId: string, key: string): string {
  return `${documentId}:${organisationId}:${key}`;
}

function nextDue(open: readonly Obligation[], effectiveOn: string | null, acknowledgeBy: string | null) {
  const days = [...open.flatMap(({ due }) => dueOn(due, effectiveOn) ?? []), ...(acknowledgeBy ? [acknowledgeBy] : [])];
  return days.sort()[0] ?? null;
}

function unknownFacts(facts: OrganisationFacts): ("sectors" | "regions" | "sizes" | "assets")[] {
  return [
    ...(facts.sectors.length === 0 ? (["sectors"] as const) : []),
    ...(facts.region === null ? (["regions"] as const) : []),
    ...(facts.sizeBand === null ? (["sizes"] as const) : []),
    ...(facts.assets.length === 0 ? (["assets"] as const) : []),
  ];
}

/** Read-only lists become the plain ones that the output schema names. */
function plain({ status, clauses }: ReturnType<typeof applicability>) {
  return {
    status,
    clauses: clauses.map((clause) => ({
      ...clause,
      facets: clause.facets.map((facet) => ({ ...facet, wanted: [...facet.wanted], have: [...facet.have] })),
    })),
  };
}
