import type { z } from "zod";
import { mayFollowNeed } from "@/domain/needs/policy";
import type { followInput } from "@/domain/needs/schema";
import { maySee } from "@/domain/needs/visibility";
import { peopleById } from "@/server/modules/identity/service-people";
import { contextOfPerson } from "@/server/modules/identity/service-sessions";
import { act } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import type { Recipient } from "@/server/platform/notify";
import { factsOf, holdNeed } from "./access";
import { findNeedRow } from "./repo";
import { insertFollower, isFollowing, listFollowers, removeFollower } from "./repo-followers";
import { actingId, personId } from "./service-needs";

/** Hears of a need from now on, or no longer. Whoever lost sight of a need has nothing to stop: they are told nothing. */
export function followNeed(ctx: Ctx, { id, follow }: z.output<typeof followInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const held = await holdNeed(tx, ctx.actor, id);
    const me = personId(ctx);
    permit(mayFollowNeed(ctx.actor, held.facts, { following: await isFollowing(tx, id, me) }));
    if (follow)
      await insertFollower(tx, { needId: id, personId: me, organisationId: actingId(ctx) || null, at: held.now });
    else await removeFollower(tx, id, me);
    await record({ act: follow ? "need.followed" : "need.unfollowed", entity: "need", entityId: id });
    return { done: true };
  });
}

/** Followers who still see the need, by the one rule of visibility, for whom they acted when they began to follow. */
export async function followersToTell(needId: string): Promise<Recipient[]> {
  const need = await findNeedRow(db(), needId);
  if (!need) return [];
  const facts = factsOf(need, new Date());
  const followers = await listFollowers(db(), needId);
  const people = await peopleById(followers.map((one) => one.personId));
  const told: Recipient[] = [];
  for (const { personId: id, organisationId } of followers) {
    const person = people.get(id);
    if (person && maySee((await contextOfPerson(id, organisationId)).actor, facts))
      told.push({ personId: id, email: person.email, locale: person.locale });
  }
  return told;
}
