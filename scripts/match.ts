import { allConcepts } from "@/domain/taxonomy/all-concepts";
import { runMatch } from "./match/run-match";

/**
 * `npm run match -- --subjects subjects.jsonl --needs needs.jsonl --out scores.jsonl [--top k]`
 * Scores every subject for every need without the platform. Exit codes: 0 done, 2 nothing was written.
 */

process.exitCode = await runMatch({
  argv: process.argv.slice(2),
  language: process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "",
  // The shared names of skills, sectors, protocols and techniques that join Chinese and English texts.
  concepts: allConcepts,
  say: (line) => process.stderr.write(`${line}\n`),
});
