import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { useDatabase } from "#tests/support/database";
import { type Carrier, carryByPostgres, carryByRedis } from "@/server/platform/live-carriers";
import { transaction } from "@/server/platform/transaction";

useDatabase();

const redis = process.env.LIANFANG_TEST_REDIS_URL;
if (!redis) console.warn("skipped: live updates through Redis (set LIANFANG_TEST_REDIS_URL to a Redis to try them)");

let stops: Carrier[] = [];
afterEach(async () => {
  for (const carrier of stops) await carrier.stop();
  stops = [];
});

describe.each([
  ["PostgreSQL", (hear: (text: string) => void) => carryByPostgres(hear), true],
  ["Redis", (hear: (text: string) => void) => carryByRedis(redis ?? "", hear), redis !== undefined],
] as const)("live updates through %s", (_name, carry, here) => {
  it.skipIf(!here)("tell every process what committed, and nothing of what did not", async () => {
    const [one, other]: [string[], string[]] = [[], []];
    const first = await carry((text) => one.push(text));
    const second = await carry((text) => other.push(text));
    stops = [first, second];
    const [kept, lost] = [randomUUID(), randomUUID()].map((channel) => JSON.stringify({ channel, payload: {} })) as [
      string,
      string,
    ];
    await transaction(async (tx) => {
      await first.send(tx, lost);
      throw new Error("rolled back");
    }).catch(() => {});
    await transaction((tx) => first.send(tx, kept));
    await expect.poll(() => [one, other]).toEqual([[kept], [kept]]);
  });
});
