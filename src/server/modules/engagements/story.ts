import type { Act } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { insertEvent } from "./repo";

export const personId = (ctx: Ctx): string => (ctx.actor.kind === "person" ? ctx.actor.id : "");

/**
 * One line of the engagement's time line, its audit event, and the news that follows. Facts are shown to the parties:
 * titles and numbers, never the text of a message or review.
 */
export async function tell(
  current: Act,
  engagementId: string,
  kind: string,
  facts: Record<string, string | number> = {},
): Promise<void> {
  const at = await current.now();
  const byId = current.ctx.actor.kind === "person" ? current.ctx.actor.id : null;
  const event = await insertEvent(current.tx, { engagementId, kind, facts: facts, byId, at });
  await current.record({
    act: `engagement.${kind}`,
    entity: "engagement",
    entityId: engagementId,
    facts: facts,
  });
  await current.follow("engagement.event", { eventId: event.id });
}

export const dayOf = (date: string | null): Date | null => (date === null ? null : new Date(`${date}T00:00:00Z`));
export const textOfDay = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null;
