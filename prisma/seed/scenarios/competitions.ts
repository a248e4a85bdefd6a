import { createHmac, randomUUID } from "node:crypto";
import { challengeInput, competitionInput, competitionUpdateInput } from "@/domain/competitions/schema";
import { createChallenge, setChallengeState } from "@/server/modules/competitions/service-challenges";
import {
  addOrganiser,
  announceToAll,
  createCompetition,
  readCompetition,
  stepCompetition,
  updateCompetition,
} from "@/server/modules/competitions/service-competitions";
import { pushScores, rotateFeedKey } from "@/server/modules/competitions/service-feed";
import { decideCase, readCases, replyToCase } from "@/server/modules/competitions/service-integrity";
import { practise, submitFlag } from "@/server/modules/competitions/service-play";
import { setSeasonName } from "@/server/modules/competitions/service-season";
import { exportTeamFlags } from "@/server/modules/competitions/service-team-flags";
import { inviteToTeam, joinTeam, readTeams, registerTeam } from "@/server/modules/competitions/service-teams";
import { writeUp } from "@/server/modules/competitions/service-writeups";
import { makePerson } from "@/server/modules/identity/service-operators";
import { contextOfPerson } from "@/server/modules/identity/service-sessions";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import {
  demoCups,
  demoField,
  demoLate,
  demoPhases,
  demoPushes,
  demoSolves,
  demoTasks,
  demoTeams,
  demoWriteups,
} from "./competitions-data";

type DemoPerson = { email: string; role: string };
const minute = 60_000;
/** Place of the task whose flag is each team's own. */
const perTeamTask = 3;
const shortWait = 4_000;

/**
 * One event that runs, one whose board is frozen, one that an engine scores, and three whose results are final, so that
 * there is a season: all invented.
 */
export async function seedCompetitions(
  organiser: { ownerId: string; organisationId: string },
  passwordHash: string,
): Promise<DemoPerson[]> {
  const by = await contextOfPerson(organiser.ownerId, organiser.organisationId);
  const captains: Ctx[] = [];
  for (const [index, { name }] of demoTeams.entries())
    captains.push(await player(`captain${index + 1}@teams.example`, name, passwordHash));
  const member = await player("member1@teams.example", demoTeams[0]?.name ?? "", passwordHash);
  const second = await organiserOf(passwordHash);
  const six = captains.slice(0, 6);

  const running = await cup(by, "running", { endsAt: new Date(Date.now() + 2_880 * minute).toISOString() });
  await addOrganiser(by, { id: running.id, email: secondOrganiser, role: "organiser" });
  const teams = await enter(running.id, six, ["open", "open", "students", "students", "open", "students"]);
  const invite = await inviteToTeam(captains[0] ?? by, { teamId: teams[0] ?? "", maxUses: 1, hours: 72 });
  await joinTeam(member, { code: invite.code, declared: about(0) });
  await play(running.tasks, captains, demoSolves);
  await submitFlag(captains[4] ?? by, { challengeId: running.tasks[1] ?? "", flag: "LF{XS-1024}" });
  await borrow(by, second, running, captains);
  await writeUps(running.tasks, captains, 1);
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
  await enter(frozen.id, six);
  await play(frozen.tasks, captains, demoSolves.slice(0, 6));
  await new Promise((resume) => setTimeout(resume, Math.max(0, frozen.freezeAt - Date.now()) + 50));
  await play(frozen.tasks, captains, demoLate);

  for (const key of ["spring", "autumn", "finalised"] as const) {
    const ended = await cup(by, key, { endsAt: new Date(Date.now() + 600 * minute).toISOString() });
    const field = key === "finalised" ? captains : six;
    await enter(ended.id, field);
    await play(ended.tasks, field, demoField[key]);
    if (key === "finalised") await writeUps(ended.tasks, captains, demoWriteups.length);
    for (const step of ["end", "review", "finalise"] as const)
      await take(by, demoCups[key].slug, step, step === "finalise" ? "All cases are closed. 核查均已处理。" : "");
    if (key === "finalised" && captains[5])
      for (const task of [0, 2])
        await practise(captains[5], { challengeId: ended.tasks[task] ?? "", flag: demoTasks[task]?.answer ?? "" });
  }
  for (const captain of captains.slice(0, 4)) await setSeasonName(captain, true);
  await engineScored(by, six);
  return [
    { email: secondOrganiser, role: "second organiser of an invented event 虚构赛事的第二组织者" },
    { email: "captain1@teams.example", role: "captain of an invented team 虚构战队队长" },
    { email: "member1@teams.example", role: "member of an invented team 虚构战队队员" },
  ];
}

const secondOrganiser = "organiser2@yanjiu.example";

async function organiserOf(passwordHash: string): Promise<Ctx> {
  const id = await makePerson({
    email: secondOrganiser,
    passwordHash,
    nameZh: "赛事组织者乙（演示）",
    nameEn: "Organiser Two (demo)",
    locale: "zh-CN",
    platformRole: null,
  });
  return contextOfPerson(id, null);
}

/** Two teams send another team's flag: one case has been heard and decided, the other waits for its team. */
async function borrow(by: Ctx, second: Ctx, event: Played, captains: readonly Ctx[]): Promise<void> {
  const flags = await flagsOfTeams(by, event.tasks[perTeamTask] ?? "");
  const send = async (team: number, of: number) => {
    const captain = captains[team];
    if (captain)
      await submitFlag(captain, {
        challengeId: event.tasks[perTeamTask] ?? "",
        flag: flags.get(demoTeams[of]?.name ?? "") ?? "",
      });
  };
  await send(4, 2);
  const [found] = await readCases(by, event.slug);
  if (!found || !captains[4]) throw new Error("another team's flag opened no case");
  await replyToCase(captains[4], {
    caseId: found.id,
    reply: "我们与另一队同坐一排，误抄了对方屏幕上的答案，没有使用。We sat beside them and copied the wrong screen.",
  });
  const word = {
    caseId: found.id,
    sanction: "warning" as const,
    reason: "说明可信，答案未得分。A credible account; nothing was scored.",
  };
  await decideCase(by, word);
  await decideCase(second, word);
  await send(3, 0);
}

/** Each team's own flag by the team's name, from the list that organisers download. */
async function flagsOfTeams(by: Ctx, challengeId: string): Promise<Map<string, string>> {
  const [, ...rows] = (await exportTeamFlags(by, challengeId)).split("\r\n").map((line) => line.split(","));
  return new Map(rows.map(([, name = "", flag = ""]) => [name, flag]));
}

async function writeUps(tasks: readonly string[], captains: readonly Ctx[], count: number): Promise<void> {
  for (const { team, task, ...words } of demoWriteups.slice(0, count)) {
    const captain = captains[team];
    if (captain) await writeUp(captain, { challengeId: tasks[task] ?? "", ...words });
  }
}

/** Attack and defence: an engine pushes each team's points, round by round. */
async function engineScored(by: Ctx, captains: readonly Ctx[]): Promise<void> {
  const event = await cup(by, "engine", { endsAt: new Date(Date.now() + 1_440 * minute).toISOString() });
  await enter(event.id, captains);
  const phaseId = event.phases.find(({ kind }) => kind === "scoreFeed")?.id ?? "";
  const { items } = await readTeams(by, { slug: event.slug, page: 1 });
  const numbers = demoTeams.map(({ name }) => items.find((one) => one.name === name)?.number ?? 0);
  const { secret } = await rotateFeedKey(by, phaseId);
  for (const [index, points] of demoPushes.entries()) {
    const scores = points.map((one, team) => ({ team: numbers[team] ?? 0, points: one }));
    const body = JSON.stringify({ sequence: index + 1, scores });
    await pushScores(phaseId, body, `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`);
  }
  await play(event.tasks, captains, demoSolves.slice(0, 4));
}

type Played = { id: string; slug: string; tasks: string[]; freezeAt: number; phases: { id: string; kind: string }[] };

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

async function cup(
  by: Ctx,
  key: keyof typeof demoCups,
  times: { endsAt: string; freezesAfter?: number },
): Promise<Played> {
  const soon = new Date(Date.now() + minute).toISOString();
  const fields = { ...demoCups[key], endsAt: times.endsAt };
  const { id, slug } = await createCompetition(
    by,
    competitionInput.parse({
      ...fields,
      registrationOpensAt: soon,
      startsAt: soon,
      phases: demoPhases[key],
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
        phaseId: phasesOf.find(({ kind }) => kind === "jeopardy")?.id,
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
      // Writeups are public with the end where it has come, and a day after it where it lies ahead.
      writeupsAt: key === "finalised" ? began.toISOString() : dayAfter(times.endsAt),
    }),
  );
  await take(by, slug, "publish", "");
  return { id, slug, tasks, freezeAt: began.getTime() + (times.freezesAfter ?? 0), phases: phasesOf };
}

const dayAfter = (instant: string): string => new Date(Date.parse(instant) + 1_440 * minute).toISOString();

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
  // Nobody solves at first sight: without a first look some time before, every answer were a signal of its own.
  await db().$executeRaw`
    INSERT INTO "ChallengeView" ("teamId", "challengeId", "viewedAt")
    SELECT "teamId", "challengeId", min("at" - (8 + "id" * 17 % 71) * interval '1 minute') FROM "CompetitionLog"
    WHERE "kind" = 'solve' AND "challengeId"::text = ANY (${[...tasks]}) GROUP BY 1, 2
    ON CONFLICT DO NOTHING`;
}
