import type { z } from "zod";
import { mayAnswerForOneself, mayRecruit } from "@/domain/experts/policy";
import type {
  inviteInput,
  shortlistEntryInput,
  shortlistInput,
  shortlistRenameInput,
} from "@/domain/experts/registry-schema";
import { memberLimits } from "@/domain/identity/rate-limits";
import { AppError } from "@/domain/shared/errors";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { peopleById } from "@/server/modules/identity/service-people";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { takePoint } from "@/server/platform/limits";
import { holdProfile, personOf } from "./access";
import {
  answerInvitation,
  deleteShortlist,
  findShortlist,
  insertInvitation,
  insertShortlist,
  listInvitations,
  listShortlists,
  removeEntry,
  renameShortlistRow,
  saveEntry,
} from "./repo-recruit";
import { cardsOf } from "./service-search";

export function actingId(ctx: Ctx): string {
  const id = ctx.actor.kind === "person" ? ctx.actor.acting?.id : undefined;
  if (!id) throw new AppError("FORBIDDEN", { reason: "noOrganisation" });
  return id;
}

/** The organisation's shortlists, with people as this reader may see them; who is no longer listed is left out. */
export async function readShortlists(ctx: Ctx) {
  permitOrThrow(mayRecruit(ctx.actor));
  const lists = await listShortlists(db(), actingId(ctx));
  return Promise.all(
    lists.map(async ({ id, title, entries }) => {
      const cards = await cardsOf(
        ctx,
        entries.map(({ personId }) => personId),
      );
      const notes = new Map(entries.map(({ personId, note }) => [personId, note]));
      return { id, title, people: cards.map((card) => ({ ...card, note: notes.get(card.personId) ?? "" })) };
    }),
  );
}

export function createShortlist(ctx: Ctx, { title }: z.output<typeof shortlistInput>): Promise<{ id: string }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayRecruit(ctx.actor));
    const { id } = await insertShortlist(tx, { organisationId: actingId(ctx), title, createdById: personOf(ctx) });
    await record({ act: "shortlist.created", entity: "shortlist", entityId: id });
    return { id };
  });
}

export function renameShortlist(
  ctx: Ctx,
  { id, title }: z.output<typeof shortlistRenameInput>,
): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayRecruit(ctx.actor));
    if (!(await renameShortlistRow(tx, id, actingId(ctx), title))) throw new AppError("NOT_FOUND");
    await record({ act: "shortlist.renamed", entity: "shortlist", entityId: id });
    return { done: true };
  });
}

export function dropShortlist(ctx: Ctx, id: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayRecruit(ctx.actor));
    if (!(await deleteShortlist(tx, id, actingId(ctx)))) throw new AppError("NOT_FOUND");
    await record({ act: "shortlist.dropped", entity: "shortlist", entityId: id });
    return { done: true };
  });
}

/** Puts a listed person on a list of the acting organisation, or changes what stands beside them there. */
export function putOnShortlist(ctx: Ctx, input: z.output<typeof shortlistEntryInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayRecruit(ctx.actor));
    found(await findShortlist(tx, input.id, actingId(ctx)));
    await holdProfile(tx, ctx.actor, input.personId);
    await saveEntry(tx, input.id, input.personId, input.note);
    await record({ act: "shortlist.added", entity: "shortlist", entityId: input.id });
    return { done: true };
  });
}

export function takeOffShortlist(
  ctx: Ctx,
  { id, personId }: { id: string; personId: string },
): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayRecruit(ctx.actor));
    found(await findShortlist(tx, id, actingId(ctx)));
    if (!(await removeEntry(tx, id, personId))) throw new AppError("NOT_FOUND");
    await record({ act: "shortlist.removed", entity: "shortlist", entityId: id });
    return { done: true };
  });
}

/** Asks a person for something in the organisation's name; the person answers in the app, their address stays hidden. */
export function inviteExpert(ctx: Ctx, input: z.output<typeof inviteInput>): Promise<{ id: string }> {
  const { idempotencyKey, ...invitation } = input;
  return act(
    ctx,
    async ({ tx, permit, record, follow }) => {
      permit(mayRecruit(ctx.actor));
      const organisationId = actingId(ctx);
      await takePoint(memberLimits.invitations, organisationId);
      await holdProfile(tx, ctx.actor, input.personId);
      if (input.personId === personOf(ctx)) throw new AppError("BAD_INPUT", { reason: "inviteOthersOnly" });
      const { id } = await insertInvitation(tx, { ...invitation, organisationId, byId: personOf(ctx) });
      await record({ act: "expert.invited", entity: "profile", entityId: input.personId, facts: { work: input.work } });
      await follow("expert.invited", { invitationId: id });
      return { id };
    },
    { idempotency: { key: idempotencyKey, procedure: "experts.invite", input } },
  );
}

/**
 * Invitations to oneself, and those that one's organisation sent: with the name that the person's profile shows this
 * reader, until the person accepts.
 */
export async function readInvitations(ctx: Ctx) {
  permitOrThrow(mayAnswerForOneself(ctx.actor));
  const personId = personOf(ctx);
  const organisationId = ctx.actor.kind === "person" ? (ctx.actor.acting?.id ?? null) : null;
  const rows = await listInvitations(db(), { personId, organisationId });
  const named = rows.filter((row) => row.accepted === true || row.personId === personId);
  const [organisations, people, cards] = await Promise.all([
    organisationsById(rows.map((row) => row.organisationId)),
    peopleById(named.map((row) => row.personId)),
    cardsOf(ctx, [...new Set(rows.map((row) => row.personId))]),
  ]);
  const shown = new Map(cards.map((card) => [card.personId, card]));
  return rows.map((row) => {
    const person = (named.includes(row) ? people : shown).get(row.personId);
    return {
      id: row.id,
      organisation: {
        nameZh: organisations.get(row.organisationId)?.nameZh ?? null,
        nameEn: organisations.get(row.organisationId)?.nameEn ?? null,
      },
      person: { id: row.personId, nameZh: person?.nameZh ?? "", nameEn: person?.nameEn ?? "" },
      work: row.work,
      text: row.text,
      at: row.at.toISOString(),
      accepted: row.accepted,
      mine: row.personId === personId,
    };
  });
}

export function answerExpertInvitation(
  ctx: Ctx,
  { id, accept }: { id: string; accept: boolean },
): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow, now }) => {
    permit(mayAnswerForOneself(ctx.actor));
    if (!(await answerInvitation(tx, id, personOf(ctx), accept, await now()))) throw new AppError("NOT_FOUND");
    await record({ act: accept ? "expert.accepted" : "expert.declined", entity: "invitation", entityId: id });
    await follow("expert.answered", { invitationId: id });
    return { done: true };
  });
}
