import { RateLimiterPostgres } from "rate-limiter-flexible";
import { AppError } from "@/domain/shared/errors";
import { pool } from "./db";
import { gather } from "./gather";
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
  const { points, expire } = await once("limit-points", () => gather(consume, { lanes: 2, most: 200 }))({
    key: limiter(limit).getKey(key),
    seconds: limit.seconds,
  });
  if (points > limit.points)
    throw new AppError("RATE_LIMITED", { facts: { seconds: Math.ceil(Math.max(0, expire - Date.now()) / 1_000) } });
}

type Consumed = { points: number; expire: number };

/**
 * What the library's `consume` does, for everybody who asks at once: every change of every person passes here, and one
 * statement for each would cost as much as the change. Rows are taken in the order of their keys, so that processes wait
 * for each other in one direction.
 */
async function consume(asked: readonly { key: string; seconds: number }[]): Promise<Consumed[]> {
  const now = Date.now();
  const wanted = new Map<string, { points: number; expire: number }>();
  for (const { key, seconds } of asked) {
    const known = wanted.get(key);
    if (known) known.points += 1;
    else wanted.set(key, { points: 1, expire: now + seconds * 1_000 });
  }
  const { rows } = await pool().query<{ key: string; points: number; expire: string }>({
    name: "limit-points",
    text: `
      INSERT INTO "rate_limit" AS r ("key", "points", "expire")
      SELECT * FROM unnest($1::text[], $2::int[], $3::bigint[]) AS g(key, points, expire) ORDER BY g.key
      ON CONFLICT ("key") DO UPDATE SET
        "points" = CASE WHEN r."expire" <= $4::bigint THEN excluded."points" ELSE r."points" + excluded."points" END,
        "expire" = CASE WHEN r."expire" <= $4::bigint THEN excluded."expire" ELSE r."expire" END
      RETURNING "key", "points", "expire"`,
    values: [
      [...wanted.keys()],
      [...wanted.values()].map(({ points }) => points),
      [...wanted.values()].map(({ expire }) => expire),
      now,
    ],
  });
  const counted = new Map(rows.map(({ key, points, expire }) => [key, { points, expire: Number(expire) }]));
  return asked.map(({ key }) => {
    const known = counted.get(key);
    const own = wanted.get(key);
    if (!known || !own) throw new Error("a limit was not counted");
    // Who came first has the smaller count.
    own.points -= 1;
    return { points: known.points - own.points, expire: known.expire };
  });
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
