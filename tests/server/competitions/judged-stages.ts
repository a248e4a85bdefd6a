import { randomUUID } from "node:crypto";
import { type Member, organisation } from "#tests/support/community";
import { competitionInput, teamInput } from "@/domain/competitions/schema";
import type { EntryContent, JudgedSettings } from "@/domain/competitions/schema-judged";
import type { QuizQuestionContent, QuizSettings } from "@/domain/competitions/schema-quiz";
import { callerFactory } from "@/server/api/root";
import {
  createCompetition,
  readCompetition,
  stepCompetition,
} from "@/server/modules/competitions/service-competitions";
import { registerTeam } from "@/server/modules/competitions/service-teams";
import { makePerson } from "@/server/modules/identity/service-operators";
import { contextOfPerson } from "@/server/modules/identity/service-sessions";
import { db } from "@/server/platform/db";

export const as = (member: Pick<Member, "ctx">) => callerFactory(member.ctx).competitionsJudged;
export const key = () => randomUUID();

export type Phase = "judged" | "quiz" | "jeopardy";
export type Event = { id: string; slug: string; organiser: Member; phaseIds: string[] };

/** A published event with these phases; it runs from a minute ago for a day, unless told. */
export async function event(phases: Phase[], change: Record<string, unknown> = {}): Promise<Event> {
  const organiser = (await organisation("alliance")).owner;
  const slug = `event-${randomUUID().slice(0, 12)}`;
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  const { id } = await createCompetition(
    organiser.ctx,
    competitionInput.parse({
      slug,
      titleZh: "测试竞赛",
      titleEn: "Test event",
      timeZone: "Asia/Shanghai",
      registrationOpensAt: at(-10),
      startsAt: at(-1),
      endsAt: at(1_440),
      approval: false,
      phases: phases.map((kind) => ({ kind, titleZh: "环节", titleEn: `Phase ${kind}`, weight: 1 })),
      idempotencyKey: key(),
      ...change,
    }),
  );
  const { version, phasesOf } = await readCompetition(organiser.ctx, slug);
  await stepCompetition(organiser.ctx, { id, version, step: "publish", extend: true, reason: "" });
  return { id, slug, organiser, phaseIds: phasesOf.map((phase) => phase.id) };
}

export type Team = { id: string; captain: Member; name: string; organisationId: string };

export async function team(competitionId: string, name = `Team ${randomUUID().slice(0, 8)}`): Promise<Team> {
  const { owner, id: organisationId } = await organisation("enterprise");
  const { id } = await registerTeam(
    owner.ctx,
    teamInput.parse({
      competitionId,
      name,
      divisionKey: null,
      declared: { country: "SG", region: null, student: false, ageBand: "over25" },
      idempotencyKey: key(),
    }),
  );
  return { id, captain: owner, name, organisationId };
}

/** Somebody whose address shares its domain with nobody: a common one would be a conflict of interest. */
export async function judge(): Promise<Member> {
  const email = `judge@${randomUUID().slice(0, 12)}.example`;
  const id = await makePerson({
    email,
    passwordHash: null,
    nameZh: "评委",
    nameEn: "Judge",
    locale: "en",
    platformRole: null,
  });
  return { id, email, ctx: await contextOfPerson(id, null) };
}

export function settings(change: Partial<JudgedSettings> = {}): JudgedSettings {
  return {
    criteria: [
      { id: "fit", titleZh: "适用", titleEn: "Fit", weight: 60, max: 10, anchors: [] },
      { id: "novelty", titleZh: "创新", titleEn: "Novelty", weight: 40, max: 10, anchors: [] },
    ],
    judgesPerEntry: 2,
    loadLimit: 20,
    gap: 20,
    method: "additive",
    appealHours: 24,
    accepts: ["document"],
    leastFiles: 0,
    ...change,
  };
}

export function entry(change: Partial<EntryContent> = {}): EntryContent {
  return {
    language: "en",
    title: "Zones for a pump house",
    summary: "Segmentation with what is there already.",
    body: "",
    assistance: "none",
    assistanceNote: "",
    fileIds: [],
    ...change,
  };
}

export const hours = { startsAt: null, endsAt: null };

/** Ends the phase for entries as time would. */
export async function passPhase(phaseId: string, milliseconds = 1): Promise<void> {
  await db()
    .$executeRaw`UPDATE "CompetitionPhase" SET "endsAt" = clock_timestamp() - ${milliseconds} * interval '1 millisecond' WHERE "id" = ${phaseId}::uuid`;
}

export async function passAppeals(phaseId: string): Promise<void> {
  await db()
    .$executeRaw`UPDATE "JudgedPhase" SET "appealsUntil" = clock_timestamp() - interval '1 millisecond' WHERE "phaseId" = ${phaseId}::uuid`;
}

export type Contest = Event & { phaseId: string; teams: Team[]; judges: Member[] };

/** A solution contest with entries handed in and judges who accepted. */
export async function contest(
  counts: { teams: number; judges: number },
  change: Partial<JudgedSettings> = {},
): Promise<Contest> {
  const made = await event(["judged"]);
  const phaseId = made.phaseIds[0] ?? "";
  await as(made.organiser).setUp({ phaseId, version: 0, settings: settings(change), hours });
  const teams: Team[] = [];
  for (let count = 0; count < counts.teams; count++) teams.push(await team(made.id));
  for (const one of teams) await as(one.captain).enter({ phaseId, version: 0, content: entry(), namesSeen: true });
  const judges = await Promise.all(Array.from({ length: counts.judges }, () => judge()));
  if (judges.length > 0) await as(made.organiser).invite({ phaseId, emails: judges.map(({ email }) => email) });
  for (const one of judges) await as(one).answerInvitation({ phaseId, accept: true, conflictTeamIds: [] });
  return { ...made, phaseId, teams, judges };
}

/** …and opened for judging. */
export async function judging(...given: Parameters<typeof contest>): Promise<Contest> {
  const made = await contest(...given);
  await passPhase(made.phaseId);
  await as(made.organiser).openJudging({ phaseId: made.phaseId });
  return made;
}

/** Hands in every open sheet of these judges. */
export async function scoreAll(
  made: Contest,
  scores: (judge: number, number: number) => Record<string, number> = () => ({ fit: 7, novelty: 6 }),
): Promise<void> {
  for (const [index, one] of made.judges.entries())
    for (const { sheets } of await as(one).sheets({}))
      for (const { assignmentId, number, done } of sheets) {
        if (done) continue;
        const { version } = await as(one).sheet({ assignmentId });
        await as(one).submitSheet({
          assignmentId,
          version,
          scores: scores(index, number ?? 0),
          comment: "Clear.",
          note: "",
        });
      }
}

export const single = (
  change: Partial<Extract<QuizQuestionContent, { kind: "single" }>> = {},
): QuizQuestionContent => ({
  kind: "single",
  textZh: "Modbus/TCP 的端口？",
  textEn: "Which port does Modbus/TCP use?",
  explanationZh: "",
  explanationEn: "Registered with IANA.",
  topic: "",
  points: 2,
  options: [
    { key: "a", textZh: "502", textEn: "502" },
    { key: "b", textZh: "102", textEn: "102" },
    { key: "c", textZh: "44818", textEn: "44818" },
  ],
  correct: "a",
  ...change,
});

export const bank: QuizQuestionContent[] = [
  single(),
  {
    kind: "multiple",
    textZh: "",
    textEn: "Which parts of IEC 62443 are about systems?",
    explanationZh: "",
    explanationEn: "",
    topic: "",
    points: 4,
    options: [
      { key: "a", textZh: "", textEn: "3-2" },
      { key: "b", textZh: "", textEn: "3-3" },
      { key: "c", textZh: "", textEn: "4-1" },
      { key: "d", textZh: "", textEn: "4-2" },
    ],
    correct: ["a", "b"],
    partial: "balanced",
  },
  {
    kind: "number",
    textZh: "",
    textEn: "How many security levels besides zero?",
    explanationZh: "",
    explanationEn: "",
    topic: "",
    points: 2,
    value: 4,
    tolerance: 0,
    near: 0,
    unit: "",
  },
  {
    kind: "text",
    textZh: "",
    textEn: "Name the safety controller that TRITON attacked.",
    explanationZh: "",
    explanationEn: "",
    topic: "",
    points: 2,
    accepted: ["Triconex"],
  },
];

export const quizSettings: QuizSettings = { minutes: 30, perPerson: false, draw: 0 };
