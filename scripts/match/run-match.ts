import { realpath } from "node:fs/promises";
import { parseArgs } from "node:util";
import { offlineNeed, offlineSubject } from "@/domain/matching/offline-format";
import { prepareOffline } from "@/domain/matching/offline-match";
import { matchingWeights } from "@/domain/matching/weights";
import type { Concept } from "@/domain/shared/concept";
import { InputFault } from "./input-fault";
import { readRecords } from "./read-records";
import { type FaultWords, faultWordsFor } from "./words";
import { openOutput } from "./write-lines";

export type MatchRun = {
  readonly argv: readonly string[];
  /** A POSIX locale such as `zh_CN.UTF-8`; Chinese gets Chinese sentences, all else English. */
  readonly language: string;
  readonly concepts: readonly Concept[];
  /** Prints a line for the person at the terminal. */
  readonly say: (line: string) => void;
};

/** Fixed, so that the same files give the same scores on every machine. */
export const offlineSeed = 20_261_123;

/** @returns the exit code: 0, or 2 when an argument or a file is wrong; then nothing was written */
export async function runMatch(run: MatchRun): Promise<number> {
  const words = faultWordsFor(run.language);
  try {
    const options = readOptions(run.argv);
    if (options === "help") {
      run.say(words.usage());
      return 0;
    }
    await matchFiles(options, run, words);
    return 0;
  } catch (fault) {
    if (!(fault instanceof InputFault)) throw fault;
    for (const sentence of fault.sentences) run.say(sentence(words));
    return 2;
  }
}

type Options = { readonly subjects: string; readonly needs: string; readonly out: string; readonly top: number | null };

async function matchFiles(options: Options, run: MatchRun, words: FaultWords): Promise<void> {
  await refuseOwnInput(options);
  const output = await openOutput(options.out);
  try {
    const warn = (field: string, lines: number, file: string) => run.say(words.ignoredField(field, lines, file));
    const subjects = await readRecords(options.subjects, offlineSubject, warn);
    const needs = await readRecords(options.needs, offlineNeed, warn);
    const registry = prepareOffline(subjects, needs, {
      concepts: run.concepts,
      weights: matchingWeights,
      seed: offlineSeed,
    });
    for (const need of needs) {
      const lines: string[] = [];
      for (const score of registry.scoreNeed(need, options.top)) lines.push(JSON.stringify(score));
      await output.write(lines);
    }
    await output.finish();
    run.say(words.done(subjects.length, needs.length, options.out));
  } finally {
    await output.discard();
  }
}

function readOptions(argv: readonly string[]): Options | "help" {
  const { subjects, needs, out, top, help } = parseOptions(argv);
  if (help) return "help";
  if (subjects === undefined || needs === undefined || out === undefined) {
    throw new InputFault(
      (words) => words.missingOption(),
      (words) => words.usage(),
    );
  }
  if (top !== undefined && !/^[1-9]\d{0,8}$/.test(top)) throw new InputFault((words) => words.badTop(top));
  return { subjects, needs, out, top: top === undefined ? null : Number(top) };
}

function parseOptions(argv: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...argv],
      options: { subjects: text, needs: text, out: text, top: text, help: { type: "boolean", short: "h" } },
    }).values;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new InputFault(
      (words) => words.badOption(detail),
      (words) => words.usage(),
    );
  }
}

async function refuseOwnInput(options: Options): Promise<void> {
  const [out, ...inputs] = await Promise.all(
    [options.out, options.subjects, options.needs].map((path) => realpath(path).catch(() => null)),
  );
  if (out && inputs.includes(out)) throw new InputFault((words) => words.outIsInput(options.out));
}
