import * as policy from "@/domain/competitions/policy";
import { csvOf } from "@/domain/shared/csv";
import { AppError } from "@/domain/shared/errors";
import { sentence } from "@/i18n/sentences";
import { found, permitOrThrow, recordRead } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { holdCompetition } from "./access";
import { openEventKey, openFlag, teamFlag } from "./flags";
import { findChallenge } from "./repo-challenges";
import { listTeamNames } from "./repo-teams";

/**
 * Every team's own flag of one challenge as CSV (number, name, flag; one column for each flag of that kind), so that
 * whoever builds the images or instances can put it there. For organisers and setters, as flags are; each reading is
 * recorded. Not found where the challenge has no such flag.
 */
export async function exportTeamFlags(ctx: Ctx, challengeId: string): Promise<string> {
  const challenge = found(await findChallenge(db(), challengeId));
  const { row, facts } = await holdCompetition(db(), ctx.actor, challenge.competitionId);
  // Instances are rebuilt, and questions about them answered, also after the end.
  permitOrThrow(policy.mayManageChallenges(ctx.actor, { ...facts, state: "running" }));
  const prefixes = challenge.flags.filter(({ kind }) => kind === "perTeam").map(openFlag);
  if (prefixes.length === 0) throw new AppError("NOT_FOUND");
  await recordRead(ctx, { act: "competition.teamFlagsRead", entity: "challenge", entityId: challengeId });
  const eventKey = openEventKey(row.id, row.sealedKey);
  const say = (key: string) => sentence(ctx.locale, "competitions", key);
  return csvOf([
    [say("teamNumber"), say("teamName"), ...prefixes.map(() => say("flag"))],
    ...(await listTeamNames(db(), row.id)).map(({ id, number, name }) => [
      String(number),
      name,
      ...prefixes.map((prefix) => teamFlag(prefix, eventKey, challengeId, id)),
    ]),
  ]);
}
