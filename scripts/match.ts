import type { Concept } from "@/domain/shared/concept";
import { runMatch } from "./match/run-match";

/**
 * `npm run match -- --subjects subjects.jsonl --needs needs.jsonl --out scores.jsonl [--top k]`
 * Scores every subject for every need without the platform. Exit codes: 0 done, 2 nothing was written.
 */

/** The shared names of skills, sectors, protocols, vendors and techniques that join Chinese and English texts. */
XX

process.exitCode = await runMatch({
  argv: process.argv.slice(2),
  language: process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "",
  concepts,
  say: (line) => process.stderr.write(`${line}\n`),
});
