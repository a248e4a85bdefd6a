import { addDays, dueOn, type Reminder, reminderFor } from "@/domain/guidance/due";
import { obligation } from "@/domain/guidance/schema";
import { lawDay } from "@/domain/guidance/states";
import { peopleToTell } from "@/server/modules/identity/service-organisations";
import { peopleById } from "@/server/modules/identity/service-people";
import { databaseNow, db } from "@/server/platform/db";
import { queueMail } from "@/server/platform/mail-queue";
import { notify } from "@/server/platform/notify";
import { type Job, publish, type ScheduledJob } from "@/server/platform/queue";
import { findEdition } from "./repo";
import { listConcerned } from "./repo-concern";
import { listDatedEditions, listUnacknowledged, listUnfinished } from "./repo-reminders";
import { countNews, listDueDigests, moveDigest } from "./repo-subscriptions";

const batch = 200;
const acknowledgement = "acknowledgement";
type Reminding = { editionId: string; key: string; reminder: Reminder; day: string; organisationIds: string[] };

/** What falls due in 30, 7 or 1 days or is overdue, for everybody it concerns; the telling is queued in small jobs. */
export async function remindAll(at?: Date): Promise<void> {
  const now = at ?? (await databaseNow(db()));
  const today = lawDay(now);
  for (let after: string | null = null; ; ) {
    const editions = await listDatedEditions(db(), now, after, batch);
    for (const edition of editions) {
      const dues = [
        ...obligation
          .array()
          .parse(edition.obligations ?? [])
          .flatMap(({ key, due }) => ({ key, day: dueOn(due, edition.effectiveOn) })),
        ...(edition.acknowledgeDays === null
          ? []
          : [{ key: acknowledgement, day: addDays(lawDay(edition.publishAt), edition.acknowledgeDays) }]),
      ];
      for (const { key, day } of dues) {
        const reminder = day === null ? null : reminderFor(day, today);
        if (day !== null && reminder !== null) await queueReminders(edition.id, { key, reminder, day: today }, now);
      }
    }
    after = editions.at(-1)?.id ?? null;
    if (editions.length < batch) return;
  }
}

async function queueReminders(
  editionId: string,
  what: { key: string; reminder: Reminder; day: string },
  now: Date,
): Promise<void> {
  for (let after: string | null = null; ; ) {
    const { ids, next } = await listConcerned(db(), editionId, { now, after, take: batch });
    if (ids.length > 0)
      await db().$transaction((tx) => publish(tx, "guidance.remind", { editionId, ...what, organisationIds: ids }));
    if (next === null) return;
    after = next;
  }
}

/** Reminders go to whoever is in charge, else to the organisation's people; what is overdue goes to owners as well. */
async function remind(payload: object): Promise<void> {
  const { editionId, key, reminder, day, organisationIds } = payload as Reminding;
  const edition = await findEdition(db(), editionId);
  if (!edition) return;
  const open =
    key === acknowledgement
      ? await listUnacknowledged(db(), edition.documentId, edition.edition, organisationIds)
      : await listUnfinished(db(), edition.documentId, key, organisationIds);
  const people = await peopleToTell(open.map(({ organisationId }) => organisationId));
  const inCharge = new Map(open.map(({ organisationId, ownerId }) => [organisationId, ownerId]));
  const recipients = people.filter(({ organisationId, personId, role }) => {
    const ownerId = inCharge.get(organisationId) ?? null;
    if (reminder === "escalate") return personId === ownerId || role === "owner" || role === "admin";
    return ownerId === null ? true : personId === ownerId;
  });
  await notify(recipients, {
    kind: reminder === "escalate" ? "guidanceOverdue" : "guidanceDue",
    facts: { titleZh: edition.titleZh || edition.titleEn, titleEn: edition.titleEn || edition.titleZh },
    href: `/guidance/${edition.documentId}`,
    cause: `guidance.${reminder}:${edition.id}:${key}:${day}`,
  });
}

/** One letter a day or week that says how much is new; what it is stays behind the sign-in. */
export async function sendDigests(at?: Date): Promise<void> {
  const now = at ?? (await databaseNow(db()));
  for (let after: string | null = null; ; ) {
    const due = await listDueDigests(db(), now, after, batch);
    const people = await peopleById(due.map(({ personId }) => personId));
    for (const { personId, lastAt } of due) {
      const count = await countNews(db(), personId, lastAt, now);
      const person = people.get(personId);
      await db().$transaction(async (tx) => {
        if (!(await moveDigest(tx, personId, lastAt, now)) || count === 0 || !person) return;
        await queueMail(
          { follow: (topic, body) => publish(tx, topic, body) },
          { to: person.email, locale: person.locale, kind: "guidanceDigest", path: "/guidance", facts: { count } },
        );
      });
    }
    after = due.at(-1)?.personId ?? null;
    if (due.length < batch) return;
  }
}

export const guidanceClockJobs: readonly Job[] = [
  { queue: "guidance.remind", topic: "guidance.remind", handle: remind },
];

export const guidanceScheduledJobs: readonly ScheduledJob[] = [
  // Nine in the morning in China, when somebody can act on it.
  { queue: "guidance.remind-all", cron: "0 1 * * *", handle: () => remindAll() },
  { queue: "guidance.digests", cron: "5 * * * *", handle: () => sendDigests() },
];
