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

/** Gives all points back, after a success that shows the person was no attacker. */
export async function clearLimit(limit: Limit, key: string): Promise<void> {
  await limiter(limit).delete(key);
}
