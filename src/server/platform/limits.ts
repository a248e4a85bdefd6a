import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "@/domain/shared/errors";
import { pool } from "./db";
import { once } from "./once";

export type Limit = { readonly name: string; readonly points: number; readonly seconds: number };

function limiter({ name, points, seconds }: Limit): RateLimiterPostgres {
  return once(
    `limit:${name}`,
    () =>
      new RateLimiterPostgres({
        storeClient: pool(),
        tableName: "rate_limit",
        tableCreated: true,
        clearExpiredByTimeout: true,
        keyPrefix: name,
        points,
        duration: seconds,
      }),
  );
}

/** Takes one point of the limit for this key. @throws AppError RATE_LIMITED with the seconds to wait */
export async function takePoint(limit: Limit, key: string): Promise<void> {
  try {
    await limiter(limit).consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw new AppError("RATE_LIMITED", { facts: { seconds: Math.ceil(refusal.msBeforeNext / 1_000) } });
  }
}

/** A block of its own beside the count of failures that leads to it. */
const pause = ({ name, seconds }: Limit): Limit => ({ name: `${name}-pause`, points: 1, seconds });

/** Counts a failure and closes the key for as long as `delay` says for that many, in milliseconds. */
export async function countFailure(limit: Limit, key: string, delay: (failures: number) => number): Promise<void> {
  const { consumedPoints } = await limiter(limit).penalty(key);
  const seconds = Math.ceil(delay(consumedPoints) / 1_000);
  if (seconds > 0) await limiter(pause(limit)).block(key, seconds);
}

/** @throws AppError RATE_LIMITED while a pause after failures lasts */
export async function refuseInPause(limit: Limit, key: string): Promise<void> {
  const state = await limiter(pause(limit)).get(key);
  if (state && state.msBeforeNext > 0)
    throw new AppError("RATE_LIMITED", { facts: { seconds: Math.ceil(state.msBeforeNext / 1_000) } });
}

/** Gives all points back, after a success that shows the person was no attacker. */
export async function clearLimit(limit: Limit, key: string): Promise<void> {
  await limiter(limit).delete(key);
}
