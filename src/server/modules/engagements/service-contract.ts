import { db } from "@/server/platform/db";
import { findEngagementOfNeed } from "./repo";
import { textOfDay } from "./story";

export type Contract = NonNullable<Awaited<ReturnType<typeof contractOfNeed>>>;

/**
 * For the releases of a need that everybody who sees it may read: dates and milestones of a signed engagement, what was
 * noted as paid, never its messages, disputes or reviews. Null before both sides signed.
 */
export async function contractOfNeed(needId: string) {
  const row = await findEngagementOfNeed(db(), needId);
  if (!row?.signedAt) return null;
  const ends = row.acceptedAt ?? row.endedAt;
  return {
    id: row.id,
    signedAt: row.signedAt,
    startsOn: textOfDay(row.startsOn),
    endsOn: textOfDay(row.endsOn),
    milestones: row.milestones.map(({ id, title, dueOn, acceptedAt }) => ({
      id,
      title,
      dueAt: dueOn,
      metAt: acceptedAt,
    })),
    amount: Number(row.amount),
    accepted: row.acceptedAt !== null,
    terminated: row.state === "terminated",
    endedAt: ends,
    payments: row.payments
      .filter(({ kind }) => kind === "paid")
      .map(({ id, on, amount }) => ({ id, on, amount: Number(amount) })),
  };
}
