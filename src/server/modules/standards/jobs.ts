import { isAppError } from "@/domain/shared/errors";
import { addMilliseconds, day } from "@/domain/shared/time";
import { type StageAct, stageOf } from "@/domain/standards/profiles";
import { reminderOf } from "@/domain/standards/review";
import { peopleById } from "@/server/modules/identity/service-people";
import { systemCtx } from "@/server/platform/ctx";
import { databaseNow, db } from "@/server/platform/db";
import { notify } from "@/server/platform/notify";
import type { Job, ScheduledJob } from "@/server/platform/queue";
import { transaction } from "@/server/platform/transaction";
import { profileOf } from "./access";
import { findMembers, listRunning, setReminded } from "./repo";
import { listOverdueBallots } from "./repo-discussion";
import { listSubscribers } from "./repo-life";
import { closeBallot } from "./service-ballots";
import { indexStandard } from "./service-catalogue";
import { creditEditors } from "./service-credit";

const kinds: Readonly<Record<string, string>> = {
  "standard.moved": "standardMoved",
  "standard.ballotOpened": "standardBallotOpened",
  "standard.ballotClosed": "standardBallotClosed",
  "standard.changeRequested": "standardChangeRequested",
  "standard.changeApplied": "standardChangeApplied",
  "standard.objected": "standardObjected",
  "standard.signalLinked": "standardSignalLinked",
};

/** The working group hears of moves and ballots. */
async function tell(topic: string, payload: object): Promise<void> {
  const { standardId, ...rest } = payload as { standardId: string };
  await tellGroup(standardId, kinds[topic] ?? topic, `${topic}:${JSON.stringify(rest)}`);
}

/** Who follows a published standard hears of a new edition, of its review and of its withdrawal. */
async function followMove(payload: object): Promise<void> {
  const { standardId, published, act, to } = payload as {
    standardId: string;
    published: boolean;
    act: StageAct;
    to: string;
  };
  if (published) {
    await indexStandard(standardId);
    await creditEditors(standardId);
  }
  const standard = await findMembers(db(), standardId);
  if (!standard?.publishedAt) return;
  const kind = standard.withdrawnAt
    ? "standardWithdrawn"
    : published
      ? "standardNewEdition"
      : act === "review" || act === "confirm" || act === "revise" || act === "withdraw"
        ? "standardReviewed"
        : null;
  if (kind) await tellSubscribers(standardId, kind, `${act}:${to}:${standard.version}`);
}

async function tellSubscribers(standardId: string, kind: string, cause: string): Promise<void> {
  const subscribers = await listSubscribers(db(), standardId);
  await tellPeople(
    standardId,
    subscribers.map(({ personId }) => personId),
    kind,
    cause,
  );
}

async function tellGroup(standardId: string, kind: string, cause: string): Promise<void> {
  const standard = await findMembers(db(), standardId);
  if (standard)
    await tellPeople(
      standardId,
      standard.members.map(({ personId }) => personId),
      kind,
      cause,
    );
}

async function tellPeople(standardId: string, ids: readonly string[], kind: string, cause: string): Promise<void> {
  const standard = await findMembers(db(), standardId);
  if (!standard) return;
  const people = await peopleById(ids);
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

/** A stage is recalled two weeks before it is due and once it is past; a review that is due, once. */
async function remind(): Promise<void> {
  const now = await databaseNow(db());
  for (const row of await listRunning(db())) {
    const profile = profileOf(row.profile);
    const resting = row.publishedAt !== null && stageOf(profile, row.stage)?.publication === true;
    const days = stageOf(profile, row.stage)?.dueDays;
    const due = resting ? row.reviewDueAt : days == null ? null : addMilliseconds(row.stageSince, days * day);
    const when = due ? reminderOf(due, now) : null;
    const reminder = `${resting ? "review" : row.stage}:${when}:${due?.toISOString()}`;
    if (when === null || row.reminderSentFor === reminder) continue;
    const kind = resting ? "standardReviewDue" : when === "soon" ? "standardDueSoon" : "standardOverdue";
    await tellGroup(row.id, kind, reminder);
    if (resting) await tellSubscribers(row.id, kind, reminder);
    await transaction((tx) => setReminded(tx, row.id, reminder));
  }
}

const topics = Object.keys(kinds);
export const standardsJobs: readonly Job[] = [
  ...topics.map((topic) => ({
    queue: `standards.tell.${topic}`,
    topic,
    handle: (payload: object) => tell(topic, payload),
  })),
  { queue: "standards.followMove", topic: "standard.moved", handle: followMove },
  {
    queue: "standards.followNumber",
    topic: "standard.numbered",
    handle: (payload: object) => indexStandard((payload as { standardId: string }).standardId),
  },
];

export const standardsScheduledJobs: readonly ScheduledJob[] = [
  { queue: "standards.closeBallots", cron: "* * * * *", handle: closeOverdue },
  { queue: "standards.remind", cron: "17 1 * * *", handle: remind },
];
