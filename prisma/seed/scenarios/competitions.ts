import { randomUUID } from "node:crypto";
import { challengeInput, competitionInput, competitionUpdateInput } from "@/domain/competitions/schema";
import { createChallenge, setChallengeState } from "@/server/modules/competitions/service-challenges";
import {
  announceToAll,
  createCompetition,
  readCompetition,
  stepCompetition,
  updateCompetition,
} from "@/server/modules/competitions/service-competitions";
import { submitFlag } from "@/server/modules/competitions/service-play";
import { inviteToTeam, joinTeam, registerTeam } from "@/server/modules/competitions/service-teams";
import { makePerson } from "@/server/modules/identity/service-operators";
import { contextOfPerson } from "@/server/modules/identity/service-sessions";
import type { Ctx } from "@/server/platform/ctx";
import { demoCups, demoLate, demoPhases, demoSolves, demoTasks, demoTeams } from "./competitions-data";

type DemoPerson = { email: string; role: string };
const minute = 60_000;
const shortWait = 4_000;

/** One event that runs, one whose board is frozen, one whose result is final: all invented. */
export async function seedCompetitions(
  organiser: { ownerId: string; organisationId: string },
  passwordHash: string,
): Promise<DemoPerson[]> {
  const by = await contextOfPerson(organiser.ownerId, organiser.organisationId);
  const captains: Ctx[] = [];
  for (const [index, { name }] of demoTeams.entries())
    captains.push(await player(`captain${index + 1}@teams.example`, name, passwordHash));
  const member = await player("member1@teams.example", demoTeams[0]?.name ?? "", passwordHash);

  const running = await cup(by, "running", { endsAt: new Date(Date.now() + 2_880 * minute).toISOString() });
  const teams = await enter(running.id, captains, ["open", "open", "students", "students", "open", "students"]);
  const invite = await inviteToTeam(captains[0] ?? by, { teamId: teams[0] ?? "", maxUses: 1, hours: 72 });
  await joinTeam(member, { code: invite.code, declared: about(0) });
  await play(running.tasks, captains, demoSolves);
  await submitFlag(captains[4] ?? by, { challengeId: running.tasks[1] ?? "", flag: "LF{XS-1024}" });
  await announceToAll(by, {
    competitionId: running.id,
    titleZh: "赛题 5 已校对",
    titleEn: "Challenge 5 was proofread",
    bodyZh: "答案区分大小写。",
    bodyEn: "Capitals matter in its flag.",
    idempotencyKey: randomUUID(),
  });

  const frozen = await cup(by, "frozen", {
    freezesAfter: shortWait,
    endsAt: new Date(Date.now() + 600 * minute).toISOString(),
  });
  await enter(frozen.id, captains);
  await play(frozen.tasks, captains, demoSolves.slice(0, 6));
  await new Promise((resume) => setTimeout(resume, Math.max(0, frozen.freezeAt - Date.now()) + 50));
  await play(frozen.tasks, captains, demoLate);

  const finalised = await cup(by, "finalised", { endsAt: new Date(Date.now() + 600 * minute).toISOString() });
  await enter(finalised.id, captains);
  await play(finalised.tasks, captains, [...demoSolves, ...demoLate]);
  for (const step of ["end", "review", "finalise"] as const)
    await take(by, demoCups.finalised.slug, step, step === "finalise" ? "All cases are closed. 核查均已处理。" : "");
  return [
    { email: "captain1@teams.example", role: "captain of an invented team 虚构战队队长" },
    { email: "member1@teams.example", role: "member of an invented team 虚构战队队员" },
  ];
}

async function player(email: string, team: string, passwordHash: string): Promise<Ctx> {
  const id = await makePerson({
    email,
    passwordHash,
    nameZh: `演示选手（${team}）`,
    nameEn: `Demo player (${team})`,
    locale: "zh-CN",
    platformRole: null,
  });
  return contextOfPerson(id, null);
}

async function cup(by: Ctx, key: keyof typeof demoCups, times: { endsAt: string; freezesAfter?: number }) {
  const soon = new Date(Date.now() + minute).toISOString();
  const fields = { ...demoCups[key], endsAt: times.endsAt };
  const { id, slug } = await createCompetition(
    by,
    competitionInput.parse({
      ...fields,
      registrationOpensAt: soon,
      startsAt: soon,
      phases: demoPhases,
      idempotencyKey: randomUUID(),
    }),
  );
  const { phasesOf, version } = await readCompetition(by, slug);
  const tasks: string[] = [];
  for (const { answer: _, ...task } of demoTasks) {
    const made = await createChallenge(
      by,
      challengeInput.parse({
        ...task,
        competitionId: id,
        phaseId: phasesOf[0]?.id,
        idempotencyKey: randomUUID(),
      }),
    );
    await setChallengeState(by, { id: made.id, version: 1, state: "visible", reason: "" });
    tasks.push(made.id);
  }
  // It begins when everything stands, so that the picture of its points has no long empty beginning.
  const began = new Date();
  await updateCompetition(
    by,
    competitionUpdateInput.parse({
      ...fields,
      id,
      version,
      registrationOpensAt: began.toISOString(),
      startsAt: began.toISOString(),
      freezeAt: times.freezesAfter ? new Date(began.getTime() + times.freezesAfter).toISOString() : null,
    }),
  );
  await take(by, slug, "publish", "");
  return { id, slug, tasks, freezeAt: began.getTime() + (times.freezesAfter ?? 0) };
}

async function take(by: Ctx, slug: string, step: "publish" | "end" | "review" | "finalise", reason: string) {
  const { id, version } = await readCompetition(by, slug);
  await stepCompetition(by, { id, version, step, extend: true, reason });
}

const about = (index: number) => ({
  country: demoTeams[index]?.country ?? "CN",
  region: null,
  student: demoTeams[index]?.student ?? false,
  ageBand: demoTeams[index]?.student ? ("18to25" as const) : ("over25" as const),
});

async function enter(competitionId: string, captains: readonly Ctx[], divisions: readonly string[] = []) {
  const teams: string[] = [];
  for (const [index, captain] of captains.entries()) {
    const { id } = await registerTeam(captain, {
      competitionId,
      name: demoTeams[index]?.name ?? "",
      divisionKey: divisions[index] ?? null,
      declared: about(index),
      idempotencyKey: randomUUID(),
    });
    teams.push(id);
  }
  return teams;
}

async function play(
  tasks: readonly string[],
  captains: readonly Ctx[],
  solves: readonly (readonly [number, number])[],
) {
  for (const [team, task] of solves) {
    const captain = captains[team];
    const challengeId = tasks[task];
    if (captain && challengeId) await submitFlag(captain, { challengeId, flag: demoTasks[task]?.answer ?? "" });
  }
}
