import type { z } from "zod";
import { mayDraftNeed } from "@/domain/needs/policy";
import type { suggestInput } from "@/domain/needs/schema";
import { tagsOfNeed } from "@/domain/needs/suggested-tags";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { visibleTo } from "./access";
import { findNeeds } from "./repo";
import { summaryView } from "./view";

const mostTags = 10;
const mostSimilar = 3;
const looked = 200;

/**
 * While somebody writes: tags for what the text names, and needs that the writer may see and that share them, most in
 * common first. Nothing of the text is kept.
 */
export async function suggestWhileWriting(ctx: Ctx, { text, except }: z.output<typeof suggestInput>) {
  permitOrThrow(mayDraftNeed(ctx.actor));
  const tags = tagsOfNeed(text).slice(0, mostTags);
  const wanted = new Set(tags.map(({ id }) => id));
  if (wanted.size === 0) return { tags: [], similar: [] };
  const rows = await findNeeds(
    db(),
    {
      AND: [
        visibleTo(ctx.actor),
        { conceptIds: { hasSome: [...wanted] }, publishedAt: { not: null } },
        except ? { id: { not: except } } : {},
      ],
    },
    { orderBy: [{ publishedAt: "desc" }], skip: 0, take: looked },
  );
  const shared = (ids: readonly string[]): number => ids.filter((id) => wanted.has(id)).length;
  const similar = rows.sort((a, b) => shared(b.conceptIds) - shared(a.conceptIds)).slice(0, mostSimilar);
  const organisations = await organisationsById(similar.map(({ buyerOrganisationId }) => buyerOrganisationId));
  const now = new Date();
  return {
    tags: tags.map(({ id, words }) => ({ id, words: [...words] })),
    similar: similar.map((row) => summaryView(row, organisations, now)),
  };
}
