import { resolve } from "node:path";
import { z } from "zod";

/** `A=` in an environment file means "not set". */
const text = z
  .string()
  .optional()
  .transform((value) => (value === "" ? undefined : value));
const flag = text.transform((value) => value === "1" || value === "true");

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  LIANFANG_DATA_DIR: z
    .string()
    .default(".data")
    .transform((path) => resolve(path)),
  LIANFANG_PUBLIC_URL: text,
  LIANFANG_MASTER_KEY: text,
  LIANFANG_DEMO_PASSWORD: text,
  LIANFANG_JURISDICTION: z.string().length(2).default("CN"),
  LIANFANG_TRUST_PROXY: flag,
  LIANFANG_OUTBOUND_PRIVATE: flag,
  DATABASE_URL: text,
  REDIS_URL: text,
  SMTP_URL: text,
  MAIL_FROM: z.string().default("Lianfang 联防 <no-reply@localhost>"),
  S3_BUCKET: text,
  S3_ENDPOINT: text,
  S3_REGION: z.string().default("us-east-1"),
  S3_ACCESS_KEY_ID: text,
  S3_SECRET_ACCESS_KEY: text,
  CLAMAV_HOST: text,
  CLAMAV_PORT: z.coerce.number().int().default(3310),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
});

const variables = Object.keys(schema.shape);

export type Env = z.output<typeof schema>;

/** @throws Error with one line per wrong variable, so that a start says at once what to change */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The environment is not usable:\n${lines.join("\n")}`);
}

let known: { read: Env; from: readonly (string | undefined)[] } | null = null;

/**
 * Read at each use, because the start fills in DATABASE_URL and LIANFANG_MASTER_KEY before anything is served; checked
 * again only when a variable has changed.
 */
export function env(): Env {
  const from = variables.map((name) => process.env[name]);
  if (!known?.from.every((value, index) => value === from[index])) known = { read: readEnv(), from };
  return known.read;
}

/** The address people use, without a trailing slash: links in mail and the Origin allow-list rest on it. */
export function publicUrl(): string {
  const { LIANFANG_PUBLIC_URL, PORT } = env();
  return (LIANFANG_PUBLIC_URL ?? `http://localhost:${PORT}`).replace(/\/$/, "");
}
