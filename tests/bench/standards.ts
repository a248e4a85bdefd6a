import { paragraphs } from "@/domain/standards/content";
import { type LintClause, lint } from "@/domain/standards/linter";
import { redline } from "@/domain/standards/redline";

/** A standard of some 300 printed pages (1,800 characters each), and how long its checks take, in milliseconds. */
function checkLargeStandard(): { characters: number; lint: number; redline: number } {
  const before = largeStandard("应");
  const after = largeStandard("宜");
  const versions = [before, after].map((clauses) =>
    clauses.map((clause, index) => ({ ...clause, number: String(index) })),
  );
  const linted = timed(() => lint(before, { language: "zh-CN" }));
  const compared = timed(() => redline(versions[0] ?? [], versions[1] ?? []));
  const characters = before.reduce((sum, { content }) => sum + JSON.stringify(content).length, 0);
  return { characters, lint: linted, redline: compared };
}

function largeStandard(verb: string): LintClause[] {
  const sentence = (at: number) =>
    `系统${at % 7 === 0 ? verb : "应"}对第${at}类会话进行记录并核对来源，记录的内容包括操作人员、时间和结果，见 ${(at % 300) + 1}。`;
  return Array.from({ length: 300 }, (_, page) => ({
    id: `clause-${page}`,
    parentId: null,
    kind: "body" as const,
    position: page,
    title: `要求${page}`,
    content: paragraphs(Array.from({ length: 36 }, (_, line) => sentence(page * 36 + line)).join("\n")),
  }));
}

function timed(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

export function benchStandards(): void {
  const standard = checkLargeStandard();
  console.log(
    `standard of 300 pages: lint ${standard.lint.toFixed(0)} ms (target 2000), redline ${standard.redline.toFixed(0)} ms (target 3000)`,
  );
}
