import { mayReadReach } from "@/domain/guidance/policy";
import { permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { factsOf, holdDocument } from "./access";
import { type ReachRow, readReachRows } from "./repo-concern";

type Figures = Omit<ReachRow, "region" | "sector" | "size">;

/** How far the current edition has come, in figures alone: in all, and by region, sector and size. */
export async function readReach(ctx: Ctx, id: string) {
  const { document, shown, now } = await holdDocument(db(), ctx.actor, id);
  permitOrThrow(mayReadReach(ctx.actor, factsOf(document, shown), now));
  const rows = await readReachRows(db(), shown, now);
  return {
    edition: shown.edition,
    obligations: shown.obligationCount,
    acknowledgementAsked: shown.acknowledgeDays !== null,
    total: rows.reduce(added, nothing),
    regions: by(rows, ({ region }) => region),
    sectors: by(rows, ({ sector }) => sector),
    sizes: by(rows, ({ size }) => size),
  };
}

const nothing: Figures = { applies: 0, read: 0, acknowledged: 0, lines: 0, finished: 0, completed: 0 };

function by(rows: readonly ReachRow[], keyOf: (row: ReachRow) => string) {
  const sums = new Map<string, Figures>();
  for (const row of rows) sums.set(keyOf(row), added(sums.get(keyOf(row)) ?? nothing, row));
  return [...sums]
    .map(([key, figures]) => ({ key, ...figures }))
    .sort((a, b) => b.applies - a.applies || (a.key < b.key ? -1 : 1));
}

function added(sum: Figures, row: Figures): Figures {
  return {
    applies: sum.applies + row.applies,
    read: sum.read + row.read,
    acknowledged: sum.acknowledged + row.acknowledged,
    lines: sum.lines + row.lines,
    finished: sum.finished + row.finished,
    completed: sum.completed + row.completed,
  };
}
