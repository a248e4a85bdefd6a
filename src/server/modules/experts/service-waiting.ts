import { mayAnswerForOneself } from "@/domain/experts/policy";
import type { Waiting } from "@/domain/home/schema";
import type { Ctx } from "@/server/platform/ctx";
import { readMine } from "./service-pools";
import { readInvitations } from "./service-recruit";

/** What the registry asks of a person: to agree to a nomination, to take a seat or stand aside, to answer an invitation. */
export async function expertsWaiting(ctx: Ctx): Promise<Waiting[]> {
  if (!mayAnswerForOneself(ctx.actor).allowed) return [];
  const [{ nominations, seats }, invitations] = await Promise.all([readMine(ctx), readInvitations(ctx)]);
  return [
    ...nominations
      .filter(({ state }) => state === "nominated")
      .map(({ poolZh, poolEn }) => waiting("nominationToAnswer", "/experts/me", poolZh, poolEn)),
    ...seats
      .filter(({ state }) => state === "drawn")
      .map(({ title }) => waiting("seatToAnswer", "/experts/me", title, title)),
    ...invitations
      .filter(({ mine, accepted }) => mine && accepted === null)
      .map(({ organisation }) =>
        waiting("workToAnswer", "/experts/me/invitations", organisation.nameZh, organisation.nameEn),
      ),
  ];
}

function waiting(kind: Waiting["kind"], path: string, zh: string | null, en: string | null): Waiting {
  return { kind, path, nameZh: zh || null, nameEn: en || null, due: null };
}
