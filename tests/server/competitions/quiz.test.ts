import { describe, expect, it } from "vitest";
import { type Member, organisation } from "#tests/support/community";
import { useDatabase } from "#tests/support/database";
import { callerFactory } from "@/server/api/root";
import { db } from "@/server/platform/db";
import { as, bank, event, hours, key, passPhase, quizSettings, team } from "./judged-stages";

useDatabase();

const refused = (call: Promise<unknown>) =>
  call.then(
    () => "ok",
    (error: { code?: string; cause?: { reason?: string; code?: string } }) =>
      error.cause?.reason ?? error.cause?.code ?? error.code,
  );

async function quiz(change: Partial<typeof quizSettings> = {}) {
  const made = await event(["quiz"]);
  const phaseId = made.phaseIds[0] ?? "";
  await as(made.organiser).saveQuiz({
    phaseId,
    version: 0,
    settings: { ...quizSettings, ...change },
    hours,
    questions: bank,
  });
  return { ...made, phaseId };
}

/** Answers everything right, by the text of the question. */
async function answerAll(member: Parameters<typeof as>[0], attemptId: string, right = true) {
  const { questions } = await as(member).attempt({ attemptId });
  for (const { id, kind } of questions) {
    const answer = { single: right ? ["a"] : ["b"], multiple: ["a", "b"], number: "4", text: "ｔｒｉｃｏｎｅｘ" }[kind];
    await as(member).answer({ attemptId, questionId: id, answer });
  }
}

/** With a team of one's own. */
async function startOf(by: Member, competitionId: string, phaseId: string) {
  await callerFactory(by.ctx).competitions.registerTeam({
    competitionId,
    name: `Own team ${key().slice(0, 8)}`,
    declared: { country: "SG", region: null, student: false, ageBand: "over25" },
    idempotencyKey: key(),
  });
  return as(by).startQuiz({ phaseId });
}

describe("a theory quiz", () => {
  it("is sealed, has its own order per team, ends by the database's clock, and gives marks only when nobody can answer", async () => {
    const made = await quiz();
    const { phaseId, organiser } = made;
    const [one, other] = [await team(made.id), await team(made.id)];
    const [row] = await db().quizQuestion.findMany({ where: { phaseId } });
    expect(Buffer.from(row?.sealed ?? []).toString("utf8")).not.toContain("Modbus");
    const { attemptId } = await as(one.captain).startQuiz({ phaseId });
    expect((await as(one.captain).startQuiz({ phaseId })).attemptId).toBe(attemptId);
    const paper = await as(one.captain).attempt({ attemptId });
    expect(JSON.stringify(paper)).not.toMatch(/Registered with IANA|"correct"|Triconex/u);
    expect(paper.questions).toHaveLength(4);
    expect((await as(one.captain).attempt({ attemptId })).questions.map(({ id }) => id)).toEqual(
      paper.questions.map(({ id }) => id),
    );
    await answerAll(one.captain, attemptId);
    const second = (await as(other.captain).startQuiz({ phaseId })).attemptId;
    await answerAll(other.captain, second, false);
    expect(await refused(as(other.captain).attempt({ attemptId }))).toBe("NOT_FOUND");
    expect(
      await refused(as(organiser).saveQuiz({ phaseId, version: 1, settings: quizSettings, hours, questions: bank })),
    ).toBe("quizBegun");
    await as(one.captain).handIn({ attemptId });
    expect(
      await refused(as(one.captain).answer({ attemptId, questionId: paper.questions[0]?.id ?? "", answer: null })),
    ).toBe("attemptOver");
    expect(await refused(as(organiser).publishQuiz({ phaseId }))).toBe("quizRunning");

    await db()
      .$executeRaw`UPDATE "QuizAttempt" SET "startedAt" = clock_timestamp() - interval '31 minutes' WHERE "id" = ${second}::uuid`;
    const late = await as(other.captain).attempt({ attemptId: second });
    expect(
      await refused(
        as(other.captain).answer({ attemptId: second, questionId: late.questions[0]?.id ?? "", answer: null }),
      ),
    ).toBe("attemptOver");
    await as(organiser).grantTime({ attemptId: second, minutes: 10, reason: "The line broke." });
    expect((await as(other.captain).attempt({ attemptId: second })).running).toBe(true);

    await passPhase(phaseId);
    // Extra time of one keeps marks and keys closed for all.
    expect((await as(one.captain).attempt({ attemptId })).total).toBeNull();
    await passPhase(phaseId, 11 * 60_000);
    const review = await as(one.captain).attempt({ attemptId });
    expect([review.total, review.most]).toEqual([10, 10]);
    expect(review.questions.every((question) => question.review !== null)).toBe(true);
    expect((await as(one.captain).quiz({ phaseId })).seed).toMatch(/^[0-9a-f]{32}$/u);

    const statistics = await as(organiser).quizStatistics({ phaseId });
    expect(statistics.attempts.map(({ points }) => points).sort()).toEqual([10, 8]);
    const port = statistics.items.find(({ textEn }) => textEn.includes("Modbus"));
    expect(port).toMatchObject({ shown: 2, facility: 0.5 });
    expect(port?.options.map(({ key, chosen }) => [key, chosen])).toEqual([
      ["a", 1],
      ["b", 1],
      ["c", 0],
    ]);
    await as(organiser).publishQuiz({ phaseId });
    await as(organiser).voidQuestion({ questionId: port?.id ?? "", reason: "Two options were right." });
    expect(await refused(as(organiser).voidQuestion({ questionId: port?.id ?? "", reason: "Again." }))).toBe(
      "questionVoided",
    );
    // Points that still hold the question are no result.
    expect((await as(organiser).quiz({ phaseId })).published).toBe(false);
    await as(organiser).publishQuiz({ phaseId });
    expect((await as(organiser).quiz({ phaseId })).published).toBe(true);
    const log = await db().competitionLog.findMany({
      where: { competitionId: made.id, kind: "feed" },
      orderBy: { id: "asc" },
    });
    expect(log.map(({ data }) => (data as { points: number }).points).sort()).toEqual([10, 8, 8, 8]);
  });

  it("keeps its keys from organisers who play, in the bank and in the statistics, until it is over", async () => {
    const { id: competitionId, phaseId, organiser } = await quiz();
    await answerAll(organiser, (await startOf(organiser, competitionId, phaseId)).attemptId);
    const readings = () =>
      [as(organiser).quizBank({ phaseId }), as(organiser).quizStatistics({ phaseId })].map(refused);
    expect(await Promise.all(readings())).toEqual(["organiserPlays", "organiserPlays"]);
    expect((await as(organiser).quiz({ phaseId })).can.statistics).toBe(false);
    await passPhase(phaseId);
    expect(await Promise.all(readings())).toEqual(["organiserPlays", "ok"]);
  });

  it("where everybody answers alone, a team gets the mean over all its members", async () => {
    const made = await quiz({ perPerson: true });
    const one = await team(made.id);
    const mate = (await organisation()).owner;
    await db().teamMember.create({ data: { competitionId: made.id, teamId: one.id, personId: mate.id, declared: {} } });
    const mine = (await as(one.captain).startQuiz({ phaseId: made.phaseId })).attemptId;
    await answerAll(one.captain, mine);
    expect(await refused(as(mate).attempt({ attemptId: mine }))).toBe("NOT_FOUND");
    await passPhase(made.phaseId);
    await as(made.organiser).publishQuiz({ phaseId: made.phaseId });
    const [log] = await db().competitionLog.findMany({ where: { competitionId: made.id, kind: "feed" } });
    expect(log?.data).toEqual({ phaseId: made.phaseId, points: 5 });
  });

  it("starts once, however many press the button, and takes one of many answers at once", async () => {
    const made = await quiz();
    const one = await team(made.id);
    const started = await Promise.all(
      Array.from({ length: 8 }, () => as(one.captain).startQuiz({ phaseId: made.phaseId })),
    );
    expect(new Set(started.map(({ attemptId }) => attemptId)).size).toBe(1);
    const attemptId = started[0]?.attemptId ?? "";
    const { questions } = await as(one.captain).attempt({ attemptId });
    const number = questions.find(({ kind }) => kind === "number")?.id ?? "";
    await Promise.all(
      ["1", "2", "3", "4"].map((answer) => as(one.captain).answer({ attemptId, questionId: number, answer })),
    );
    expect(await db().quizAnswer.count({ where: { attemptId } })).toBe(1);
    expect(await refused(as(one.captain).answer({ attemptId, questionId: number, answer: ["a"] }))).toBe("answerKind");
    const choice = questions.find(({ kind }) => kind === "single")?.id ?? "";
    expect(await refused(as(one.captain).answer({ attemptId, questionId: choice, answer: ["z"] }))).toBe("answerKind");
    expect(await refused(as(one.captain).quizBank({ phaseId: made.phaseId }))).toBe("organiserOnly");
    expect(await refused(as(one.captain).quizStatistics({ phaseId: made.phaseId }))).toBe("organiserOnly");
  });
});
