import { standing } from "@/domain/competitions/board";
import { allow } from "@/domain/shared/actor";
import { act } from "@/server/platform/act";
import { systemCtx } from "@/server/platform/ctx";
import { announce } from "@/server/platform/live";
import { boardChannel, linkLog, writeEvents } from "./log";
import { insertResult, newestResult } from "./repo";
import { hashAt, readSettled } from "./repo-log";
import { boardOf } from "./service-board";

/**
 * Publishes the standing as the next version of the result, with the root of the log that it counts, unless nothing has
 * moved since the newest one. May run twice for one reason: the second time finds the work done.
 */
export async function publishResult(
  competitionId: string,
  reason: string,
  { madeById = null, first = false }: { madeById?: string | null; first?: boolean } = {},
): Promise<void> {
  await linkLog(competitionId);
  await act(systemCtx("competitions.result"), async ({ tx, permit, record, follow }) => {
    permit(allow);
    await tx.$queryRaw`SELECT 1 FROM "Competition" WHERE "id" = ${competitionId}::uuid FOR UPDATE`;
    const { state } = await tx.competition.findUniqueOrThrow({ where: { id: competitionId }, select: { state: true } });
    const newest = await newestResult(tx, competitionId);
    const moved = await readSettled(tx, competitionId);
    // The job behind a finalisation is there for the case that the process died before its result: no later version is its.
    const due = !(first && newest) && state === "finalised" && (newest === null || moved > newest.position);
    if (!due) {
      await record({ act: "competition.resultKept", entity: "competition", entityId: competitionId });
      return;
    }
    const { live } = await boardOf(competitionId);
    // The board goes on with the log: table and place are taken in one breath, and the root is that of the place.
    const [position, rows] = [live.position, standing(live)];
    const root = await hashAt(tx, competitionId, position);
    const version = (newest?.version ?? 0) + 1;
    await insertResult(tx, { competitionId, version, reason, position, root, standing: rows, madeById });
    await writeEvents(tx, competitionId, [{ kind: "finalise", data: { version, root } }]);
    await record({
      act: "competition.result",
      entity: "competition",
      entityId: competitionId,
      facts: { version, root, reason },
    });
    await announce(tx, boardChannel(competitionId), { state: 1 });
    await follow("competition.finalised", { competitionId, version });
  });
}
