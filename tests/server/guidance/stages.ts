import { randomUUID } from "node:crypto";
import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import { text } from "#tests/domain/guidance/cast";
import { type Member, type Organisation, organisation } from "#tests/support/community";
import type { DocumentContent, DocumentKind } from "@/domain/guidance/schema";
import { callerFactory } from "@/server/api/root";
import { db } from "@/server/platform/db";

export const as = (member: Member) => callerFactory(member.ctx);

export type Bodies = { lead: Organisation; second: Organisation; colleague: Member };

export async function bodies(): Promise<Bodies> {
  const lead = await organisation("government");
  const second = await organisation("government");
  return { lead, second, colleague: await lead.join("admin") };
}

/** A joint draft of two bodies, handed in. */
export async function submitted(
  { lead, second }: Bodies,
  change: Partial<DocumentContent> = {},
  kind: DocumentKind = "guidance",
): Promise<{ id: string; version: number }> {
  const content = text({ issuerIds: [lead.id, second.id], ...change });
  const { id, version } = await as(lead.owner).guidance.create({ kind, content, idempotencyKey: randomUUID() });
  return { id, ...(await as(lead.owner).guidance.submit({ id, version })) };
}

/** …and signed by the second: public, or scheduled where the content names a minute. */
export async function approved(
  both: Bodies,
  change: Partial<DocumentContent> = {},
  kind: DocumentKind = "guidance",
): Promise<string> {
  const { id, version } = await submitted(both, change, kind);
  await as(both.second.owner).guidance.sign({ id, version, approve: true, reason: "" });
  return id;
}

/** The next whole minute but one, as a form would send it. */
export function nextMinute(minutes = 2): string {
  return new Date(Math.ceil(Date.now() / 60_000) * 60_000 + (minutes - 1) * 60_000).toISOString();
}

/** Describes an organisation as rules see it. */
export async function describeAs(
  id: string,
  facts: { country?: string; region?: string | null; sectors?: string[]; sizeBand?: string | null },
): Promise<void> {
  await db().organisation.update({ where: { id }, data: facts });
}

/** What a refused call found wrong, a line each: path and code. */
export async function problems(call: Promise<unknown>): Promise<string[]> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof TRPCError) || error.code !== "BAD_REQUEST") throw new Error("it was not refused as bad input");
  return error.cause instanceof ZodError
    ? error.cause.issues.map(({ path, message }) => `${path.join(".")} ${message}`)
    : [String(error.cause?.message)];
}

/** A joint draft that is open for comments now. @returns the consultation's id */
export async function consulting(both: Bodies, change: Partial<DocumentContent> = {}): Promise<string> {
  const opensAt = new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString();
  const closesAt = new Date(Date.parse(opensAt) + 86_400_000).toISOString();
  const { id, version } = await submitted(both, { consultation: { opensAt, closesAt, questions: [] }, ...change });
  await as(both.second.owner).guidance.sign({ id, version, approve: true, reason: "" });
  const [row] = await db().consultation.findMany({ where: { documentId: id } });
  if (!row) throw new Error("the consultation did not open");
  return row.id;
}

/** Ends the consultation as time would. */
export async function passConsultation(id: string): Promise<void> {
  await db().consultation.update({
    where: { id },
    data: { opensAt: new Date(Date.now() - 90_000_000), closesAt: new Date(Date.now() - 1_000) },
  });
}
