import { AppError } from "@/domain/shared/errors";
import { addMilliseconds, day, hour, minute } from "@/domain/shared/time";
import type { Tx } from "@/server/platform/db";
import { hashToken, newToken } from "@/server/platform/secrets";
import { insertOneTimeToken, peekOneTimeToken, spendOneTimeToken } from "./repo-people";

/** What a one-time token opens, and for how long. */
const lives = {
  verifyEmail: day,
  magicLink: 15 * minute,
  resetPassword: hour,
  secondFactor: 5 * minute,
  signIn: 2 * minute,
  passkey: 5 * minute,
  firstOperator: 7 * day,
} as const;

export type TicketPurpose = keyof typeof lives;

export async function issueTicket(
  tx: Tx,
  purpose: TicketPurpose,
  holder: { personId?: string; email?: string; data?: object },
): Promise<string> {
  const token = newToken();
  await insertOneTimeToken(tx, {
    purpose,
    tokenHash: hashToken(token),
    personId: holder.personId ?? null,
    email: holder.email ?? null,
    data: holder.data ?? {},
    expiresAt: addMilliseconds(new Date(), lives[purpose]),
  });
  return token;
}

/** @throws AppError ALREADY_USED, EXPIRED; an unknown token is told to have expired, which says nothing more */
export async function redeemTicket(tx: Tx, purpose: TicketPurpose, token: string) {
  const { spent, row } = await spendOneTimeToken(tx, purpose, hashToken(token));
  if (spent && row) return { personId: row.personId, email: row.email, data: row.data as Record<string, unknown> };
  if (row?.usedAt) throw new AppError("ALREADY_USED", { reason: "link" });
  throw new AppError("EXPIRED", { reason: "link" });
}

/** Looks at a ticket without using it up, for a step that may be tried again. */
export async function readTicket(tx: Pick<Tx, "oneTimeToken">, purpose: TicketPurpose, token: string) {
  const row = await peekOneTimeToken(tx, purpose, hashToken(token));
  if (!row) throw new AppError("EXPIRED", { reason: "link" });
  return { personId: row.personId, email: row.email, data: row.data as Record<string, unknown> };
}
