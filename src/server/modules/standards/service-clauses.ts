import type { z } from "zod";
import { AppError } from "@/domain/shared/errors";
import type { ContentNode } from "@/domain/standards/content";
import { indexOf, resolveContent, resolveReferences } from "@/domain/standards/cross-references";
import { applyFixOnce } from "@/domain/standards/fixes";
import { ruleSources } from "@/domain/standards/linter-rules";
import {
  mayEditClause,
  mayManageStandard,
  mayReadClause,
  mayReadStandard,
  mayReadWorkspace,
  mayShapeClauses,
} from "@/domain/standards/policy";
import { redline, shownBlocks } from "@/domain/standards/redline";
import type {
  addClauseInput,
  deleteClauseInput,
  fixInput,
  lockClauseInput,
  redlineInput,
  renameClauseInput,
  saveClauseInput,
  snapshotInput,
} from "@/domain/standards/schema";
import type { readPartInput } from "@/domain/standards/schema-text";
import { partsOf } from "@/domain/standards/text-parts";
import { positionAfter } from "@/domain/standards/tree-moves";
import type { changeView, clauseView, findingView, VersionClauseView } from "@/domain/standards/views";
import type { textPartView } from "@/domain/standards/views-text";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, type Tx } from "@/server/platform/db";
import { announce } from "@/server/platform/live";
import { holdClause, holdStandard, isWithin, mayReadPresent } from "./access";
import { findingsOf } from "./findings";
import { seedState } from "./live-text";
import {
  deleteClauseRow,
  findVersion,
  insertClause,
  insertVersion,
  numberedClauses,
  setClauseLock,
  updateClauseAtVersion,
} from "./repo";
import { actingOf } from "./service-standards";
import { clauseSummaryOf, versionClauses } from "./view";
import { clauseTopic, writeClause } from "./write-clause";

/** Adds a clause behind a sibling; two at once get both, in one order everywhere. */
export function addClause(ctx: Ctx, input: z.output<typeof addClauseInput>): Promise<{ id: string }> {
  return act(
    ctx,
    async ({ tx, permit, record }) => {
      const held = await holdStandard(tx, ctx.actor, input.standardId, { lock: true });
      permit(mayShapeClauses(ctx.actor, held.facts));
      const clauses = await numberedClauses(tx, input.standardId);
      if (input.parentId !== null && !clauses.some(({ id }) => id === input.parentId))
        throw new AppError("NOT_FOUND", { field: "parentId" });
      const siblings = clauses.filter(({ parentId }) => parentId === input.parentId);
      const position = positionAfter(siblings, input.afterId ?? siblings.at(-1)?.id ?? null);
      const { standardId, parentId, kind, title } = input;
      const row = await insertClause(tx, {
        standardId,
        parentId,
        kind,
        title,
        position,
        content: [],
        liveState: seedState([]),
      });
      await record({
        act: "standard.clauseAdded",
        entity: "standard",
        entityId: standardId,
        facts: { clauseId: row.id },
      });
      return { id: row.id };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "standards.addClause", input } },
  );
}

export function renameClause(ctx: Ctx, input: z.output<typeof renameClauseInput>): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const { standard, clause } = await holdClause(tx, ctx.actor, input.id, { lock: true });
    permit(mayShapeClauses(ctx.actor, standard.facts));
    if (!(await updateClauseAtVersion(tx, clause.id, input.version, { title: input.title })))
      throw new AppError("VERSION_CONFLICT");
    await record({
      act: "standard.clauseRenamed",
      entity: "standard",
      entityId: clause.standardId,
      facts: { clauseId: clause.id },
    });
    return { version: input.version + 1 };
  });
}

/** Saves a clause's text by form, for who cannot edit live; the live document changes with it. */
export function saveClause(ctx: Ctx, input: z.output<typeof saveClauseInput>): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const { standard, clause, within } = await holdClause(tx, ctx.actor, input.id, { lock: true });
    permit(mayEditClause(ctx.actor, standard.facts, { locked: clause.locked, within }));
    await writeClause(tx, { id: clause.id, version: input.version }, input.content, actingOf(ctx).personId);
    await record({
      act: "standard.clauseSaved",
      entity: "standard",
      entityId: clause.standardId,
      facts: { clauseId: clause.id },
    });
    return { version: input.version + 1 };
  });
}

/** Deletes a clause without children. Two people who delete the same one: the second hears that it is gone. */
export function deleteClause(ctx: Ctx, input: z.output<typeof deleteClauseInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const { standard, clause } = await holdClause(tx, ctx.actor, input.id, { lock: true });
    permit(mayShapeClauses(ctx.actor, standard.facts));
    if (clause.version !== input.version) throw new AppError("VERSION_CONFLICT");
    const clauses = await numberedClauses(tx, clause.standardId);
    if (clauses.some(({ parentId }) => parentId === clause.id))
      throw new AppError("CONFLICT", { reason: "clauseHasChildren" });
    await deleteClauseRow(tx, clause, { reason: input.reason, byId: actingOf(ctx).personId });
    await announce(tx, clauseTopic, { clauseId: clause.id, rights: 1 });
    const facts = { clauseId: clause.id, reason: input.reason };
    await record({ act: "standard.clauseDeleted", entity: "standard", entityId: clause.standardId, facts });
    return { done: true };
  });
}

export function lockClause(ctx: Ctx, input: z.output<typeof lockClauseInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const { standard, clause } = await holdClause(tx, ctx.actor, input.id, { lock: true });
    permit(mayManageStandard(ctx.actor, standard.facts));
    await setClauseLock(tx, clause.id, input.locked);
    await announce(tx, clauseTopic, { clauseId: clause.id, rights: 1 });
    const facts = { clauseId: clause.id, locked: input.locked };
    await record({ act: "standard.clauseLocked", entity: "standard", entityId: clause.standardId, facts });
    return { done: true };
  });
}

export async function readClause(ctx: Ctx, id: string): Promise<z.output<typeof clauseView>> {
  const { standard, clause, within } = await holdClause(db(), ctx.actor, id);
  permitOrThrow(mayReadClause(ctx.actor, standard.facts, { within }));
  const clauses = await numberedClauses(db(), clause.standardId);
  const numbered = found(clauses.find((one) => one.id === id));
  // Who writes gets references as references, who reads gets what they say.
  const inside = mayReadWorkspace(ctx.actor, standard.facts).allowed;
  const language = standard.row.language === "en" ? "en" : "zh-CN";
  return {
    ...clauseSummaryOf(numbered),
    standardId: clause.standardId,
    content: inside ? numbered.content : resolveContent(numbered.content, indexOf(clauses), language),
    can: {
      edit: mayEditClause(ctx.actor, standard.facts, { locked: clause.locked, within }).allowed,
      shape: mayShapeClauses(ctx.actor, standard.facts).allowed,
      lock: mayManageStandard(ctx.actor, standard.facts).allowed,
    },
  };
}

/** The whole text: the published version where there is one, otherwise the draft as it stands. */
export async function readText(
  ctx: Ctx,
  id: string,
): Promise<{ version: number | null; clauses: VersionClauseView[] }> {
  const held = await holdStandard(db(), ctx.actor, id);
  permitOrThrow(mayReadStandard(ctx.actor, held.facts));
  const drafted = !held.facts.published && (held.facts.consulting || held.facts.role !== null);
  const version = drafted ? null : held.row.publishedVersion;
  const clauses = await clausesOfVersion(db(), held.row, version);
  return { version, clauses: clauses.filter((one) => mayReadPresent(held, one.id)) };
}

/** One part of the text as readers turn its pages, with the contents of the whole. */
export async function readTextPart(
  ctx: Ctx,
  input: z.output<typeof readPartInput>,
): Promise<z.output<typeof textPartView>> {
  const { version, clauses } = await readText(ctx, input.id);
  const places = partsOf(clauses);
  const parts = places.at(-1) ?? 1;
  const part = Math.min(input.part, parts);
  return {
    version,
    part,
    parts,
    contents: clauses.map(({ id, kind, number, depth, title }, index) => ({
      id,
      kind,
      number,
      depth,
      title,
      part: places[index] ?? 1,
    })),
    clauses: clauses.filter((_, index) => places[index] === part),
  };
}

/**
 * The clauses as they are read, each reference with its target's number in that version.
 * @param version null for the draft as it stands now
 */
export async function clausesOfVersion(
  tx: Pick<Tx, "clause" | "standardVersion">,
  standard: { id: string; language: string },
  version: number | null,
): Promise<VersionClauseView[]> {
  const language = standard.language === "en" ? "en" : "zh-CN";
  if (version === null) return resolveReferences(versionClauses(await numberedClauses(tx, standard.id)), language);
  // Written only by `insertVersion` from the same type, and never changed.
  const kept = found(await findVersion(tx, standard.id, version)).clauses as unknown as VersionClauseView[];
  return resolveReferences(kept, language);
}

export async function lintStandard(ctx: Ctx, id: string): Promise<z.output<typeof findingView>[]> {
  const held = await holdStandard(db(), ctx.actor, id);
  permitOrThrow(mayReadWorkspace(ctx.actor, held.facts));
  const clauses = await numberedClauses(db(), id);
  const byId = new Map(clauses.map((clause) => [clause.id, clause]));
  const findings = await findingsOf(db(), held.row.language, clauses);
  const shown = findings.filter(({ clauseId }) => isWithin(held, clauseId));
  return shown.slice(0, 500).map((finding) => {
    const clause = byId.get(finding.clauseId ?? "");
    return {
      ...finding,
      source: ruleSources[finding.rule],
      number: clause?.number ?? "",
      clauseVersion: clause?.version ?? null,
    };
  });
}

/** Applies a finding's quick fix to the passage it was found in, at the version it was found at. */
export function applyFix(ctx: Ctx, input: z.output<typeof fixInput>): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const { standard, clause, within } = await holdClause(tx, ctx.actor, input.clauseId, { lock: true });
    permit(mayEditClause(ctx.actor, standard.facts, { locked: clause.locked, within }));
    const content = clause.content as unknown as ContentNode[];
    const fixed = applyFixOnce(content, input);
    if (!fixed) throw new AppError("CONFLICT", { reason: "fixGone" });
    await writeClause(tx, { id: clause.id, version: input.version }, fixed, actingOf(ctx).personId);
    await record({
      act: "standard.fixApplied",
      entity: "standard",
      entityId: clause.standardId,
      facts: { clauseId: clause.id },
    });
    return { version: input.version + 1 };
  });
}

/** Keeps the text as it is now as an immutable version. */
export function takeSnapshot(ctx: Ctx, input: z.output<typeof snapshotInput>): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const held = await holdStandard(tx, ctx.actor, input.standardId, { lock: true });
    permit(mayManageStandard(ctx.actor, held.facts));
    const version = await insertVersion(tx, {
      standardId: input.standardId,
      stage: `${held.row.stage}.${held.row.substage}`,
      clauses: versionClauses(await numberedClauses(tx, input.standardId)),
      reason: input.reason,
      byId: actingOf(ctx).personId,
    });
    await record({ act: "standard.versionTaken", entity: "standard", entityId: input.standardId, facts: { version } });
    return { version };
  });
}

/** Clauses that differ from one version to another, or to the draft as it stands. */
export async function readRedline(
  ctx: Ctx,
  input: z.output<typeof redlineInput>,
): Promise<z.output<typeof changeView>[]> {
  const held = await holdStandard(db(), ctx.actor, input.standardId);
  permitOrThrow(mayReadWorkspace(ctx.actor, held.facts));
  const [before, after] = await Promise.all([
    clausesOfVersion(db(), held.row, input.from),
    clausesOfVersion(db(), held.row, input.to),
  ]);
  return redline(before, after).flatMap(({ id, number, title, change, heading, blocks }) =>
    change === "same" || !isWithin(held, id)
      ? []
      : [{ id, number, title, change, heading: [...heading], blocks: shownBlocks(blocks) }],
  );
}
