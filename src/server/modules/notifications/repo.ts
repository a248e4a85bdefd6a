import type { Tx } from "@/server/platform/db";

export function listNews(tx: Pick<Tx, "notification">, personId: string, take: number) {
  return tx.notification.findMany({ where: { personId }, orderBy: { createdAt: "desc" }, take });
}

export function countUnread(tx: Pick<Tx, "notification">, personId: string) {
  return tx.notification.count({ where: { personId, readAt: null } });
}

export async function markRead(tx: Tx, personId: string, ids: readonly string[]): Promise<number> {
  const { count } = await tx.notification.updateMany({
    where: { personId, readAt: null, ...(ids.length > 0 ? { id: { in: [...ids] } } : {}) },
    data: { readAt: new Date() },
  });
  return count;
}

export function listPreferences(tx: Pick<Tx, "notificationPreference">, personId: string) {
  return tx.notificationPreference.findMany({ where: { personId } });
}

export function savePreference(tx: Tx, personId: string, kind: string, channels: { inApp: boolean; mail: boolean }) {
  return tx.notificationPreference.upsert({
    where: { personId_kind: { personId, kind } },
    create: { personId, kind, ...channels },
    update: channels,
  });
}
