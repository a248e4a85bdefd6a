import { randomBytes } from "node:crypto";
import { firstRunLink } from "@/server/modules/identity/service-operators";
import { env, publicUrl } from "@/server/platform/env";
import { logWarnings } from "@/server/platform/log";
import { readSetting, writeSetting } from "@/server/platform/settings";
import { AlreadyRunning, phase, startEverything } from "./main";

type Say = (line: string) => void;
type Seed = (password: string) => Promise<{ email: string; role: string }[]>;
type Demo = { password: string; people: { email: string; role: string }[] };

/** Starts, tells a person where to go and who can sign in, and stops in order on ctrl-C. */
export async function serve({ say, dev, seedDemo }: { say: Say; dev: boolean; seedDemo: Seed | null }): Promise<void> {
  logWarnings();
  outliveReaders();
  let demo: Demo | null = null;
  let firstLink: string | null = null;
  const seed = async () => {
    firstLink = await firstRunLink();
    if (seedDemo) {
      demo = await readSetting<Demo>("demo");
      if (!demo && firstLink) {
        demo = await phase(say, "seeding the demo community", () => seedNow(seedDemo));
      }
      firstLink = null;
    }
  };
  const stop = await startEverything({ say, dev, seed }).catch((error: unknown) => {
    throw explained(error);
  });
  stopOnSignal(stop, say);
  announce(say, demo, firstLink, seedDemo !== null);
}

async function seedNow(seedDemo: Seed): Promise<Demo> {
  const password = env().LIANFANG_DEMO_PASSWORD ?? randomBytes(9).toString("base64url");
  const people = await seedDemo(password);
  const demo = { password, people };
  await writeSetting("demo", demo);
  return demo;
}

function announce(say: Say, demo: Demo | null, firstLink: string | null, asked: boolean): void {
  say(`\nLianfang 联防\n  中文     ${publicUrl()}/zh-CN\n  English  ${publicUrl()}/en\n`);
  if (demo) {
    const width = Math.max(...demo.people.map(({ email }) => email.length));
    say(`Who can sign in (invented people, one password) 可登录的演示账号（同一密码）: ${demo.password}\n`);
    for (const { email, role } of demo.people) say(`  ${email.padEnd(width)}  ${role}`);
    say("\nPlatform roles ask for a second factor at the first sign-in. 平台角色首次登录时需要设置第二重验证。\n");
  } else if (asked) {
    say("This data folder already holds a community that is not the demo; it was left as it is.\n");
  }
  if (firstLink)
    say(
      `The first operator opens this link, once 首位运营员请打开此一次性链接:\n  ${publicUrl()}/zh-CN${firstLink}\n  ${publicUrl()}/en${firstLink}\n`,
    );
  say("ctrl-C stops everything. 按 ctrl-C 停止。");
}

function explained(error: unknown): Error {
  if (error instanceof AlreadyRunning) {
    return new Error(
      `Lianfang already runs on this data, at ${error.address}. Stop it first, or set LIANFANG_DATA_DIR to another folder.\n联防已在使用此数据目录运行：${error.address}。请先停止它，或将 LIANFANG_DATA_DIR 设为其他目录。`,
    );
  }
  if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") {
    return new Error(
      `Port ${env().PORT} is in use by another program; set PORT to a free one.\n端口 ${env().PORT} 已被占用，请用 PORT 指定其他端口。`,
    );
  }
  return error instanceof Error ? error : new Error(String(error));
}

/**
 * A terminal or a collector of lines may go before the server does. What it cannot say then is nobody's loss; without
 * this each line that cannot be written becomes an error that is written, without end.
 */
function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
}

function stopOnSignal(stop: () => Promise<void>, say: Say): void {
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      say("stopping … 正在停止");
      void stop().then(() => process.exit(0));
    });
  }
}
