import type { z } from "zod";
import { amendmentProblem } from "@/domain/needs/amendment";
import {
  mayAmendNeed,
  mayCancelNeed,
  mayDraftNeed,
  mayEditDraft,
  mayFailNeed,
  mayListNeeds,
  mayPublishNeed,
  mayReturnNeed,
  maySubmitForReview,
} from "@/domain/needs/policy";
import {
  type amendInput,
  type draftInput,
  type draftUpdateInput,
  type endInput,
  type listInput,
  type NeedContent,
  type needActInput,
  needContent,
  pageRows,
  publishable,
} from "@/domain/needs/schema";
import { receivingStates } from "@/domain/needs/states";
import { AppError } from "@/domain/shared/errors";
import { endWithNeed, holdEngagementOfNeed } from "@/server/modules/engagements/service-unsigned";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { type Act, act, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { searchIds } from "@/server/platform/search";
import { sharedRead } from "@/server/platform/shared-read";
import { listFilesOf } from "@/server/platform/stored-files";
import { type HeldNeed, holdNeed, visibleTo } from "./access";
import {
  columnsOf,
  countNeeds,
  findNeeds,
  insertNeed,
  insertNeedVersion,
  listNeedVersions,
  replaceInvitations,
  setNeedState,
  updateNeedAtVersion,
} from "./repo";
import { isFollowing } from "./repo-followers";
import { keepFiles } from "./service-files";
import { needView, summaryView } from "./view";

/** Begins a draft for the organisation one acts as. */
export function createDraft(
  ctx: Ctx,
  input: z.output<typeof draftInput>,
  importKey?: string,
): Promise<{ id: string; version: number }> {
  return act(
    ctx,
    async (current) => {
      current.permit(mayDraftNeed(ctx.actor));
      const buyer = {
        organisationId: ctx.actor.kind === "person" ? (ctx.actor.acting?.id ?? "") : "",
        personId: ctx.actor.kind === "person" ? ctx.actor.id : "",
      };
      const need = await insertNeed(current.tx, input.content, buyer, importKey);
      await keepParts(current, need.id, input.content);
      await current.record({ act: "need.drafted", entity: "need", entityId: need.id });
      return { id: need.id, version: need.version };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "needs.createDraft", input } },
  );
}

/** Saves the draft at the version it was read at. */
export function saveDraft(
  ctx: Ctx,
  { id, version, content }: z.output<typeof draftUpdateInput>,
): Promise<{ version: number }> {
  return act(ctx, async (current) => {
    const held = await holdNeed(current.tx, ctx.actor, id, { lock: true });
    current.permit(mayEditDraft(ctx.actor, held.facts));
    if (!(await updateNeedAtVersion(current.tx, id, version, columnsOf(content))))
      throw new AppError("VERSION_CONFLICT");
    await keepParts(current, id, content);
    await current.record({ act: "need.draftSaved", entity: "need", entityId: id });
    return { version: version + 1 };
  });
}

export function submitForReview(
  ctx: Ctx,
  { id, version }: z.output<typeof needActInput>,
): Promise<{ version: number }> {
  return move(ctx, id, version, "need.submittedForReview", "review", (held) => {
    checkPublishable(held);
    return maySubmitForReview(ctx.actor, held.facts);
  });
}

export function returnToDraft(ctx: Ctx, { id, version }: z.output<typeof needActInput>): Promise<{ version: number }> {
  return move(ctx, id, version, "need.returned", "draft", (held) => mayReturnNeed(ctx.actor, held.facts));
}

/** Publishes: from now on everybody whom the visibility names can see it and propose until the deadline. */
export function publishNeed(ctx: Ctx, { id, version }: z.output<typeof needActInput>): Promise<{ version: number }> {
  return act(ctx, async (current) => {
    const { tx, permit, record, follow } = current;
    const held = await holdNeed(tx, ctx.actor, id, { lock: true });
    permit(mayPublishNeed(ctx.actor, held.facts));
    const content = checkPublishable(held);
    if (held.row.proposalDeadline && held.row.proposalDeadline <= held.now)
      throw new AppError("BAD_INPUT", { reason: "deadlineInPast", field: "proposalDeadline" });
    if (!(await updateNeedAtVersion(tx, id, version, { state: "open", publishedAt: held.now })))
      throw new AppError("VERSION_CONFLICT");
    await insertNeedVersion(tx, { needId: id, version: version + 1, content, reason: "", byId: personId(ctx) });
    await record({ act: "need.published", entity: "need", entityId: id, facts: { visibility: held.row.visibility } });
    await follow("need.published", { needId: id });
    return { version: version + 1 };
  });
}

/** Changes a published need with a reason; everybody who proposed is told. The deadline may move later, never into the past. */
export function amendNeed(
  ctx: Ctx,
  { id, version, content, reason }: z.output<typeof amendInput>,
): Promise<{ version: number }> {
  return act(ctx, async (current) => {
    const { tx, permit, record, follow } = current;
    const held = await holdNeed(tx, ctx.actor, id, { lock: true });
    permit(mayAmendNeed(ctx.actor, held.facts));
    const checked = publishable.parse(content);
    const problem = amendmentProblem(needContent.parse(held.row.content), checked, held.now);
    if (problem) throw new AppError("BAD_INPUT", problem);
    if (!(await updateNeedAtVersion(tx, id, version, { ...columnsOf(checked), state: "amended" })))
      throw new AppError("VERSION_CONFLICT");
    await keepParts(current, id, checked);
    await insertNeedVersion(tx, { needId: id, version: version + 1, content: checked, reason, byId: personId(ctx) });
    await record({ act: "need.amended", entity: "need", entityId: id, facts: { reason } });
    await follow("need.amended", { needId: id, version: version + 1 });
    return { version: version + 1 };
  });
}

export function cancelNeed(ctx: Ctx, { id, reason }: z.output<typeof endInput>): Promise<{ done: true }> {
  return end(ctx, id, reason, "cancelled", (held) => mayCancelNeed(ctx.actor, held.facts));
}

/** Ends without an award: no proposal, or none good enough. */
export function failNeed(ctx: Ctx, { id, reason }: z.output<typeof endInput>): Promise<{ done: true }> {
  return end(ctx, id, reason, "failed", (held) => mayFailNeed(ctx.actor, held.facts));
}

/** One need as its reader may see it, with what the reader can do next. */
export async function readNeed(ctx: Ctx, id: string) {
  const held = await holdNeed(db(), ctx.actor, id);
  permitOrThrow(mayListNeeds());
  const [versions, files, organisations] = await Promise.all([
    listNeedVersions(db(), id),
    listFilesOf(db(), "need", [id]),
    organisationsById([held.row.buyerOrganisationId, ...held.facts.invitedOrganisationIds]),
  ]);
  const following = ctx.actor.kind === "person" && (await isFollowing(db(), id, ctx.actor.id));
  return needView(ctx, held, { versions, files, organisations, following });
}

/** A page of needs that the reader can see: same rule for the rows, the count and the search. */
export async function listNeeds(ctx: Ctx, input: z.output<typeof listInput>) {
  permitOrThrow(mayListNeeds());
  if (ctx.actor.kind !== "visitor") return readList(ctx, input);
  return sharedRead(`needs.list ${JSON.stringify(input)}`, () => readList(ctx, input));
}

const fileRows = 1_000;

/** An id that nothing has: the list of whoever has none of their own is empty. */
const nobody = "00000000-0000-0000-0000-000000000000";

/** For files, which hold the list whole: the same rule, many rows at a time. */
export function listNeedsForFile(ctx: Ctx, input: z.output<typeof listInput>) {
  permitOrThrow(mayListNeeds());
  return readList(ctx, input, fileRows);
}

async function readList(ctx: Ctx, input: z.output<typeof listInput>, size = pageRows) {
  const page = input.page ?? 1;
  const now = new Date();
  const ids = input.query ? await searchIds(db(), "need", input.query) : null;
  const acting = ctx.actor.kind === "person" ? ctx.actor.acting : null;
  const where = {
    AND: [
      visibleTo(ctx.actor),
      ids ? { id: { in: ids } } : {},
      input.kind ? { kind: input.kind } : {},
      input.sector ? { sector: input.sector } : {},
      input.region ? { region: input.region } : {},
      input.mine ? { buyerOrganisationId: acting?.id ?? nobody } : {},
      input.following ? { followers: { some: { personId: ctx.actor.kind === "person" ? ctx.actor.id : nobody } } } : {},
      stateFilter(input.state ?? (input.mine || input.following ? "all" : "open"), now),
    ],
  };
  const orderBy =
    input.sort === "deadline"
      ? [{ proposalDeadline: "asc" as const }, { id: "asc" as const }]
      : [{ publishedAt: { sort: "desc" as const, nulls: "first" as const } }, { id: "desc" as const }];
  const [rows, total] = await Promise.all([
    findNeeds(db(), where, { orderBy, skip: (page - 1) * size, take: size }),
    countNeeds(db(), where),
  ]);
  const organisations = await organisationsById(rows.map(({ buyerOrganisationId }) => buyerOrganisationId));
  return {
    total,
    page,
    pages: Math.max(1, Math.ceil(total / size)),
    items: rows.map((row) => summaryView(row, organisations, now)),
  };
}

function stateFilter(state: "open" | "closed" | "awarded" | "all", now: Date) {
  switch (state) {
    case "open":
      return { state: { in: [...receivingStates] }, proposalDeadline: { gte: now } };
    case "closed":
      return {
        OR: [
          { state: { in: ["closed" as const, "opened" as const, "evaluating" as const] } },
          { state: { in: [...receivingStates] }, proposalDeadline: { lt: now } },
        ],
      };
    case "awarded":
      return { state: { in: ["awarded" as const, "delivering" as const, "accepted" as const, "archived" as const] } };
    case "all":
      return {};
  }
}

function checkPublishable(held: HeldNeed): NeedContent {
  return publishable.parse(needContent.parse(held.row.content));
}

/** Invitations and attachments follow the content. */
async function keepParts({ tx, ctx }: Act, needId: string, content: NeedContent): Promise<void> {
  const known = await organisationsById(content.invitedOrganisationIds);
  const unknown = content.invitedOrganisationIds.findIndex((id) => !known.has(id));
  if (unknown >= 0)
    throw new AppError("BAD_INPUT", {
      reason: "organisationUnknown",
      field: `content.invitedOrganisationIds.${unknown}`,
    });
  await replaceInvitations(tx, needId, content.invitedOrganisationIds);
  await keepFiles(tx, content.fileIds, {
    uploadedById: personId(ctx),
    purpose: "needAttachment",
    entity: "need",
    entityId: needId,
  });
}

function move(
  ctx: Ctx,
  id: string,
  version: number,
  story: string,
  state: "review" | "draft",
  ask: (held: HeldNeed) => ReturnType<typeof maySubmitForReview>,
): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const held = await holdNeed(tx, ctx.actor, id, { lock: true });
    permit(ask(held));
    if (!(await updateNeedAtVersion(tx, id, version, { state }))) throw new AppError("VERSION_CONFLICT");
    await record({ act: story, entity: "need", entityId: id });
    if (state === "review") await follow("need.review", { needId: id, version });
    return { version: version + 1 };
  });
}

function end(
  ctx: Ctx,
  id: string,
  reason: string,
  state: "cancelled" | "failed",
  ask: (held: HeldNeed) => ReturnType<typeof mayCancelNeed>,
): Promise<{ done: true }> {
  return act(ctx, async (current) => {
    const { tx, permit, record, follow } = current;
    await holdEngagementOfNeed(tx, id);
    const held = await holdNeed(tx, ctx.actor, id, { lock: true });
    permit(ask(held));
    await setNeedState(tx, id, state);
    await endWithNeed(current, id, reason, held.now);
    await record({ act: `need.${state}`, entity: "need", entityId: id, facts: { reason } });
    await follow("need.ended", { needId: id, state });
    return { done: true };
  });
}

/** The organisation one acts for, or nothing's id. */
export function actingId(ctx: Ctx): string {
  return ctx.actor.kind === "person" ? (ctx.actor.acting?.id ?? "") : "";
}

export function personId(ctx: Ctx): string {
  if (ctx.actor.kind !== "person") throw new AppError("UNAUTHENTICATED", { reason: "signIn" });
  return ctx.actor.id;
}
