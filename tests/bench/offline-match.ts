import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const english =
  "segmentation firewall controller water power plant remote access incident backup recovery protocol asset inventory risk audit training vendor station network gateway historian operator update patch supply chain".split(
    " ",
  );
const chinese =
  "分区隔离 工业防火墙 可编程控制器 水厂 变电站 远程运维 应急响应 备份恢复 协议解析 资产测绘 风险评估 审计 培训 厂商 泵站 网关 操作员站 补丁 供应链".split(
    " ",
  );
const pairs = 500;
const wordsPerText = 250;

/** 500 subjects × 500 needs of invented words, half of them Chinese; the same at every run. */
function writeFiles(folder: string): void {
  let state = 42;
  const next = (most: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % most;
  };
  const text = (index: number): string => {
    const words = index % 2 === 0 ? english : chinese;
    return Array.from(
      { length: wordsPerText },
      () => `${words[next(words.length)]}${next(7) === 0 ? next(400) : ""}`,
    ).join(index % 2 === 0 ? " " : "，");
  };
  const lines = (make: (index: number) => object): string =>
    Array.from({ length: pairs }, (_, index) => JSON.stringify(make(index))).join("\n");
  writeFileSync(
    join(folder, "subjects.jsonl"),
    lines((index) => ({
      id: `s${index}`,
      texts: [{ title: `t${index}`, body: text(index), year: 2020 + (index % 7) }],
    })),
  );
  writeFileSync(
    join(folder, "needs.jsonl"),
    lines((index) => ({ id: `n${index}`, title: `need ${index}`, body: text(index) })),
  );
}

/** Runs the command as a person does; memory is the process's own high-water mark (Linux only, else null). */
async function runMatch(folder: string): Promise<{ seconds: number; megabytes: number | null; lines: number }> {
  const began = performance.now();
  const out = join(folder, "scores.jsonl");
  const child = spawn(
    process.execPath,
    [
      "--import",
      "tsx",
      "scripts/match.ts",
      "--subjects",
      join(folder, "subjects.jsonl"),
      "--needs",
      join(folder, "needs.jsonl"),
      "--out",
      out,
    ],
    { stdio: "ignore" },
  );
  let most: number | null = null;
  const watch = setInterval(() => {
    try {
      const kilobytes = /VmHWM:\s+(\d+)/u.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1];
      if (kilobytes) most = Math.max(most ?? 0, Math.round(Number(kilobytes) / 1_024));
    } catch {
      // The process has just ended, or this is not Linux.
    }
  }, 50);
  const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`npm run match ended with ${code}`);
  const seconds = (performance.now() - began) / 1_000;
  return { seconds, megabytes: most, lines: readFileSync(out, "utf8").trimEnd().split("\n").length };
}

export async function benchMatch(folder: string): Promise<void> {
  writeFiles(folder);
  const matched = await runMatch(folder);
  console.log(
    `npm run match, 500 × 500: ${matched.lines} pairs in ${matched.seconds.toFixed(1)} s, ${matched.megabytes ?? "?"} MB (targets 10 s, 1024 MB)`,
  );
}
