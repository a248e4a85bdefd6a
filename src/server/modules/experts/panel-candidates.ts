import { dutyObstacle, type ExclusionReason } from "@/domain/experts/pools";
import type { ConflictKind } from "@/domain/shared/conflicts";
import { openPanelsOf } from "@/server/modules/needs/service-panel-load";
import type { Tx } from "@/server/platform/db";
import { listTerms, loadsOf } from "./repo-pools";
import { conflictsOf } from "./service-conflicts";

export type Exclusion = { personId: string; reason: ExclusionReason; kinds: ConflictKind[] };
type Concerns = { personIds: string[]; organisationIds: string[]; rivalIds: string[] };

/** Members who could serve, and those who cannot with the reason; the members of a pool are asked in full. */
export async function candidatesOf(tx: Tx, poolId: string, cap: number, concerns: Concerns, now: Date) {
  const [terms, loads] = await Promise.all([listTerms(tx, poolId, now), loadsOf(tx, poolId)]);
  const panels = await openPanelsOf(
    tx,
    terms.map(({ personId }) => personId),
  );
  const conflicts = await conflictsOf(
    terms.map(({ personId }) => personId),
    concerns,
    concerns.rivalIds,
    tx,
  );
  const excluded: Exclusion[] = [];
  const candidates: { personId: string; room: number }[] = [];
  for (const term of terms) {
    const { personId } = term;
    const load = (loads.get(personId)?.load ?? 0) + (panels.get(personId) ?? 0);
    const found = conflicts.get(personId);
    const duty = dutyObstacle({ ...term, load }, cap, now);
    if (found) excluded.push({ personId, reason: "conflict", kinds: [...new Set(found.map(({ kind }) => kind))] });
    else if (duty) excluded.push({ personId, reason: duty, kinds: [] });
    else candidates.push({ personId, room: cap - load });
  }
  return { considered: terms.map(({ personId }) => personId), candidates, excluded };
}

type Prepared = { poolId: string; pool: { workloadCap: number }; concerns: unknown; excluded: unknown };

/**
 * The first of a drawn order who can serve now: between the freezing of a list and its use members go on leave, take
 * other seats, or enter into conflicts. Competing proposals stood before.
 * @returns those seated, and all who were excluded with those passed over
 */
export async function firstFree(tx: Tx, use: Prepared, order: readonly string[], seats: number, now: Date) {
  // Written by `prepareDraw` alone.
  const { personIds, organisationIds } = use.concerns as Concerns;
  const concerns = { personIds, organisationIds, rivalIds: [] };
  const { candidates, excluded } = await candidatesOf(tx, use.poolId, use.pool.workloadCap, concerns, now);
  const free = new Set(candidates.map(({ personId }) => personId));
  const seated: string[] = [];
  const passed: Exclusion[] = [];
  for (const personId of order) {
    if (seated.length === seats) break;
    if (free.has(personId)) seated.push(personId);
    else passed.push(excluded.find((one) => one.personId === personId) ?? { personId, reason: "termEnded", kinds: [] });
  }
  return { seated, excluded: [...(use.excluded as Exclusion[]), ...passed] };
}
