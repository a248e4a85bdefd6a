import type { Waiting } from "@/domain/home/schema";
import type { Ctx } from "@/server/platform/ctx";
import { readInvitations } from "./service-sheets";

/** Invitations to judge that want an answer, and entries that want scores. */
export async function competitionsWaiting(ctx: Ctx): Promise<Waiting[]> {
  if (ctx.actor.kind !== "person" || ctx.actor.scopes !== null) return [];
  return (await readInvitations(ctx)).flatMap(({ state, canAnswer, competition, endsAt, sheets }): Waiting[] => {
    const names = { nameZh: competition.titleZh, nameEn: competition.titleEn };
    const next = sheets.find(({ canJudge }) => canJudge);
    if (next) return [{ kind: "judgeScore", path: `/competitions/judge/${next.assignmentId}`, ...names, due: null }];
    return state === "invited" && canAnswer
      ? [{ kind: "judgeAnswer", path: "/competitions/judge", ...names, due: endsAt }]
      : [];
  });
}
