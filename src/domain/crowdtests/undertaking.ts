import type { ProgrammeContent } from "./schema";

/**
 * What a programme is about to do, in its own words, for lists of what is forbidden or needs permission: its purpose,
 * what is in scope, and its rules. What it leaves out of scope it does not do.
 */
export function undertakingText(programme: { title: string; summary: string; content: ProgrammeContent }): string {
  const { title, summary, content } = programme;
  const assets = content.assets.filter(({ inScope }) => inScope).flatMap(({ name, note }) => [name, note]);
  return [title, summary, ...assets, content.rules].filter((part) => part !== "").join("\n");
}
