import { isAppError } from "@/domain/shared/errors";
import { type StageAct, stageOf } from "@/domain/standards/profiles";
import { reminderOf, stageReminder } from "@/domain/standards/review";
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

const reminderKinds = {
  soon: "standardDueSoon",
  overdue: "standardOverdue",
  consulted: "standardConsulted",
  review: "standardReviewDue",
} as const;

/**
 * A stage is recalled two weeks before it is due, once it is past, and when its consultation has lasted long enough; a
 * review that is due is told to the readers as well.
 */
async function remind(): Promise<void> {
  const now = await databaseNow(db());
  for (const row of await listRunning(db())) {
    const stage = stageOf(profileOf(row.profile), row.stage);
    const resting = row.publishedAt !== null && stage?.publication === true;
    const review = resting && row.reviewDueAt ? reminderOf(row.reviewDueAt, now) : null;
    const told = resting ? null : stageReminder(stage, row.stageSince, now);
    const kind = review ? "review" : told?.when;
    const reminder = `${resting ? "review" : row.stage}:${review ?? told?.when}:${(resting ? row.reviewDueAt : told?.at)?.toISOString()}`;
    if (!kind || row.reminderSentFor === reminder) continue;
    await tellGroup(row.id, reminderKinds[kind], reminder);
    if (resting) await tellSubscribers(row.id, reminderKinds[kind], reminder);
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
