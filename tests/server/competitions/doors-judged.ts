import { randomUUID } from "node:crypto";
import { db } from "@/server/platform/db";
import {
  as,
  bank,
  contest,
  entry,
  event,
  hours,
  judging,
  quizSettings,
  scoreAll,
  settings,
  team,
} from "./judged-stages";

/** The part of judged phases and quizzes in the matrix: every reader is a stranger to these events. */
const world = {
  slug: "",
  phaseId: "",
  entryId: "",
  judgingId: "",
  assignmentId: "",
  appealId: "",
  quizId: "",
  attemptId: "",
  questionId: "",
};

export async function competitionsJudgedWorld(): Promise<void> {
  const open = await contest({ teams: 1, judges: 0 });
  const judged = await judging({ teams: 1, judges: 2 });
  const [assignment] = await db().judgeAssignment.findMany({ where: { entry: { phaseId: judged.phaseId } } });
  const appealed = await judging({ teams: 1, judges: 2 });
  await scoreAll(appealed);
  await as(appealed.organiser).publishScores({ phaseId: appealed.phaseId });
  const captain = appealed.teams[0]?.captain ?? appealed.organiser;
  const entryId = (await as(captain).ownEntry({ phaseId: appealed.phaseId }))?.id ?? "";
  const { id: appealId } = await as(captain).appeal({ entryId, text: "An appeal of the matrix." });
  const quiz = await event(["quiz"]);
  const quizId = quiz.phaseIds[0] ?? "";
  await as(quiz.organiser).saveQuiz({ phaseId: quizId, version: 0, settings: quizSettings, hours, questions: bank });
  const entrant = await team(quiz.id);
  const { attemptId } = await as(entrant.captain).startQuiz({ phaseId: quizId });
  const [question] = await db().quizQuestion.findMany({ where: { phaseId: quizId } });
  Object.assign(world, {
    slug: open.slug,
    phaseId: open.phaseId,
    entryId,
    judgingId: judged.phaseId,
    assignmentId: assignment?.id ?? "",
    appealId,
    quizId,
    attemptId,
    questionId: question?.id ?? "",
  });
}

export function competitionsJudgedInputs(): Record<string, unknown> {
  const { phaseId, slug, assignmentId, quizId, attemptId, questionId } = world;
  const sheet = { assignmentId, version: 1, scores: { fit: 1, novelty: 1 } };
  return {
    "competitionsJudged.phase": { phaseId },
    "competitionsJudged.setUp": { phaseId, version: 1, settings: settings(), hours },
    "competitionsJudged.ownEntry": { phaseId },
    "competitionsJudged.enter": { phaseId, version: 0, content: entry() },
    "competitionsJudged.withdraw": { entryId: world.entryId },
    "competitionsJudged.panel": { phaseId },
    "competitionsJudged.invite": { phaseId, emails: ["nobody@people.example"] },
    "competitionsJudged.answerInvitation": { phaseId, accept: true },
    "competitionsJudged.openJudging": { phaseId },
    "competitionsJudged.sheets": {},
    "competitionsJudged.sheet": { assignmentId },
    "competitionsJudged.saveSheet": sheet,
    "competitionsJudged.submitSheet": sheet,
    "competitionsJudged.recuse": { assignmentId, reason: "because" },
    "competitionsJudged.publishScores": { phaseId: world.judgingId },
    "competitionsJudged.results": { phaseId: world.judgingId },
    "competitionsJudged.appeal": { entryId: world.entryId, text: "An appeal of a stranger." },
    "competitionsJudged.decideAppeal": { appealId: world.appealId, uphold: false, reply: "because" },
    "competitionsJudged.closeJudging": { phaseId: world.judgingId },
    "competitionsJudged.quiz": { phaseId: quizId },
    "competitionsJudged.quizBank": { phaseId: quizId },
    "competitionsJudged.saveQuiz": { phaseId: quizId, version: 1, settings: quizSettings, hours, questions: bank },
    "competitionsJudged.startQuiz": { phaseId: quizId },
    "competitionsJudged.attempt": { attemptId },
    "competitionsJudged.answer": { attemptId, questionId, answer: null },
    "competitionsJudged.handIn": { attemptId },
    "competitionsJudged.quizStatistics": { phaseId: quizId },
    "competitionsJudged.publishQuiz": { phaseId: quizId },
    "competitionsJudged.grantTime": { attemptId, minutes: 5, reason: "because" },
    "competitionsJudged.voidQuestion": { questionId, reason: "because" },
    "competitionsJudged.season": {},
    "competitionsJudged.setSeasonName": { shown: true },
    "competitionsJudged.combination": { slug },
    "competitionsJudged.certificate": { slug },
    "competitionsJudged.takeCertificate": { slug },
    "competitionsJudged.printCertificate": { slug },
    "competitionsJudged.importPack": { slug, phaseId, fileId: randomUUID(), take: false },
    "competitionsJudged.exportPack": { slug },
  };
}

type Row = Record<string, string>;

export function competitionsJudgedStated<R extends Row>({
  all,
  except,
}: {
  all: (answer: string) => R;
  except: (base: R, change: Partial<R>) => R;
}): Record<string, R> {
  const change = (base: R, row: Row) => except(base, row as Partial<R>);
  const everybody = all("ok");
  const visitor = "UNAUTHENTICATED signIn";
  const token = "FORBIDDEN browserOnly";
  const organisers = change(all("FORBIDDEN organiserOnly"), { visitor, token });
  const inTeam = change(all("FORBIDDEN noTeam"), { visitor, token });
  const anyPerson = change(everybody, { visitor, token });
  const rows: Record<string, R> = {
    phase: everybody,
    setUp: organisers,
    ownEntry: everybody,
    enter: inTeam,
    // What belongs to others is not there, for whoever asks: entries, invitations, sheets, attempts.
    withdraw: everybody,
    panel: organisers,
    invite: organisers,
    answerInvitation: everybody,
    openJudging: organisers,
    sheets: anyPerson,
    sheet: everybody,
    saveSheet: everybody,
    submitSheet: everybody,
    recuse: everybody,
    publishScores: organisers,
    results: change(all("FORBIDDEN scoresNotPublished"), { visitor }),
    appeal: everybody,
    decideAppeal: organisers,
    closeJudging: organisers,
    quiz: everybody,
    quizBank: organisers,
    saveQuiz: organisers,
    startQuiz: inTeam,
    attempt: everybody,
    answer: everybody,
    handIn: everybody,
    quizStatistics: organisers,
    publishQuiz: organisers,
    grantTime: organisers,
    voidQuestion: organisers,
    season: everybody,
    setSeasonName: anyPerson,
    combination: everybody,
    certificate: inTeam,
    takeCertificate: inTeam,
    printCertificate: inTeam,
    importPack: organisers,
    exportPack: organisers,
  };
  return Object.fromEntries(Object.entries(rows).map(([door, row]) => [`competitionsJudged.${door}`, row]));
}
