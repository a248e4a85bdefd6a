import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import pg from "pg";
import { expect } from "./browser";
import type { Guest } from "./community";

/** Steps that journeys of the board share, through the page or, where a step is another journey's, through the doors. */

export const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
export const field = (page: Page, name: string) => page.locator(`[id="content.${name}"]`);

/** Names the act, confirms it, and waits until it has ended. */
export async function confirmed(page: Page, name: string): Promise<void> {
  await button(page, name).click();
  await page.locator("dialog[open]").getByRole("button", { name, exact: true }).click();
  await expect(page.locator("dialog[open]")).toHaveCount(0);
}

/** Presses what disappears once it is done. */
export async function done(page: Page, name: string): Promise<void> {
  await button(page, name).click();
  await expect(button(page, name)).toHaveCount(0);
}

/** A procedure of the interface with the session of the guest's browser. */
export async function call<T>({ context, page }: Guest, name: string, input: unknown): Promise<T> {
  const { origin } = new URL(page.url());
  const answer = await context.request.post(`/api/trpc/${name}`, { data: input, headers: { origin } });
  const { result, error } = await answer.json();
  if (error) throw new Error(`${name}: ${JSON.stringify(error)}`);
  return result.data;
}

export async function ask<T>({ context }: Guest, name: string, input: unknown): Promise<T> {
  const answer = await context.request.get(`/api/trpc/${name}?input=${encodeURIComponent(JSON.stringify(input))}`);
  const { result, error } = await answer.json();
  if (error) throw new Error(`${name}: ${JSON.stringify(error)}`);
  return result.data;
}

async function asTime(sql: string, needId: string): Promise<void> {
  const url = readFileSync(join(process.env.E2E_DATA_DIR ?? "", "postgres.url"), "utf8");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("SET session_replication_role = replica");
  await client.query(sql, [needId]);
  await client.end();
}

export function passDeadline(needId: string): Promise<void> {
  return asTime(
    `UPDATE "Need" SET "proposalDeadline" = clock_timestamp() - interval '1 second' WHERE "id" = $1`,
    needId,
  );
}

/** Moves the end of the standstill into the past; the row is insert-only but for time. */
export function passStandstill(needId: string): Promise<void> {
  return asTime(
    `UPDATE "Award" SET "standstillUntil" = clock_timestamp() - interval '1 second' WHERE "needId" = $1`,
    needId,
  );
}

/** From the deadline to complete scores: opening by two, an expert without conflict, a score for every criterion. */
export async function judged(needId: string, people: { buyer: Guest; second: Guest; expert: Guest; email: string }) {
  const { buyer, second, expert, email } = people;
  await passDeadline(needId);
  await call(buyer, "needs.open", { id: needId });
  await call(second, "needs.open", { id: needId });
  await call(buyer, "needs.appointPanel", { needId, emails: [email] });
  await scored(needId, expert);
}

/** One panel member's whole work: declaration, every sheet, handed in. */
export async function scored(needId: string, expert: Guest): Promise<void> {
  await call(expert, "needs.declareConflict", { needId, hasConflict: false, note: "" });
  const { content } = await ask<{ content: { criteria: { id: string; kind: string }[] } }>(expert, "needs.get", {
    id: needId,
  });
  const scores = Object.fromEntries(
    content.criteria.filter(({ kind }) => kind === "scored").map(({ id }) => [id, { score: 8, comment: "" }]),
  );
  for (const { proposalId } of await ask<{ proposalId: string }[]>(expert, "needs.openedProposals", { id: needId }))
    await call(expert, "needs.saveScores", { needId, proposalId, scores });
  await call(expert, "needs.submitScores", { id: needId });
}
