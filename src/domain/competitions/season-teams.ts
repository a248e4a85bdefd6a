import { skeleton } from "../shared/folding";

/** A team at one event, in the order of events. */
export type TeamAppearance = {
  readonly eventId: string;
  readonly teamId: string;
  readonly name: string;
  readonly memberIds: readonly string[];
};

/**
 * Which teams of different events are one: the same name (skeleton of UTS #39) and at least one member in common with
 * the appearance before. So a name alone inherits nothing, and a team may change its people one by one.
 * @returns for each team id the id of its first appearance, which stands for it in the season
 */
export function linkTeams(appearances: readonly TeamAppearance[]): Map<string, string> {
  const linked = new Map<string, string>();
  const known = new Map<string, { readonly first: string; eventIds: Set<string>; members: ReadonlySet<string> }[]>();
  for (const { eventId, teamId, name, memberIds } of appearances) {
    const lines = known.get(skeleton(name)) ?? [];
    const before = lines.find(
      ({ eventIds, members }) => !eventIds.has(eventId) && memberIds.some((member) => members.has(member)),
    );
    linked.set(teamId, before?.first ?? teamId);
    if (before) {
      before.members = new Set(memberIds);
      before.eventIds.add(eventId);
    } else lines.push({ first: teamId, eventIds: new Set([eventId]), members: new Set(memberIds) });
    known.set(skeleton(name), lines);
  }
  return linked;
}
