import { randomUUID } from "node:crypto";
import type { z } from "zod";
import * as policy from "@/domain/competitions/policy";
import {
  type challengeInput,
  type challengeStateInput,
  type challengeUpdateInput,
  type flagInput,
  scoringRule,
} from "@/domain/competitions/schema";
import { challengeOpen, frozenSince } from "@/domain/competitions/states";
import { seesChallenge } from "@/domain/competitions/visibility";
import { AppError } from "@/domain/shared/errors";
import { act, found, permitOrThrow, recordRead } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, isUniqueViolation, type Tx } from "@/server/platform/db";
import { announce } from "@/server/platform/live";
import { attachFiles, listFilesOf } from "@/server/platform/stored-files";
import { challengesVisibleTo, type HeldCompetition, holdCompetition, personOf } from "./access";
import { openFlag, patternFault, sealFlag } from "./flags";
import { boardChannel, writeEvents } from "./log";
import {
  type ChallengeRow,
  challengeEvent,
  challengeOfFile,
  findChallenge,
  insertChallenge,
  listChallenges,
  listPractice,
  listProgress,
  listPurchases,
  noteDownload,
  noteView,
  replaceFlags,
  saveHints,
  updateChallengeAtVersion,
} from "./repo-challenges";
import { assistanceOf, findWriteup } from "./repo-writeups";
import { publicBoard, valuesFor } from "./service-board";

export const fileEntity = "challenge";
type Progress = Map<string, { wrong: number; found: string[]; solvedAt: Date | null }>;

/** The challenges a reader may see now, with value and solves as the reader's board shows them. */
export async function readChallenges(ctx: Ctx, slug: string) {
  const held = await holdCompetition(db(), ctx.actor, slug);
  const { row, facts, now } = held;
  permitOrThrow(policy.mayReadChallenges(ctx.actor, facts));
  const rows = await listChallenges(db(), challengesVisibleTo(held, await divisionOf(held)));
  const [values, progress, practised] = await Promise.all([
    valuesFor(row.id, frozenSince(row, now), policy.seesLive(facts)),
    progressOf(facts.team?.id),
    practisedBy(ctx, held),
  ]);
  return rows.map((one) => summaryOf(one, rows, values(one.id), { progress, practised }, now));
}

export async function readChallenge(ctx: Ctx, id: string) {
  const { row, held } = await holdChallenge(db(), ctx, id);
  const { facts, now, row: competition } = held;
  const teamId = facts.team?.id;
  const progress = await progressOf(teamId);
  const siblings = await listChallenges(db(), challengesVisibleTo(held, await divisionOf(held)));
  const mine = progress.get(id);
  const locked = facts.role === null && missingOf(row, progress).length > 0 && facts.state !== "finalised";
  const [values, files, purchases, board, practised, writeup] = await Promise.all([
    valuesFor(competition.id, frozenSince(competition, now), policy.seesLive(facts)),
    listFilesOf(db(), fileEntity, [competition.id]),
    teamId ? listPurchases(db(), teamId, id) : [],
    publicBoard(competition.id),
    practisedBy(ctx, held),
    teamId ? findWriteup(db(), teamId, id) : null,
  ]);
  const summary = summaryOf(row, siblings, values(id), { progress, practised }, now);
  const may = policy.mayPlay(ctx.actor, facts);
  if (teamId && may.allowed && !locked) await noteView(db(), teamId, id);
  const bought = new Set(purchases.map(({ hintId }) => hintId));
  const all = facts.role !== null || facts.state === "finalised";
  const asked = row.flagLogic === "all" ? row.flags.length : 1;
  const blood = board.bloods.find(({ challengeId }) => challengeId === id);
  const attemptsLeft = row.attemptLimit === null ? null : Math.max(0, row.attemptLimit - (mine?.wrong ?? 0));
  const open = challengeOpen(row, now);
  return {
    ...summary,
    competition: {
      id: competition.id,
      slug: competition.slug,
      titleZh: competition.titleZh,
      titleEn: competition.titleEn,
    },
    statementZh: locked ? null : row.statementZh,
    statementEn: locked ? null : row.statementEn,
    author: row.author,
    attribution: row.attribution,
    connection: locked ? "" : row.connection,
    files: locked
      ? []
      : files
          .filter((file) => row.fileIds.includes(file.id))
          .map((file) => ({ id: file.id, name: file.name, size: file.size })),
    hints: locked
      ? []
      : row.hints.map((hint) => {
          const shown = all || bought.has(hint.id);
          return {
            id: hint.id,
            titleZh: hint.titleZh,
            titleEn: hint.titleEn,
            cost: hint.cost,
            bought: bought.has(hint.id),
            bodyZh: shown ? hint.bodyZh : null,
            bodyEn: shown ? hint.bodyEn : null,
          };
        }),
    startsAt: row.startsAt?.toISOString() ?? null,
    endsAt: row.endsAt?.toISOString() ?? null,
    attemptLimit: row.attemptLimit,
    attemptsLeft,
    wrongPenalty: row.wrongPenalty,
    scoring: scoringRule.parse(row.scoring),
    flagsFound: mine?.found.length ?? 0,
    flagsAsked: asked,
    firstBlood: blood ? { teamId: blood.teamId, name: blood.name, at: blood.at } : null,
    writeup: writeup
      ? { body: writeup.body, assistance: assistanceOf(writeup.assistance), at: writeup.at.toISOString() }
      : null,
    can: {
      submit: may.allowed && open && !locked && !summary.solved && attemptsLeft !== 0,
      practise: policy.mayPractise(ctx.actor, facts).allowed,
      whyNot: may.allowed ? (locked ? "challengeLocked" : open ? null : "challengeClosed") : may.reason,
    },
  };
}

/** A challenge for somebody who may see it now; what is hidden, not yet open or another division's is not found. */
async function holdChallenge(tx: Tx, ctx: Ctx, id: string): Promise<{ row: ChallengeRow; held: HeldCompetition }> {
  const row = found(await findChallenge(tx, id));
  const held = await holdCompetition(tx, ctx.actor, row.competitionId);
  const { facts, now } = held;
  if (!seesChallenge({ role: facts.role, division: await divisionOf(held) }, row, now)) throw new AppError("NOT_FOUND");
  permitOrThrow(policy.mayReadChallenges(ctx.actor, facts));
  return { row, held };
}

async function divisionOf({ facts }: HeldCompetition): Promise<string | null> {
  if (!facts.team) return null;
  const team = await db().competitionTeam.findUnique({ where: { id: facts.team.id }, include: { division: true } });
  return team?.division?.key ?? null;
}

async function progressOf(teamId: string | undefined): Promise<Progress> {
  if (!teamId) return new Map();
  return new Map((await listProgress(db(), teamId)).map((one) => [one.challengeId, one]));
}

/** What this person solved in practice, once there is practice. */
async function practisedBy(ctx: Ctx, { row, facts }: HeldCompetition): Promise<ReadonlySet<string>> {
  if (!policy.mayPractise(ctx.actor, facts).allowed) return new Set();
  return new Set((await listPractice(db(), personOf(ctx.actor), row.id)).map(({ challengeId }) => challengeId));
}

const missingOf = (row: { requires: string[] }, progress: Progress): string[] =>
  row.requires.filter((id) => !progress.get(id)?.solvedAt);

function summaryOf(
  row: ChallengeRow,
  all: readonly ChallengeRow[],
  { value, solves }: { value: number; solves: number },
  { progress, practised }: { progress: Progress; practised: ReadonlySet<string> },
  now: Date,
) {
  const missing = new Set(missingOf(row, progress));
  return {
    id: row.id,
    key: row.key,
    titleZh: row.titleZh,
    titleEn: row.titleEn,
    category: row.category,
    difficulty: row.difficulty,
    tags: row.tags,
    conceptIds: row.conceptIds,
    value,
    solves,
    solved: progress.get(row.id)?.solvedAt != null,
    practised: practised.has(row.id),
    open: challengeOpen(row, now),
    locked: all.filter(({ id }) => missing.has(id)).map(({ id, titleZh, titleEn }) => ({ id, titleZh, titleEn })),
  };
}

/** For organisers and setters: everything, answers included; the reading of answers is recorded. */
export async function readManagedChallenges(ctx: Ctx, slug: string) {
  const { row, facts } = await holdCompetition(db(), ctx.actor, slug);
  const may = policy.mayManageChallenges(ctx.actor, { ...facts, state: "running" });
  permitOrThrow(may);
  const [rows, files] = await Promise.all([
    listChallenges(db(), { competitionId: row.id }),
    listFilesOf(db(), fileEntity, [row.id]),
  ]);
  await recordRead(ctx, { act: "competition.flagsRead", entity: "competition", entityId: row.id });
  return rows.map((one) => ({
    id: one.id,
    version: one.version,
    state: one.state,
    key: one.key,
    phaseId: one.phaseId,
    category: one.category,
    difficulty: one.difficulty,
    titleZh: one.titleZh,
    titleEn: one.titleEn,
    statementZh: one.statementZh,
    statementEn: one.statementEn,
    author: one.author,
    attribution: one.attribution,
    connection: one.connection,
    conceptIds: one.conceptIds,
    tags: one.tags,
    topics: one.topics,
    files: files.filter(({ id }) => one.fileIds.includes(id)).map(({ id, name, size }) => ({ id, name, size })),
    divisionKeys: one.divisionKeys,
    requires: one.requires,
    startsAt: one.startsAt?.toISOString() ?? null,
    endsAt: one.endsAt?.toISOString() ?? null,
    attemptLimit: one.attemptLimit,
    wrongPenalty: one.wrongPenalty,
    scoring: scoringRule.parse(one.scoring),
    flagLogic: one.flagLogic === "all" ? ("all" as const) : ("any" as const),
    flags: one.flags.map((flag) => ({ kind: flag.kind, text: openFlag(flag) })),
    hints: one.hints.map(({ id, titleZh, titleEn, bodyZh, bodyEn, cost }) => ({
      id,
      titleZh,
      titleEn,
      bodyZh,
      bodyEn,
      cost,
    })),
    parity: parityOf(one),
  }));
}

/** Where a reader of one of the languages finds nothing. */
function parityOf(row: ChallengeRow): ("title" | "statement" | "hint")[] {
  const uneven = (zh: string | null, en: string | null) => (zh === null) !== (en === null);
  return [
    ...(uneven(row.titleZh, row.titleEn) ? (["title"] as const) : []),
    ...(uneven(row.statementZh, row.statementEn) ? (["statement"] as const) : []),
    ...(row.hints.some((hint) => uneven(hint.bodyZh, hint.bodyEn)) ? (["hint"] as const) : []),
  ];
}

export function createChallenge(ctx: Ctx, input: z.output<typeof challengeInput>): Promise<{ id: string }> {
  const { idempotencyKey, competitionId, flags, hints, ...fields } = input;
  return act(
    ctx,
    async ({ tx, permit, record }) => {
      const held = await holdCompetition(tx, ctx.actor, competitionId, { lock: true });
      permit(policy.mayManageChallenges(ctx.actor, held.facts));
      const id = randomUUID();
      await checkReferences(tx, held, id, fields);
      await insertChallenge(tx, { id, competitionId, ...fields });
      await storeFlags(tx, id, flags);
      await saveHints(tx, id, hints);
      await takeFiles(tx, ctx, competitionId, fields.fileIds);
      await record({ act: "challenge.created", entity: "challenge", entityId: id });
      return { id };
    },
    { idempotency: { key: idempotencyKey, procedure: "competitions.createChallenge", input } },
  ).catch(keyTaken);
}

export function updateChallenge(
  ctx: Ctx,
  { id, version, flags, hints, reason, ...fields }: z.output<typeof challengeUpdateInput>,
): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const before = found(await findChallenge(tx, id));
    const held = await holdCompetition(tx, ctx.actor, before.competitionId, { lock: true });
    permit(policy.mayManageChallenges(ctx.actor, held.facts));
    await checkReferences(tx, held, id, fields);
    if (!(await updateChallengeAtVersion(tx, id, version, fields))) throw new AppError("VERSION_CONFLICT");
    if (flags) await storeFlags(tx, id, flags);
    await saveHints(tx, id, hints);
    await takeFiles(
      tx,
      ctx,
      held.row.id,
      fields.fileIds.filter((file) => !before.fileIds.includes(file)),
    );
    const after = found(await findChallenge(tx, id));
    if (after.state !== "hidden") await writeEvents(tx, held.row.id, [challengeEvent(after, held.row.bloodBonus)]);
    await record({ act: "challenge.updated", entity: "challenge", entityId: id, facts: { reason } });
    await announce(tx, boardChannel(held.row.id), { state: 1 });
    return { version: version + 1 };
  }).catch(keyTaken);
}

export function setChallengeState(
  ctx: Ctx,
  { id, version, state, reason }: z.output<typeof challengeStateInput>,
): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const before = found(await findChallenge(tx, id));
    const held = await holdCompetition(tx, ctx.actor, before.competitionId, { lock: true });
    permit(policy.mayManageChallenges(ctx.actor, held.facts));
    if (state === "hidden" && before.state !== "hidden" && (await solvedBySomebody(tx, id)))
      throw new AppError("STATE_REFUSED", { reason: "challengeSolved" });
    if (state === "withdrawn" && reason === "")
      throw new AppError("BAD_INPUT", { reason: "reasonMissing", field: "reason" });
    if (!(await updateChallengeAtVersion(tx, id, version, { state }))) throw new AppError("VERSION_CONFLICT");
    const after = found(await findChallenge(tx, id));
    // What is hidden again is worth nothing until it is shown again.
    const told = challengeEvent({ ...after, state: state === "hidden" ? "withdrawn" : state }, held.row.bloodBonus);
    if (state !== "hidden" || before.state !== "hidden") await writeEvents(tx, held.row.id, [told]);
    await record({ act: `challenge.${state}`, entity: "challenge", entityId: id, facts: { reason } });
    await announce(tx, boardChannel(held.row.id), { state: 1 });
    if (state === "withdrawn") await follow("competition.resultDue", { competitionId: held.row.id, reason });
    return { version: version + 1 };
  });
}

async function solvedBySomebody(tx: Tx, challengeId: string): Promise<boolean> {
  return (await tx.challengeProgress.count({ where: { challengeId, solvedAt: { not: null } } })) > 0;
}

/** Flags are sealed under their own id; patterns have to be such that they end in linear time. */
async function storeFlags(tx: Tx, challengeId: string, flags: readonly z.output<typeof flagInput>[]): Promise<void> {
  for (const [index, { kind, text }] of flags.entries()) {
    const fault = kind === "regex" ? patternFault(text) : null;
    if (fault) throw new AppError("BAD_INPUT", { reason: fault, field: `flags.${index}.text` });
  }
  const known = (await findChallenge(tx, challengeId))?.flags.map((flag) => ({ ...flag, text: openFlag(flag) })) ?? [];
  await replaceFlags(
    tx,
    challengeId,
    flags.map(({ kind, text }, position) => {
      const same = known.findIndex((flag) => flag.kind === kind && flag.text === text);
      const id = known.splice(same, same < 0 ? 0 : 1)[0]?.id ?? randomUUID();
      return { id, challengeId, kind, position, sealed: sealFlag(id, text) };
    }),
  );
}

/** Phase, divisions and prerequisites have to be this event's own, and nothing may have to be solved before itself. */
async function checkReferences(
  tx: Tx,
  { row }: HeldCompetition,
  id: string,
  fields: { phaseId: string; divisionKeys: string[]; requires: string[] },
): Promise<void> {
  const phase = row.phases.find((one) => one.id === fields.phaseId);
  if (phase?.kind !== "jeopardy") throw new AppError("BAD_INPUT", { reason: "phaseUnknown", field: "phaseId" });
  const known = new Set(row.divisions.map(({ key }) => key));
  if (!fields.divisionKeys.every((key) => known.has(key)))
    throw new AppError("BAD_INPUT", { reason: "divisionUnknown", field: "divisionKeys" });
  if (fields.requires.length === 0) return;
  const all = await listChallenges(tx, { competitionId: row.id });
  const requires = new Map(all.map((one) => [one.id, one.requires]));
  requires.set(id, fields.requires);
  if (!fields.requires.every((one) => requires.has(one) && one !== id))
    throw new AppError("BAD_INPUT", { reason: "requirementUnknown", field: "requires" });
  const reached = new Set<string>();
  const open = [...fields.requires];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === id) throw new AppError("BAD_INPUT", { reason: "requirementCircle", field: "requires" });
    if (reached.has(next)) continue;
    reached.add(next);
    open.push(...(requires.get(next) ?? []));
  }
}

async function takeFiles(tx: Tx, ctx: Ctx, competitionId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const taken = await attachFiles(tx, ids, {
    uploadedById: personOf(ctx.actor),
    purpose: "challengeFile",
    entity: fileEntity,
    entityId: competitionId,
  });
  if (taken !== ids.length) throw new AppError("BAD_INPUT", { reason: "fileUnknown", field: "fileIds" });
}

/** For the file door: a file is seen with the challenge that names it; the first time a team fetches one is kept. */
export async function mayReadChallengeFile(ctx: Ctx, fileId: string): Promise<boolean> {
  for (const { id } of await challengeOfFile(db(), fileId)) {
    const may = await readChallenge(ctx, id).then(
      (challenge) => challenge.files.some((file) => file.id === fileId),
      () => false,
    );
    if (!may) continue;
    const { held } = await holdChallenge(db(), ctx, id);
    if (held.facts.team && policy.mayPlay(ctx.actor, held.facts).allowed)
      await noteDownload(db(), held.facts.team.id, id);
    return true;
  }
  return false;
}

function keyTaken(error: unknown): never {
  if (isUniqueViolation(error, "key")) throw new AppError("DUPLICATE", { reason: "challengeKeyTaken", field: "key" });
  throw error;
}
