import { panelComplete } from "@/domain/needs/evaluation";
import type { Act } from "@/server/platform/act";
import { panelConflicts } from "./conflicts";
import { findDraw } from "./repo-draws";
import { appointPanel, listPanel, recordConflicts, strikeMembers } from "./repo-evaluation";

/**
 * Asks the rules anew, once the proposals are open: members with a conflict read and score nothing from here on, and
 * reserves of the draw that chose them take their places.
 * @param now the database's clock after the need's row was locked
 */
export async function strikeConflicted(current: Act, needId: string, byId: string, now: Date): Promise<void> {
  const { tx, record, follow } = current;
  const counting = (await listPanel(tx, needId)).filter((one) => one.hasConflict !== true && one.waivedAt === null);
  const found = await panelConflicts(
    tx,
    needId,
    counting.map(({ personId }) => personId),
  );
  if (found.size === 0) return;
  const personIds = [...found.keys()];
  await recordConflicts(tx, needId, found);
  await strikeMembers(tx, needId, personIds, now);
  await record({ act: "panel.struck", entity: "need", entityId: needId, facts: { personIds } });
  await follow("panel.struck", { needId, personIds });
  for (const { drawId, personId } of counting)
    if (drawId && found.has(personId)) await seatReserve(current, needId, drawId, byId);
}

/**
 * The next reserve without a conflict, in the order of the draw, takes a place that became free. Nobody is added to a
 * panel whose scores are all in.
 */
export async function seatReserve(current: Act, needId: string, drawId: string, byId: string): Promise<void> {
  const { tx, record, follow } = current;
  const panel = await listPanel(tx, needId);
  const draw = await findDraw(tx, drawId);
  if (!draw || panelComplete(panel)) return;
  const seated = new Set(panel.map(({ personId }) => personId));
  const reserves = draw.candidates
    .filter(({ rank, personId }) => rank !== null && rank > draw.places && !seated.has(personId))
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ personId }) => personId);
  const conflicts = await panelConflicts(tx, needId, reserves);
  const next = reserves.find((id) => !conflicts.has(id));
  if (!next) return;
  await appointPanel(tx, needId, [next], byId, drawId);
  await record({ act: "panel.reserveSeated", entity: "need", entityId: needId, facts: { drawId, personId: next } });
  await follow("panel.appointed", { needId, personIds: [next] });
}
