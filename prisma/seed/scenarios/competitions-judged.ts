import { randomUUID } from "node:crypto";
import { competitionInput, teamInput } from "@/domain/competitions/schema";
import {
  createCompetition,
  readCompetition,
  stepCompetition,
} from "@/server/modules/competitions/service-competitions";
import { saveEntry } from "@/server/modules/competitions/service-entries";
import {
  answerPanel,
  closeJudging,
  invitePanel,
  openJudging,
  publishScores,
  saveJudging,
} from "@/server/modules/competitions/service-judging";
import {
  answerQuestion,
  handInQuiz,
  readAttempt,
  saveQuiz,
  startQuiz,
} from "@/server/modules/competitions/service-quiz";
import { publishQuiz } from "@/server/modules/competitions/service-quiz-results";
import { readInvitations, readSheet, saveSheet, submitSheet } from "@/server/modules/competitions/service-sheets";
import { registerTeam } from "@/server/modules/competitions/service-teams";
import { makePerson } from "@/server/modules/identity/service-operators";
import { contextOfPerson } from "@/server/modules/identity/service-sessions";
import type { Ctx } from "@/server/platform/ctx";
import {
  demoContests,
  demoEntrants,
  demoEntries,
  demoJudges,
  demoQuestions,
  demoRubric,
} from "./competitions-judged-data";

type DemoPerson = { email: string; role: string };
type Contest = { id: string; slug: string; phases: { id: string; kind: string }[] };
const minute = 60_000;
const demoQuiz = {
  version: 0,
  settings: { minutes: 20, perPerson: false, draw: 0 },
  hours: { startsAt: null, endsAt: null },
  questions: demoQuestions,
};

/**
 * Invented solution contests that are being judged, one that takes entries, quizzes that are open, and an event of a
 * contest and a quiz whose result is final.
 */
export async function seedCompetitionsJudged(
  organiser: { ownerId: string; organisationId: string },
  passwordHash: string,
): Promise<DemoPerson[]> {
  const by = await contextOfPerson(organiser.ownerId, organiser.organisationId);
  const player = async (email: string, name: { zh: string; en: string }) => {
    const id = await makePerson({
      email,
      passwordHash,
      nameZh: name.zh,
      nameEn: name.en,
      locale: "zh-CN",
      platformRole: null,
    });
    return contextOfPerson(id, null);
  };
  const entrants: Ctx[] = [];
  for (const [index, name] of demoEntrants.entries())
    entrants.push(
      await player(`entrant${index + 1}@teams.example`, { zh: `参赛者（${name.zh}）`, en: `Entrant (${name.en})` }),
    );
  const judges: Ctx[] = [];
  for (const [index, name] of demoJudges.entries()) judges.push(await player(`judge${index + 1}@judges.example`, name));
  const emails = judges.map((_, index) => `judge${index + 1}@judges.example`);

  for (const [unfinished, key] of (["solution", "substation"] as const).entries()) {
    const event = await contest(by, key);
    const phaseId = event.phases[0]?.id ?? "";
    await judged(by, phaseId, entrants, judges, emails, event);
    await scoreSome(judges, phaseId, unfinished);
  }

  const open = await contest(by, "open");
  const openPhase = open.phases[0]?.id ?? "";
  await enter(open, entrants);
  await saveJudging(by, {
    phaseId: openPhase,
    version: 0,
    settings: demoRubric,
    hours: { startsAt: null, endsAt: null },
  });
  await handIn(openPhase, entrants.slice(2));

  for (const key of ["theory", "safety"] as const) {
    const event = await contest(by, key);
    await enter(event, entrants);
    await saveQuiz(by, { phaseId: event.phases[0]?.id ?? "", ...demoQuiz });
  }

  const combined = await contest(by, "combined");
  const [contestPhase, quizPhase] = combined.phases;
  await quiz(by, quizPhase?.id ?? "", entrants, combined);
  await judged(by, contestPhase?.id ?? "", entrants, judges, emails, null);
  await scoreAll(judges, contestPhase?.id ?? "");
  await publishScores(by, contestPhase?.id ?? "");
  await closeJudging(by, contestPhase?.id ?? "");
  await publishQuiz(by, quizPhase?.id ?? "");
  await take(by, combined.slug, "review");
  await take(by, combined.slug, "finalise");
  return [
    { email: "judge1@judges.example", role: "judge of an invented contest 虚构方案赛评委" },
    { email: "judge2@judges.example", role: "judge of an invented contest 虚构方案赛评委" },
    { email: "entrant1@teams.example", role: "captain in an invented contest 虚构方案赛队长" },
  ];
}

async function contest(by: Ctx, key: keyof typeof demoContests): Promise<Contest> {
  const at = (minutes: number) => new Date(Date.now() + minutes * minute).toISOString();
  const { phases, ...words } = demoContests[key];
  const { id, slug } = await createCompetition(
    by,
    competitionInput.parse({
      ...words,
      timeZone: "Asia/Shanghai",
      registrationOpensAt: at(-120),
      startsAt: at(-60),
      endsAt: at(20_160),
      approval: false,
      phases,
      idempotencyKey: randomUUID(),
    }),
  );
  const made = await readCompetition(by, slug);
  await stepCompetition(by, { id, version: made.version, step: "publish", extend: true, reason: "" });
  return { id, slug, phases: made.phasesOf.map((one) => ({ id: one.id, kind: one.kind })) };
}

async function enter({ id }: Contest, entrants: readonly Ctx[]): Promise<void> {
  for (const [index, ctx] of entrants.entries())
    await registerTeam(
      ctx,
      teamInput.parse({
        competitionId: id,
        name: demoEntrants[index]?.zh ?? "",
        declared: { country: "CN", region: null, student: false, ageBand: "over25" },
        idempotencyKey: randomUUID(),
      }),
    );
}

/** Rubric, entries, judges, and the event ended so that judging can open. */
async function judged(
  by: Ctx,
  phaseId: string,
  entrants: readonly Ctx[],
  judges: readonly Ctx[],
  emails: string[],
  fresh: Contest | null,
): Promise<void> {
  if (fresh) {
    await enter(fresh, entrants);
    await saveJudging(by, { phaseId, version: 0, settings: demoRubric, hours: { startsAt: null, endsAt: null } });
    await handIn(phaseId, entrants);
    await take(by, fresh.slug, "end");
  }
  await invitePanel(by, { phaseId, emails });
  for (const ctx of judges) await answerPanel(ctx, { phaseId, accept: true, conflictTeamIds: [] });
  await openJudging(by, phaseId);
}

async function handIn(phaseId: string, entrants: readonly Ctx[]): Promise<void> {
  const skipped = demoEntries.length - entrants.length;
  for (const [index, ctx] of entrants.entries()) {
    const content = demoEntries[index + skipped];
    if (content) await saveEntry(ctx, { phaseId, version: 0, namesSeen: true, content: { ...content, fileIds: [] } });
  }
}

/** One judge has begun and the others have finished, so that the desk shows each state. */
async function scoreSome(judges: readonly Ctx[], phaseId: string, unfinished: number): Promise<void> {
  for (const [index, ctx] of judges.entries()) {
    const invitation = (await readInvitations(ctx)).find((one) => one.phaseId === phaseId);
    for (const [at, { assignmentId, number }] of (invitation?.sheets ?? []).entries()) {
      const { version } = await readSheet(ctx, assignmentId);
      const sheet = { assignmentId, version, ...sheetOf(index, number ?? 0) };
      if (index !== unfinished) await submitSheet(ctx, sheet);
      else if (at === 0) await saveSheet(ctx, { ...sheet, scores: { fit: 7 } });
    }
  }
}

async function scoreAll(judges: readonly Ctx[], phaseId: string): Promise<void> {
  for (const [index, ctx] of judges.entries()) {
    const invitation = (await readInvitations(ctx)).find((one) => one.phaseId === phaseId);
    for (const { assignmentId, number } of invitation?.sheets ?? []) {
      const { version } = await readSheet(ctx, assignmentId);
      await submitSheet(ctx, { assignmentId, version, ...sheetOf(index, number ?? 0) });
    }
  }
}

/** Judges differ a little in severity, entries in quality. */
function sheetOf(judge: number, number: number) {
  const near = (base: number) => Math.max(0, Math.min(10, base + ((number * 3) % 4) - (judge === 1 ? 1 : 0)));
  return {
    scores: { fit: near(5), effect: near(6), words: near(5) },
    comment: "思路清楚，现场条件考虑得较充分；建议补充回退方案。A clear idea; add a way back.",
    note: "",
  };
}

async function quiz(by: Ctx, phaseId: string, entrants: readonly Ctx[], event: Contest): Promise<void> {
  await enter(event, entrants);
  await saveJudging(by, {
    phaseId: event.phases.find(({ kind }) => kind === "judged")?.id ?? "",
    version: 0,
    settings: { ...demoRubric, appealHours: 0 },
    hours: { startsAt: null, endsAt: null },
  });
  await handIn(event.phases.find(({ kind }) => kind === "judged")?.id ?? "", entrants);
  await saveQuiz(by, { phaseId, ...demoQuiz });
  for (const [index, ctx] of entrants.entries()) {
    const { attemptId } = await startQuiz(ctx, phaseId);
    const { questions } = await readAttempt(ctx, attemptId);
    for (const [at, { id, kind, options }] of questions.entries()) {
      const wrong = (index + at) % (4 - (index % 3)) === 0;
      const choice = wrong ? options.at(-1)?.key : "a";
      const answer =
        kind === "single" ? [choice ?? "a"] : kind === "multiple" ? ["a", wrong ? "c" : "b"] : wrong ? "7" : "4";
      await answerQuestion(ctx, { attemptId, questionId: id, answer });
    }
    await handInQuiz(ctx, attemptId);
  }
  await take(by, event.slug, "end");
}

async function take(by: Ctx, slug: string, step: "end" | "review" | "finalise"): Promise<void> {
  const { id, version } = await readCompetition(by, slug);
  await stepCompetition(by, { id, version, step, extend: true, reason: step === "finalise" ? "final 终评完成" : "" });
}
