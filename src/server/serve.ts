import { env, publicUrl } from "@/server/platform/env";
import { AlreadyRunning, startEverything } from "./main";

/** Starts, tells a person where to go, and stops in order on ctrl-C. */
export async function serve({ demo, say }: { demo: boolean; say: (line: string) => void }): Promise<void> {
  const stop = await startEverything({ say }).catch((error: unknown) => {
    if (error instanceof AlreadyRunning) {
      throw new Error(
        `Lianfang already runs on this data, at ${error.address}. Stop it first, or set LIANFANG_DATA_DIR to another folder.\n联防已在使用此数据目录运行：${error.address}。请先停止它，或将 LIANFANG_DATA_DIR 设为其他目录。`,
      );
    }
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") {
      throw new Error(
        `Port ${env().PORT} is in use by another program; set PORT to a free one.\n端口 ${env().PORT} 已被占用，请用 PORT 指定其他端口。`,
      );
    }
    throw error;
  });
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      say("stopping …");
      void stop().then(() => process.exit(0));
    });
  }
  say(`\nLianfang 联防\n  ${publicUrl()}/zh-CN\n  ${publicUrl()}/en\n`);
  if (demo) say("demo");
}
