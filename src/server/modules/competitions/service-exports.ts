import { standing } from "@/domain/competitions/board";
import { type Archive, clicsLines, ctftimeScoreboard } from "@/domain/competitions/exports";
import { beforeFreeze } from "@/domain/competitions/log";
import * as policy from "@/domain/competitions/policy";
import { challengesPublic, frozenSince } from "@/domain/competitions/states";
import { AppError } from "@/domain/shared/errors";
import { writeCalendar } from "@/domain/shared/feeds";
import { permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { databaseNow, db } from "@/server/platform/db";
import { publicUrl } from "@/server/platform/env";
import { sharedRead } from "@/server/platform/shared-read";
import { competitionsVisibleTo, holdCompetition, personOf } from "./access";
import { linkLog, markFreeze } from "./log";
import { listCompetitions, listResultsWhole } from "./repo";
import { type LinkedEvent, readLinked } from "./repo-log";
import { beforeFreezing, boardOf, publicBoard } from "./service-board";

const batch = 5_000;

/** The public board as ctftime.org reads it; frozen where the board is. */
export async function exportScoreboard(ctx: Ctx, slug: string): Promise<string> {
  const { row, facts } = await holdCompetition(db(), ctx.actor, slug);
  permitOrThrow(policy.mayReadBoard(ctx.actor, facts));
  return sharedRead(`competitions.ctftime:${row.id}`, () =>
    beforeFreezing(row.id, async (times) => {
      const view = await publicBoard(row.id);
      const { shown } = await boardOf(row.id, frozenSince(times.row, times.now));
      const named = new Set(view.challenges.map(({ id }) => id));
      return JSON.stringify(ctftimeScoreboard(shown, standing(shown), named));
    }),
  );
}

/** Events from a position on, as lines; after the freeze nothing is added until the result. */
export async function exportEvents(ctx: Ctx, slug: string, after: number): Promise<string> {
  const { row, facts } = await holdCompetition(db(), ctx.actor, slug);
  permitOrThrow(policy.mayReadBoard(ctx.actor, facts));
  if (!challengesPublic(facts.state)) throw new AppError("NOT_FOUND");
  await linkLog(row.id);
  const events = await beforeFreezing(row.id, (times) =>
    publicEvents(row.id, frozenSince(times.row, times.now), after),
  );
  return clicsLines(events, { id: row.slug, name: row.titleEn ?? row.titleZh ?? row.slug });
}

async function publicEvents(competitionId: string, since: Date | null, after: number): Promise<LinkedEvent[]> {
  const mark = since ? await markFreeze(competitionId, since) : null;
  const shown = since && mark ? beforeFreeze(since, mark) : () => true;
  const board = await publicBoard(competitionId);
  const named = new Set(board.challenges.map(({ id }) => id));
  const events: LinkedEvent[] = [];
  // A reader goes on from the last line: a part of the log in which nothing is public must not look like its end.
  for (let from = after; events.length === 0; ) {
    const read = await readLinked(db(), competitionId, from, batch);
    events.push(...read.filter((event) => shown(event) && (!("challengeId" in event) || named.has(event.challengeId))));
    from = read.at(-1)?.position ?? from;
    if (read.length < batch || (mark && from >= mark.position)) break;
  }
  return events;
}

/** With the result, everything that led to it. No flag and no person is in it. */
export async function exportArchive(ctx: Ctx, slug: string): Promise<string> {
  const { row, facts } = await holdCompetition(db(), ctx.actor, slug);
  permitOrNotFound(policy.mayReadArchive(ctx.actor, facts).allowed);
  await linkLog(row.id);
  const log: LinkedEvent[] = [];
  for (let after = 0; ; ) {
    const events = await readLinked(db(), row.id, after, batch);
    log.push(...events);
    after = events.at(-1)?.position ?? after;
    if (events.length < batch) break;
  }
  const results = await listResultsWhole(db(), row.id);
  const archive = {
    format: "lianfang-competition-archive",
    version: 1,
    competition: { slug: row.slug, titleZh: row.titleZh, titleEn: row.titleEn },
    roots: log.flatMap((event) =>
      event.kind === "freeze" ? [{ of: "freeze", position: event.position, hash: event.data.root }] : [],
    ),
    results: results.map(({ version, reason, position, root, standing: rows }) => ({
      version,
      reason,
      position,
      root,
      standing: rows as unknown as Archive["results"][number]["standing"],
    })),
    log,
  } satisfies Archive;
  return JSON.stringify(archive);
}

function permitOrNotFound(allowed: boolean): void {
  if (!allowed) throw new AppError("NOT_FOUND");
}

/** All events with their times, for people's calendars. */
export async function exportCalendar(ctx: Ctx): Promise<string> {
  permitOrThrow(policy.mayListCompetitions());
  const [rows, now] = await Promise.all([
    listCompetitions(db(), competitionsVisibleTo(ctx.actor), personOf(ctx.actor), 200),
    databaseNow(db()),
  ]);
  return writeCalendar(
    ctx.locale === "en" ? "Competitions on Lianfang" : "联防竞赛",
    now,
    rows.flatMap(({ id, slug, titleZh, titleEn, startsAt, endsAt, state }) =>
      startsAt && endsAt && state !== "draft" && state !== "cancelled"
        ? [
            {
              uid: `${id}@lianfang`,
              title: (ctx.locale === "en" ? (titleEn ?? titleZh) : (titleZh ?? titleEn)) ?? slug,
              href: `${publicUrl()}/${ctx.locale}/competitions/${slug}`,
              start: startsAt,
              end: endsAt,
            },
          ]
        : [],
    ),
  );
}
