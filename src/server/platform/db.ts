import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "./env";
import { log } from "./log";
import { applicationRole } from "./migrate";
import { forget, once } from "./once";
import { type Prisma, PrismaClient } from "./prisma/client";

export type Tx = Prisma.TransactionClient;

/** Every connection takes the application's role at once, so nothing a request does runs with the owner's rights. */
export function pool(): pg.Pool {
  return once("pool", () => {
    const made = new pg.Pool({
      connectionString: databaseUrl(),
      options: `-c role=${applicationRole} -c idle_in_transaction_session_timeout=30000`,
      max: 20,
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 60_000,
    });
    made.on("error", (error) => log().warn({ reason: error.message }, "an idle database connection was lost"));
    return made;
  });
}

export function db(): PrismaClient {
  return once("prisma", () => {
    const adapter = new PrismaPg(pool(), { onConnectionError: () => {} });
    return new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 20_000 } });
  });
}

export function databaseUrl(): string {
  const { DATABASE_URL } = env();
  if (!DATABASE_URL) throw new Error("DATABASE_URL is not set: the start sets it, or set it yourself");
  return DATABASE_URL;
}

export async function closeDatabase(): Promise<void> {
  await db().$disconnect();
  await pool().end();
  forget("prisma");
  forget("pool");
}

/** The database's clock: the only one that decides deadlines. */
export async function databaseNow(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  if (!row) throw new Error("the database did not tell the time");
  return row.now;
}

const uniqueViolation = "P2002";

/** True when a write lost against a UNIQUE constraint; with `target`, only that one (a column or index name). */
export function isUniqueViolation(error: unknown, target?: string): boolean {
  if (!(error instanceof Error) || (error as { code?: unknown }).code !== uniqueViolation) return false;
  return target === undefined || JSON.stringify((error as { meta?: unknown }).meta ?? {}).includes(target);
}
