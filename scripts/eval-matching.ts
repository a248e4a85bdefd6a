import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { type Judgement, judgeScores, type MatchingQuality, type Scored } from "@/domain/matching/judgements";
import { type OfflineNeed, type OfflineSubject, offlineNeed, offlineSubject } from "@/domain/matching/offline-format";
import { prepareOffline } from "@/domain/matching/offline-match";
import { matchingWeights } from "@/domain/matching/weights";
import { allConcepts } from "@/domain/taxonomy/all-concepts";
import { baselines } from "./eval/baselines";
import { inventedSet } from "./eval/invented-set";
import { type Topic, topicsSet } from "./eval/topics-set";
import { offlineSeed } from "./match/run-match";
import { CommandError, readArguments, runCommand } from "./support/arguments";
import { readText } from "./support/read-rows";

const usage = `npm run eval:matching -- [--judgements judgements.jsonl] [--subjects subjects.jsonl --needs needs.jsonl | --scores scores.jsonl] [--topics topics.json] [--relevant GRADE] [--write FOLDER]
  without --judgements: the invented set that comes with the project
  without --subjects and --needs: files of these names beside the judgements, else the invented set's
  --topics: research needs with description and keywords (JSON, {"topics": […]}); judgements are made of them
  --write FOLDER: writes the invented set as three files of JSON lines`;

const judgement = z.object({
  need: z.coerce.string(),
  subject: z.coerce.string(),
  grade: z.number().min(0),
});
const scored = z.object({ need: z.coerce.string(), subject: z.coerce.string(), score: z.number() });

const topic = z.object({
  id: z.coerce.string(),
  title: z.string(),
  objective: z.string(),
  description: z.string(),
  keywords: z.array(z.string()),
});
const topicsFile = z.object({ topics: z.array(topic).min(1) });

type Texts = { subjects: OfflineSubject[]; needs: OfflineNeed[] };
type Options = Partial<
  Record<"judgements" | "subjects" | "needs" | "scores" | "topics" | "relevant" | "write", string | undefined>
>;

/** Ranks by the same engine as the platform and compares with what people judged. Exit code 2 when a file is wrong. */
await runCommand(async () => {
  const { options } = readArguments(
    usage,
    ["judgements", "subjects", "needs", "scores", "topics", "relevant", "write"],
    0,
  );
  const invented = inventedSet();
  if (options.write) writeInvented(options.write, invented);
  const made = options.topics ? topicsSet(readTopics(options.topics)) : invented;
  const judgements = options.judgements ? lines(options.judgements, judgement) : made.judgements;
  if (judgements.length === 0) throw new CommandError(`${options.judgements}: no judgements`);
  const relevantFrom = relevance(options.relevant, judgements);
  if (options.scores) return say(judgeScores(judgements, lines(options.scores, scored), relevantFrom), relevantFrom);
  const texts = textsFor(options, made, judgements);
  say(judgeScores(judgements, scoresOf(texts), relevantFrom), relevantFrom);
  console.log("\nfor comparison, over the same texts:");
  for (const { name, score } of baselines)
    sayBriefly(name, judgeScores(judgements, score(texts.subjects, texts.needs), relevantFrom));
});

function readTopics(file: string): Topic[] {
  const parsed = topicsFile.safeParse(parseJson(file, 1, readText(file)));
  if (!parsed.success) throw new CommandError(`${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data.topics;
}

function relevance(given: string | undefined, judgements: readonly Judgement[]): number {
  const grade =
    given === undefined ? judgements.reduce((most, one) => Math.max(most, one.grade), 0) / 2 : Number(given);
  if (!(grade > 0)) throw new CommandError("--relevant is a grade above 0");
  return grade;
}

/** The texts given, else those that lie beside the judgements, else the made ones. */
function textsFor(
  options: Options,
  made: { subjects: readonly object[]; needs: readonly object[] },
  judgements: readonly Judgement[],
): Texts {
  const beside = (name: string): string | undefined => {
    const path = join(dirname(options.judgements ?? ""), name);
    return options.judgements && existsSync(path) ? path : undefined;
  };
  const subjectsFile = options.subjects ?? beside("subjects.jsonl");
  const needsFile = options.needs ?? beside("needs.jsonl");
  if ((subjectsFile === undefined) !== (needsFile === undefined))
    throw new CommandError(`give both --subjects and --needs\nusage: ${usage}`);
  const texts = {
    subjects: subjectsFile
      ? lines(subjectsFile, offlineSubject)
      : made.subjects.map((one) => offlineSubject.parse(one)),
    needs: needsFile ? lines(needsFile, offlineNeed) : made.needs.map((one) => offlineNeed.parse(one)),
  };
  const subjects = new Set(texts.subjects.map(({ id }) => String(id)));
  const needs = new Set(texts.needs.map(({ id }) => String(id)));
  const unknown = judgements.find(({ subject, need }) => !subjects.has(subject) || !needs.has(need));
  if (unknown)
    throw new CommandError(
      `the judgements name the ${subjects.has(unknown.subject) ? `need ${unknown.need}` : `subject ${unknown.subject}`}, which is in no file\nusage: ${usage}`,
    );
  return texts;
}

function scoresOf({ subjects, needs }: Texts): Scored[] {
  const registry = prepareOffline(subjects, needs, {
    concepts: allConcepts,
    weights: matchingWeights,
    seed: offlineSeed,
  });
  return needs.flatMap((need) =>
    [...registry.scoreNeed(need, null)].map((one) => ({
      need: String(one.need),
      subject: String(one.subject),
      score: one.score,
    })),
  );
}

/** @throws CommandError with the line that is wrong */
function lines<T>(file: string, schema: z.ZodType<T>): T[] {
  return readText(file)
    .split("\n")
    .flatMap((line, index) => {
      if (line.trim() === "") return [];
      const parsed = schema.safeParse(parseJson(file, index + 1, line));
      if (parsed.success) return [parsed.data];
      const [issue] = parsed.error.issues;
      throw new CommandError(`${file}, line ${index + 1}: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`);
    });
}

function parseJson(file: string, line: number, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError(`${file}, line ${line}: not JSON`);
  }
}

function writeInvented(folder: string, { subjects, needs, judgements }: ReturnType<typeof inventedSet>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, rows] of Object.entries({ subjects, needs, judgements }))
    writeFileSync(join(folder, `${name}.jsonl`), `${rows.map((row) => JSON.stringify(row)).join("\n")}\n`);
}

function say(quality: MatchingQuality, relevantFrom: number): void {
  const figure = (value: number): string => value.toFixed(3);
  console.log(
    [
      `${quality.needs} needs, ${quality.judged} judgements${quality.unscored > 0 ? `, ${quality.unscored} without a score (counted as 0)` : ""}`,
      `nDCG@10                     ${figure(quality.ndcgAt10)}`,
      `recall@20 (grade ≥ ${relevantFrom})${" ".repeat(Math.max(1, 8 - String(relevantFrom).length))}${figure(quality.recallAt20)}`,
      `mean reciprocal rank        ${figure(quality.meanReciprocalRank)}`,
      `gap-weighted pair loss      ${figure(quality.pairLossByNeed)} within a need, ${figure(quality.pairLossBySubject)} within a subject`,
    ].join("\n"),
  );
}

function sayBriefly(name: string, quality: MatchingQuality): void {
  const figures = [
    `nDCG@10 ${quality.ndcgAt10.toFixed(3)}`,
    `recall@20 ${quality.recallAt20.toFixed(3)}`,
    `MRR ${quality.meanReciprocalRank.toFixed(3)}`,
    `pair loss ${quality.pairLossByNeed.toFixed(3)} within a need, ${quality.pairLossBySubject.toFixed(3)} within a subject`,
  ];
  console.log(`${name.padEnd(14)} ${figures.join(" · ")}`);
}
