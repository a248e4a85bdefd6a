import { mayManageCompetition, mayReplyToCase } from "@/domain/competitions/policy";
import type { Waiting } from "@/domain/home/schema";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { holdCompetition } from "./access";
import { listToDecide } from "./repo-integrity";
import { readInvitations } from "./service-sheets";

/** What judges, organisers and captains are asked for: answers, scores, admissions, replies and decisions. */
export async function competitionsWaiting(ctx: Ctx): Promise<Waiting[]> {
  if (ctx.actor.kind !== "person" || ctx.actor.scopes !== null) return [];
  return [...(await judgesWaiting(ctx)), ...(await decisionsWaiting(ctx, ctx.actor.id))];
}

/** Teams to admit and cases to decide by organisers, each of whom has a word of their own; cases to answer by captains. */
async function decisionsWaiting(ctx: Ctx, personId: string): Promise<Waiting[]> {
  const waiting: Waiting[] = [];
  for (const { slug, titleZh, titleEn, teams, cases } of await listToDecide(db(), personId)) {
    const { facts } = await holdCompetition(db(), ctx.actor, slug);
    const add = (kind: Waiting["kind"], path: string) =>
      waiting.push({ kind, path: `/competitions/${slug}${path}`, nameZh: titleZh, nameEn: titleEn, due: null });
    const manages = mayManageCompetition(ctx.actor, facts).allowed;
    if (manages && teams.length > 0) add("teamsToAdmit", "/manage/teams");
    if (manages && cases.some(({ decisions }) => decisions.every((one) => one.personId !== personId)))
      add("caseToDecide", "/cases");
    if (cases.some(({ teamId, state }) => state === "open" && mayReplyToCase(ctx.actor, facts, teamId).allowed))
      add("caseToAnswer", "/cases");
  }
  return waiting;
}

async function judgesWaiting(ctx: Ctx): Promise<Waiting[]> {
  return (await readInvitations(ctx)).flatMap(({ state, canAnswer, competition, endsAt, sheets }): Waiting[] => {
    const names = { nameZh: competition.titleZh, nameEn: competition.titleEn };
    const next = sheets.find(({ canJudge }) => canJudge);
    if (next) return [{ kind: "judgeScore", path: `/competitions/judge/${next.assignmentId}`, ...names, due: null }];
    return state === "invited" && canAnswer
      ? [{ kind: "judgeAnswer", path: "/competitions/judge", ...names, due: endsAt }]
      : [];
  });
}
