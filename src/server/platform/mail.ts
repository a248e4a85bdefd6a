import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import nodemailer from "nodemailer";
import { env } from "./env";
import { once } from "./once";

/** Plain text in the reader's language. Mail says that something waits and where, never what it contains. */
export type Mail = { to: string; subject: string; text: string };

export type OutboxMail = { id: string; at: string; to: string; subject: string; text: string };

const keptInOutbox = 200;

function outboxFolder(): string {
  return join(env().LIANFANG_DATA_DIR, "outbox");
}

function transport() {
  return once("smtp", () => nodemailer.createTransport(env().SMTP_URL));
}

/** Sends by SMTP where SMTP_URL is set, else writes the message to the file outbox. Call it from jobs only. */
export async function sendMail(mail: Mail): Promise<void> {
  if (env().SMTP_URL) {
    await transport().sendMail({ from: env().MAIL_FROM, ...mail });
    return;
  }
  await mkdir(outboxFolder(), { recursive: true, mode: 0o700 });
  const at = new Date().toISOString();
  const id = `${at.replace(/\D/g, "")}-${randomUUID().slice(0, 8)}`;
  await writeFile(join(outboxFolder(), `${id}.json`), JSON.stringify({ id, at, ...mail }, null, 2), { mode: 0o600 });
}

/** The newest messages of the file outbox, newest first. Empty when mail leaves by SMTP. */
export async function readOutbox(): Promise<OutboxMail[]> {
  const names = await readdir(outboxFolder()).catch(() => []);
  const newest = names
    .filter((name) => name.endsWith(".json"))
    .sort()
    .reverse()
    .slice(0, keptInOutbox);
  return Promise.all(
    newest.map(async (name) => JSON.parse(await readFile(join(outboxFolder(), name), "utf8")) as OutboxMail),
  );
}
