import { isAppError } from "@/domain/shared/errors";
import { addMilliseconds, day } from "@/domain/shared/time";
import { stageOf } from "@/domain/standards/profiles";
import { peopleById } from "@/server/modules/identity/service-people";
import { systemCtx } from "@/server/platform/ctx";
import { databaseNow, db } from "@/server/platform/db";
import { notify } from "@/server/platform/notify";
import type { Job, ScheduledJob } from "@/server/platform/queue";
import { transaction } from "@/server/platform/transaction";
import { profileOf } from "./access";
import { findMembers, listRunning, setReminded } from "./repo";
import { listOverdueBallots } from "./repo-discussion";
import { closeBallot } from "./service-ballots";

const kinds: Readonly<Record<string, string>> = {
  "standard.moved": "standardMoved",
  "standard.ballotOpened": "standardBallotOpened",
  "standard.ballotClosed": "standardBallotClosed",
};

/** The working group hears of moves and ballots. */
async function tell(topic: string, payload: object): Promise<void> {
  const { standardId, ...rest } = payload as { standardId: string };
  await tellGroup(standardId, kinds[topic] ?? topic, `${topic}:${JSON.stringify(rest)}`);
}

async function tellGroup(standardId: string, kind: string, cause: string): Promise<void> {
  const standard = await findMembers(db(), standardId);
  if (!standard) return;
  const people = await peopleById(standard.members.map(({ personId }) => personId));
  await notify(
    [...people.values()].map(({ id, email, locale }) => ({ personId: id, email, locale })),
    {
      kind,
      facts: { title: standard.titleZh || standard.titleEn, number: standard.number },
      href: `/standards/${standardId}`,
      cause: `${standardId}:${cause}`,
    },
  );
}

async function closeOverdue(): Promise<void> {
  for (const { id } of await listOverdueBallots(db()))
    await closeBallot(systemCtx("standards.closeBallots"), id).catch((error: unknown) => {
      // Somebody counted it in the meantime.
      if (!isAppError(error)) throw error;
    });
}

/** A stage that has lasted longer than its profile says is recalled once. */
async function remind(): Promise<void> {
  for (const row of await listRunning(db())) {
    const due = stageOf(profileOf(row.profile), row.stage)?.dueDays;
    const now = await databaseNow(db());
    if (due == null || row.reminderSentFor === row.stage || addMilliseconds(row.stageSince, due * day) > now) continue;
    await tellGroup(row.id, "standardOverdue", `overdue:${row.stage}:${row.stageSince.getTime()}`);
    await transaction((tx) => setReminded(tx, row.id, row.stage));
  }
}

const topics = Object.keys(kinds);
export const standardsJobs: readonly Job[] = topics.map((topic) => ({
  queue: `standards.tell.${topic}`,
  topic,
  handle: (payload) => tell(topic, payload),
}));

export const standardsScheduledJobs: readonly ScheduledJob[] = [
  { queue: "standards.closeBallots", cron: "* * * * *", handle: closeOverdue },
  { queue: "standards.remind", cron: "17 1 * * *", handle: remind },
];
