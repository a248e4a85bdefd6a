import { mayRecruit } from "@/domain/experts/policy";
import type { Waiting } from "@/domain/home/schema";
import { conflictFinder } from "@/domain/shared/conflicts";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { listUnanswered } from "./repo-openings";
import { listToReview, openNominationsOf, openSeatsOf } from "./repo-pools";
import { listInvitations } from "./repo-recruit";
import { conflictWorld } from "./service-conflicts";

/** Nominations to agree to and to review, seats to take, invitations to answer, applications to one's openings. */
export async function expertsWaiting(ctx: Ctx): Promise<Waiting[]> {
  if (ctx.actor.kind !== "person" || ctx.actor.scopes !== null) return [];
  const me = ctx.actor.id;
  const recruiting = mayRecruit(ctx.actor).allowed ? ctx.actor.acting?.id : undefined;
  const [nominations, reviews, seats, invitations, openings] = await Promise.all([
    openNominationsOf(db(), me),
    listToReview(db(), me),
    openSeatsOf(db(), me),
    listInvitations(db(), { personId: me, organisationId: null }),
    recruiting ? listUnanswered(db(), recruiting) : [],
  ]);
  const free = await withoutConflict(me, reviews);
  const open = invitations.filter(({ accepted }) => accepted === null);
  const organisations = await organisationsById(open.map(({ organisationId }) => organisationId));
  const poolPath = (id: string) => `/experts/pools/${id}`;
  return [
    ...nominations
      .filter(({ state }) => state === "nominated")
      .map(
        ({ poolId, pool }): Waiting => ({
          kind: "nominationToAnswer",
          path: poolPath(poolId),
          ...named(pool),
          due: null,
        }),
      ),
    ...free.map(
      ({ poolId, pool }): Waiting => ({
        kind: "nominationToReview",
        path: poolPath(poolId),
        ...named(pool),
        due: null,
      }),
    ),
    ...seats
      .filter(({ state }) => state === "drawn")
      .map(
        ({ useId, use }): Waiting => ({
          kind: "seatToAnswer",
          path: `/experts/panels/${useId}`,
          nameZh: use.title,
          nameEn: use.title,
          due: null,
        }),
      ),
    ...open.map(
      ({ organisationId }): Waiting => ({
        kind: "invitationToAnswer",
        path: "/experts/me/invitations",
        ...named(organisations.get(organisationId)),
        due: null,
      }),
    ),
    ...openings.map(
      ({ id, title }): Waiting => ({
        kind: "openingToAnswer",
        path: `/openings/${id}`,
        nameZh: title,
        nameEn: title,
        due: null,
      }),
    ),
  ];
}

/** Nobody is asked to review whom they have a conflict with. */
async function withoutConflict<T extends { personId: string }>(me: string, reviews: readonly T[]): Promise<T[]> {
  if (reviews.length === 0) return [];
  const { parties, facts } = await conflictWorld([me, ...reviews.map(({ personId }) => personId)]);
  const find = conflictFinder(facts);
  const [own] = [parties.get(me)].filter((one) => one !== undefined);
  return reviews.filter(({ personId }) => {
    const other = parties.get(personId);
    return own !== undefined && other !== undefined && personId !== me && find([own], [other]).length === 0;
  });
}

function named(one: { nameZh: string | null; nameEn: string | null } | undefined) {
  return { nameZh: one?.nameZh ?? null, nameEn: one?.nameEn ?? null };
}
