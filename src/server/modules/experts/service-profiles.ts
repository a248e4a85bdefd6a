import type { z } from "zod";
import {
  mayCurateRegistry,
  mayEndorse,
  mayKeepOwnProfile,
  mayReadContact,
  mayReadExperts,
  mayReadOwnProfile,
  mayRecruit,
} from "@/domain/experts/policy";
import { audienceMap, listingObstacle, maySeeField, profileContent, type ReaderClass } from "@/domain/experts/profile";
import type {
  claimsInput,
  endorseInput,
  nameDecisionInput,
  ProfileView,
  readInput,
  saveInput,
} from "@/domain/experts/registry-schema";
import { contactLimit } from "@/domain/experts/search";
import { AppError } from "@/domain/shared/errors";
import { foldName, skeleton } from "@/domain/shared/folding";
import { peopleById } from "@/server/modules/identity/service-people";
import { act, found, permitOrThrow, recordRead } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { databaseNow, db, type Tx } from "@/server/platform/db";
import { takePoint } from "@/server/platform/limits";
import { holdProfile, personOf, requireConcepts } from "./access";
import { insertConsent, insertContactRead } from "./repo-my-data";
import {
  clearLookAlike,
  findLookAlike,
  findProfiles,
  hasClaim,
  listNamesInReview,
  lockProfile,
  replaceClaims,
  saveEndorsement,
  saveProfileRow,
  saveTokens,
} from "./repo-profiles";
import { takeAvatar } from "./service-avatar";
import { derivedOf, profileViewOf } from "./view-profile";

/** A profile as this reader may see it; its owner may ask how others see it. */
export async function readProfile(ctx: Ctx, { personId, as }: z.output<typeof readInput>): Promise<ProfileView> {
  permitOrThrow(mayReadExperts());
  const { rows, reader, now } = await holdProfile(db() as Tx, ctx.actor, personId);
  const seenAs: ReaderClass = reader === "owner" ? (as ?? "owner") : reader;
  return profileViewOf(rows, seenAs, reader === "owner", canOf(ctx, personId, reader), now);
}

/** One's own, ready to be filled in: what the account knows of the name stands in it. */
export async function readOwnProfile(ctx: Ctx): Promise<ProfileView> {
  permitOrThrow(mayReadOwnProfile(ctx.actor));
  const personId = personOf(ctx);
  const now = await databaseNow(db() as Tx);
  const [rows] = await findProfiles(db() as Tx, [personId], now);
  if (rows) return profileViewOf(rows, "owner", true, canOf(ctx, personId, "owner"), now);
  const known = found((await peopleById([personId])).get(personId));
  const profile = {
    personId,
    content: profileContent.parse({ nameZh: known.nameZh ?? "", nameEn: known.nameEn ?? "" }),
    audiences: audienceMap.parse({}),
    listed: false,
    birthDate: null,
    lookAlikeOf: null,
    folded: [],
    skeletons: [],
    strength: 0,
    version: 0,
    createdAt: now,
    changedAt: now,
  };
  const empty = { profile, claims: [], evidence: [], endorsements: [], terms: [], tags: new Map() };
  return profileViewOf(empty, "owner", true, canOf(ctx, personId, "owner"), now);
}

function canOf(ctx: Ctx, personId: string, reader: ReaderClass): ProfileView["can"] {
  return {
    edit: reader === "owner" && mayKeepOwnProfile(ctx.actor).allowed,
    endorse: mayEndorse(ctx.actor, { personId }).allowed,
    recruit: reader !== "owner" && mayRecruit(ctx.actor).allowed,
    curate: mayCurateRegistry(ctx.actor).allowed,
  };
}

/**
 * Saves what a person says of themselves. A name that can be mistaken for a known expert's goes to an operator; under
 * 18 nobody is listed; both keep the profile and say why it is not listed.
 */
export function saveProfile(
  ctx: Ctx,
  input: z.output<typeof saveInput>,
): Promise<{ version: number; listed: boolean; obstacle: string | null }> {
  return act(ctx, async ({ tx, permit, record, follow, now: clock }) => {
    permit(mayKeepOwnProfile(ctx.actor));
    const personId = personOf(ctx);
    const now = await clock();
    await lockProfile(tx, personId);
    const [before] = await findProfiles(tx, [personId], now);
    const { content, audiences, version } = input;
    const birthDate = input.birthDate ? new Date(input.birthDate) : null;
    const names = [content.nameZh, content.nameEn].filter((name) => name !== "");
    const folded = names.map(foldName);
    const skeletons = names.map(skeleton).filter((one) => one !== "");
    // A name that an operator has cleared stays cleared until it changes.
    const renamed = before?.profile.folded.join("\n") !== folded.join("\n");
    const lookAlikeOf = renamed ? await findLookAlike(tx, personId, names) : (before?.profile.lookAlikeOf ?? null);
    const obstacle = listingObstacle({ content, birthDate, lookAlikeOf }, now);
    const listed = input.listed && obstacle === null;
    const data = { content, audiences, listed, birthDate, folded, skeletons, lookAlikeOf };
    if (!(await saveProfileRow(tx, personId, version, data))) throw new AppError("VERSION_CONFLICT");
    const { avatarId: avatarBefore } = profileContent.parse(before?.profile.content ?? {});
    const storageKeys = await takeAvatar(tx, personId, content.avatarId, avatarBefore);
    if (storageKeys.length > 0) await follow("files.dropped", { storageKeys });
    if (listed !== (before?.profile.listed ?? false))
      await insertConsent(tx, { personId, purpose: "listing", granted: listed, detail: JSON.stringify(audiences) });
    await reindex(tx, personId, now);
    await record({
      act: lookAlikeOf && renamed ? "profile.nameInReview" : "profile.saved",
      entity: "profile",
      entityId: personId,
      facts: { listed, ...(lookAlikeOf ? { lookAlikeOf } : {}) },
    });
    return { version: version + 1, listed, obstacle: input.listed ? obstacle : null };
  });
}

/** Derives again by what a profile is found; every act that changes a profile ends with it. */
export async function reindex(tx: Tx, personId: string, now: Date): Promise<void> {
  const [rows] = await findProfiles(tx, [personId], now);
  if (!rows) return;
  const { tokens, strength } = rows.profile.listed
    ? derivedOf(rows, now)
    : { tokens: [[], [], []] as [string[], string[], string[]], strength: 0 };
  await saveTokens(tx, personId, tokens, strength);
}

/** All skills one claims, at once. @throws AppError BAD_INPUT for a concept or tag that does not exist */
export function saveClaims(ctx: Ctx, { claims }: z.output<typeof claimsInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, now }) => {
    permit(mayKeepOwnProfile(ctx.actor));
    const personId = personOf(ctx);
    await lockProfile(tx, personId);
    await requireConcepts(
      tx,
      claims.map(({ conceptId }) => conceptId),
      "claims",
    );
    const unique = [...new Map(claims.map((claim) => [claim.conceptId, claim])).values()];
    await replaceClaims(tx, personId, unique);
    await reindex(tx, personId, await now());
    await record({ act: "profile.claimed", entity: "profile", entityId: personId, facts: { claims: unique.length } });
    return { done: true };
  });
}

/** Attests somebody's skill under one's own name; the claim then shows at most what was attested. */
export function endorse(ctx: Ctx, input: z.output<typeof endorseInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const { personId, conceptId, level, note } = input;
    permit(mayEndorse(ctx.actor, { personId }));
    const { rows, reader, now } = await holdProfile(tx, ctx.actor, personId);
    if (!maySeeField(reader, audienceMap.parse(rows.profile.audiences).skills)) throw new AppError("NOT_FOUND");
    await lockProfile(tx, personId);
    if ((await hasClaim(tx, personId, conceptId)) === 0) throw new AppError("NOT_FOUND");
    await saveEndorsement(tx, { personId, conceptId, byId: personOf(ctx), level, note });
    await reindex(tx, personId, now);
    await record({ act: "profile.endorsed", entity: "profile", entityId: personId, facts: { conceptId, level } });
    await follow("profile.endorsed", { personId, byId: personOf(ctx), conceptId });
    return { done: true };
  });
}

/** Contact data, one person at a time: limited, recorded, and shown to its owner as read by whom. */
export async function readContact(ctx: Ctx, personId: string): Promise<{ email: string; phone: string }> {
  permitOrThrow(mayReadContact(ctx.actor));
  const { rows, reader } = await holdProfile(db() as Tx, ctx.actor, personId);
  if (!maySeeField(reader, audienceMap.parse(rows.profile.audiences).contact)) throw new AppError("NOT_FOUND");
  const { contactEmail, contactPhone } = profileContent.parse(rows.profile.content);
  if (reader !== "owner") {
    const readerId = personOf(ctx);
    await takePoint(contactLimit, readerId);
    await recordRead(ctx, { act: "profile.contactRead", entity: "profile", entityId: personId });
    const organisationId = ctx.actor.kind === "person" ? (ctx.actor.acting?.id ?? null) : null;
    await insertContactRead(db() as Tx, { personId, readerId, organisationId });
  }
  return { email: contactEmail, phone: contactPhone };
}

/** Names that wait because they can be mistaken for those of known experts. */
export async function readNamesInReview(ctx: Ctx) {
  permitOrThrow(mayCurateRegistry(ctx.actor));
  const rows = await listNamesInReview(db());
  const others = await findProfiles(
    db() as Tx,
    rows.flatMap(({ lookAlikeOf }) => lookAlikeOf ?? []),
    new Date(),
  );
  const named = (content: unknown) => {
    const { nameZh, nameEn } = profileContent.parse(content);
    return { nameZh, nameEn };
  };
  return rows.map(({ personId, lookAlikeOf, content }) => ({
    personId,
    ...named(content),
    other: {
      personId: lookAlikeOf ?? "",
      ...named(others.find(({ profile }) => profile.personId === lookAlikeOf)?.profile.content ?? {}),
    },
  }));
}

/** An operator says that two people merely look alike in writing, or that the name stays unlisted. */
export function decideName(ctx: Ctx, input: z.output<typeof nameDecisionInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayCurateRegistry(ctx.actor));
    const { personId, clear, reason } = input;
    if (clear && !(await clearLookAlike(tx, personId))) throw new AppError("NOT_FOUND");
    await record({
      act: clear ? "profile.nameCleared" : "profile.nameKeptBack",
      entity: "profile",
      entityId: personId,
      facts: { reason },
    });
    return { done: true };
  });
}
