import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { type Judgement, judgeScores, type MatchingQuality, type Scored } from "@/domain/matching/judgements";
import { offlineNeed, offlineSubject } from "@/domain/matching/offline-format";
import { prepareOffline } from "@/domain/matching/offline-match";
import { matchingWeightsV1 } from "@/domain/matching/weights";
import { allConcepts } from "@/domain/taxonomy/all-concepts";
import { inventedSet } from "./eval/invented-set";
import { offlineSeed } from "./match/run-match";
import { CommandError, readArguments, runCommand } from "./support/arguments";
import { readText } from "./support/read-rows";

const usage = `npm run eval:matching -- [--judgements judgements.jsonl] [--subjects subjects.jsonl --needs needs.jsonl | --scores scores.jsonl] [--relevant GRADE] [--write FOLDER]
  without --judgements: the invented set that comes with the project
  without --subjects and --needs: files of these names beside the judgements, else the invented set's
  --write FOLDER: writes the invented set as three files of JSON lines`;

const judgement = z.object({
  need: z.coerce.string(),
  subject: z.coerce.string(),
  grade: z.number().min(0),
});
const scored = z.object({ need: z.coerce.string(), subject: z.coerce.string(), score: z.number() });

/** Ranks by the same engine as the platform and compares with what people judged. Exit code 2 when a file is wrong. */
await runCommand(async () => {
  const { options } = readArguments(usage, ["judgements", "subjects", "needs", "scores", "relevant", "write"], 0);
  const invented = inventedSet();
  if (options.write) writeInvented(options.write, invented);
  const judgements = options.judgements ? lines(options.judgements, judgement) : invented.judgements;
  if (judgements.length === 0) throw new CommandError(`${options.judgements}: no judgements`);
  const relevantFrom = relevance(options.relevant, judgements);
  const scores = options.scores ? lines(options.scores, scored) : scoresOf(options, judgements, invented);
  say(judgeScores(judgements, scores, relevantFrom), relevantFrom);
});

function relevance(given: string | undefined, judgements: readonly Judgement[]): number {
  const grade =
    given === undefined ? judgements.reduce((most, one) => Math.max(most, one.grade), 0) / 2 : Number(given);
  if (!(grade > 0)) throw new CommandError("--relevant is a grade above 0");
  return grade;
}

function scoresOf(
  options: { judgements?: string | undefined; subjects?: string | undefined; needs?: string | undefined },
  judgements: readonly Judgement[],
  invented: ReturnType<typeof inventedSet>,
): Scored[] {
  const beside = (name: string): string | undefined => {
    const path = join(dirname(options.judgements ?? ""), name);
    return options.judgements && existsSync(path) ? path : undefined;
  };
  const subjectsFile = options.subjects ?? beside("subjects.jsonl");
  const needsFile = options.needs ?? beside("needs.jsonl");
  if ((subjectsFile === undefined) !== (needsFile === undefined))
    throw new CommandError(`give both --subjects and --needs\nusage: ${usage}`);
  const subjects = subjectsFile
    ? lines(subjectsFile, offlineSubject)
    : invented.subjects.map((one) => offlineSubject.parse(one));
  const needs = needsFile ? lines(needsFile, offlineNeed) : invented.needs.map((one) => offlineNeed.parse(one));
  const known = new Set(subjects.map(({ id }) => String(id)));
  const unknown = judgements.find(({ subject }) => !known.has(subject));
  if (unknown)
    throw new CommandError(`the judgements name the subject ${unknown.subject}, which is in no file\nusage: ${usage}`);
  const registry = prepareOffline(subjects, needs, {
    concepts: allConcepts,
    weights: matchingWeightsV1,
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
