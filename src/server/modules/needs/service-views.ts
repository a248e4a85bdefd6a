import type { z } from "zod";
import { mayKeepViews, mayListNeeds } from "@/domain/needs/policy";
import { listInput, type savedViewInput } from "@/domain/needs/schema";
import { csvOf } from "@/domain/shared/csv";
import { AppError } from "@/domain/shared/errors";
import { nameIn } from "@/domain/shared/names";
import { sentence } from "@/i18n/sentences";
import { act, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { publicUrl } from "@/server/platform/env";
import { listSavedViews, removeView, saveView } from "./repo-together";
import { listNeedsForFile, personId } from "./service-needs";

/** One's own names for filters of the list. */
export async function readSavedViews(ctx: Ctx) {
  permitOrThrow(mayKeepViews(ctx.actor));
  return (await listSavedViews(db(), personId(ctx))).flatMap(({ name, query }) => {
    const parsed = listInput.safeParse(query);
    return parsed.success ? [{ name, query: parsed.data }] : [];
  });
}

/** Saves the filters under a name; the same name again replaces them. */
export function keepView(ctx: Ctx, { name, query }: z.output<typeof savedViewInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayKeepViews(ctx.actor));
    await saveView(tx, personId(ctx), name, query);
    await record({ act: "view.saved", entity: "person", entityId: personId(ctx) });
    return { done: true };
  });
}

export function dropView(ctx: Ctx, name: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayKeepViews(ctx.actor));
    if (!(await removeView(tx, personId(ctx), name))) throw new AppError("NOT_FOUND");
    await record({ act: "view.removed", entity: "person", entityId: personId(ctx) });
    return { done: true };
  });
}

/** The list as a CSV file: the same filters, the same rows, the reader's language. */
export async function exportNeedList(ctx: Ctx, input: z.output<typeof listInput>): Promise<string> {
  permitOrThrow(mayListNeeds());
  const say = (key: string) => sentence(ctx.locale, "needs", key);
  const rows: string[][] = [
    ["number", "listTitle", "listKind", "filterState", "buyer", "sector", "publishedAt", "deadline", "listAddress"].map(
      say,
    ),
  ];
  for (let page = 1; ; page += 1) {
    const { items, pages } = await listNeedsForFile(ctx, { ...input, page });
    for (const need of items)
      rows.push([
        String(need.number),
        need.title,
        say(`kind_${need.kind}`),
        say(`state_${need.state}`),
        nameIn(ctx.locale, need.buyer),
        need.sector ? say(`sector_${need.sector}`) : "",
        need.publishedAt ?? "",
        need.proposalDeadline ?? "",
        `${publicUrl()}/${ctx.locale}/needs/${need.id}`,
      ]);
    if (page >= pages) break;
  }
  return csvOf(rows);
}
