import type { z } from "zod";
import { mayCurateRegistry, mayProposeTag, mayReadExperts } from "@/domain/experts/policy";
import type { tagCurateInput, tagInput } from "@/domain/experts/registry-schema";
import { AppError } from "@/domain/shared/errors";
import { foldName } from "@/domain/shared/folding";
import { allConcepts, conceptById } from "@/domain/taxonomy/all-concepts";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { personOf } from "./access";
import { lockProfile } from "./repo-profiles";
import {
  claimantsUnder,
  findTag,
  insertTag,
  knownTags,
  listTags,
  lockTags,
  moveChildren,
  moveClaims,
  tagsAbove,
  updateTag,
} from "./repo-tags";
import { reindex } from "./service-profiles";

/** Local tags with how often they are used; part of the public vocabulary. */
export async function readTags(_ctx: Ctx) {
  permitOrThrow(mayReadExperts());
  return (await listTags(db())).map(({ curatedAt, ...tag }) => ({ ...tag, curated: curatedAt !== null }));
}

/** A tag that the frameworks lack. @throws AppError DUPLICATE where a concept or tag has the name already */
export function proposeTag(ctx: Ctx, { nameZh, nameEn }: z.output<typeof tagInput>): Promise<{ id: string }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayProposeTag(ctx.actor));
    const names = [nameZh, nameEn].map(foldName);
    const concept = allConcepts.find(({ titles, aliases }) =>
      [titles.en, titles["zh-CN"], ...aliases].some((name) => names.includes(foldName(name))),
    );
    if (concept)
      throw new AppError("DUPLICATE", {
        reason: "conceptExists",
        field: "nameEn",
        facts: { name: concept.titles[ctx.locale] },
      });
    const slug = foldName(nameEn)
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-|-$/gu, "")
      .slice(0, 60);
    const id = `tag:${slug}`;
    if (slug === "" || !(await insertTag(tx, { id, nameZh, nameEn, proposedById: personOf(ctx) })))
      throw new AppError("DUPLICATE", { reason: "conceptExists", field: "nameEn", facts: { name: nameEn } });
    await record({ act: "tag.proposed", entity: "tag", entityId: id });
    return { id };
  });
}

/**
 * An operator translates, gives a parent, or merges a tag into another or into a framework's concept.
 * @throws AppError CONFLICT where the parent, or the tag to merge into, lies below the tag itself
 */
export function curateTag(ctx: Ctx, input: z.output<typeof tagCurateInput>): Promise<{ moved: number }> {
  return act(ctx, async ({ tx, permit, record, now }) => {
    permit(mayCurateRegistry(ctx.actor));
    const { id, nameZh, nameEn, aliases, parentId, mergeInto } = input;
    await lockTags(tx);
    const tag = found(await findTag(tx, id));
    const known = await knownTags(
      tx,
      [parentId, mergeInto].filter((one): one is string => one?.startsWith("tag:") ?? false),
    );
    for (const [field, other] of [
      ["parentId", parentId],
      ["mergeInto", mergeInto],
    ] as const) {
      if (other !== null && (other === id || !(conceptById(other) || known.has(other))))
        throw new AppError("BAD_INPUT", { reason: "conceptUnknown", field, facts: { found: other } });
      if (other !== null && (await tagsAbove(tx, [other])).has(id))
        throw new AppError("CONFLICT", { reason: "tagCircle", field });
    }
    const at = await now();
    await updateTag(tx, id, {
      nameZh,
      nameEn,
      aliases,
      parentId,
      mergedInto: mergeInto ?? tag.mergedInto,
      curatedAt: at,
    });
    const moved = mergeInto ? await moveClaims(tx, id, mergeInto) : [];
    // Whoever claims a tag, or one below it, is found by its names and under its parent.
    const under = await claimantsUnder(tx, mergeInto ? await moveChildren(tx, id, mergeInto) : [id]);
    for (const personId of new Set([...moved, ...under])) {
      await lockProfile(tx, personId);
      await reindex(tx, personId, at);
    }
    await record({
      act: mergeInto ? "tag.merged" : "tag.curated",
      entity: "tag",
      entityId: id,
      facts: { moved: moved.length },
    });
    return { moved: moved.length };
  });
}
