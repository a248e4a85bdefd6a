import { missingApprovals } from "@/domain/guidance/approvals";
import { plainText } from "@/domain/guidance/markdown";
import { documentContent } from "@/domain/guidance/schema";
import { isPublic } from "@/domain/guidance/states";
import { peopleToTell } from "@/server/modules/identity/service-organisations";
import { peopleById } from "@/server/modules/identity/service-people";
import { databaseNow, db } from "@/server/platform/db";
import { notify } from "@/server/platform/notify";
import { type Job, publishAll } from "@/server/platform/queue";
import { indexDocument } from "@/server/platform/search";
import { findEdition, listReaders, newestEdition } from "./repo";
import { listConcerned } from "./repo-concern";
import { findQuestion } from "./repo-questions";

const idOf = (payload: object, name: string): string => String((payload as Record<string, unknown>)[name]);
/** People of so many organisations are told by one job, so that no job holds a connection for long. */
const batch = 500;

async function editionOf(payload: object) {
  return findEdition(db(), idOf(payload, "editionId"));
}

/** Both languages under one entry; who may find it is asked of the clock at each search. */
async function index(payload: object): Promise<void> {
  const edition = await editionOf(payload);
  if (edition?.state !== "approved") return;
  const content = documentContent.parse(edition.content);
  const texts = [
    content.code,
    content.summaryZh,
    content.summaryEn,
    plainText(content.bodyZh),
    plainText(content.bodyEn),
  ];
  const items = content.items.flatMap(({ code, textZh, textEn }) => [code, textZh, textEn]);
  await db().$transaction((tx) =>
    indexDocument(tx, {
      entity: "guidance",
      entityId: edition.id,
      language: edition.language,
      title: `${content.titleZh} ${content.titleEn}`.trim(),
      text: [...texts, ...items].filter(Boolean).join("\n"),
    }),
  );
}

/** Queues the telling of everybody concerned, a few hundred organisations a job; readers wait for none of it. */
async function fanOut(payload: object): Promise<void> {
  const edition = await editionOf(payload);
  const now = await databaseNow(db());
  // Recalled, or moved to a later minute: then its own job comes.
  if (!edition || !isPublic(edition, now)) return;
  for (let after: string | null = null; ; ) {
    const { ids, next } = await listConcerned(db(), edition.id, { now, after, take: batch * 50 });
    const told = Array.from({ length: Math.ceil(ids.length / batch) }, (_, at) => ({
      editionId: edition.id,
      organisationIds: ids.slice(at * batch, (at + 1) * batch),
    }));
    await db().$transaction((tx) => publishAll(tx, "guidance.tell", told));
    if (next === null) return;
    after = next;
  }
}

async function tell(payload: object): Promise<void> {
  const edition = await editionOf(payload);
  const { organisationIds } = payload as { organisationIds?: string[] };
  if (!edition || !organisationIds) return;
  await notify(await peopleToTell(organisationIds), {
    kind: edition.edition === 1 ? "guidanceApplies" : "guidanceAmended",
    facts: titleFacts(edition),
    href: `/guidance/${edition.documentId}`,
    cause: `guidance.published:${edition.id}`,
  });
}

async function tellBodies(payload: object, kind: string, bodies: "signers" | "owner"): Promise<void> {
  const edition = await editionOf(payload);
  if (!edition) return;
  const { ownerOrganisationId } = edition.document;
  const ids = bodies === "owner" ? [ownerOrganisationId] : missingApprovals({ ...edition, ownerOrganisationId }, []);
  const people = await peopleToTell(ids);
  await notify(bodies === "owner" ? people : people.filter(({ personId }) => personId !== edition.submittedById), {
    kind,
    facts: titleFacts(edition),
    href: `/guidance/${edition.documentId}`,
    cause: `${kind}:${edition.id}:${idOf(payload, "version")}`,
  });
}

function titleFacts({ titleZh, titleEn }: { titleZh: string; titleEn: string }) {
  return { titleZh: titleZh || titleEn, titleEn: titleEn || titleZh };
}

export const guidanceJobs: readonly Job[] = [
  { queue: "guidance.index", topic: "guidance.approved", handle: index },
  { queue: "guidance.fan-out", topic: "guidance.published", handle: fanOut },
  { queue: "guidance.tell", topic: "guidance.tell", handle: tell },
  {
    queue: "guidance.tell-signers",
    topic: "guidance.submitted",
    handle: (payload) => tellBodies(payload, "guidanceToSign", "signers"),
  },
  {
    queue: "guidance.tell-question",
    topic: "guidance.asked",
    async handle(payload) {
      const edition = await editionOf(payload);
      if (!edition) return;
      await notify(await peopleToTell([edition.document.ownerOrganisationId]), {
        kind: "guidanceAsked",
        facts: titleFacts(edition),
        href: `/guidance/${edition.documentId}`,
        cause: `guidance.asked:${idOf(payload, "questionId")}`,
      });
    },
  },
  {
    queue: "guidance.tell-answer",
    topic: "guidance.answered",
    async handle(payload) {
      const [edition, question] = [await editionOf(payload), await findQuestion(db(), idOf(payload, "questionId"))];
      const asker = question ? (await peopleById([question.askedById])).get(question.askedById) : undefined;
      if (!edition || !question || !asker) return;
      await notify([{ personId: asker.id, email: asker.email, locale: asker.locale }], {
        kind: "guidanceAnswered",
        facts: titleFacts(edition),
        href: `/guidance/${edition.documentId}`,
        cause: `guidance.answered:${question.id}`,
      });
    },
  },
  {
    queue: "guidance.tell-withdrawn",
    topic: "guidance.withdrawn",
    async handle(payload) {
      const edition = await newestEdition(db(), idOf(payload, "documentId"));
      if (!edition) return;
      const organisationIds = await listReaders(db(), edition.documentId);
      for (let at = 0; at < organisationIds.length; at += batch)
        await notify(await peopleToTell(organisationIds.slice(at, at + batch)), {
          kind: "guidanceWithdrawn",
          facts: titleFacts(edition),
          href: `/guidance/${edition.documentId}`,
          cause: `guidance.withdrawn:${edition.documentId}`,
        });
    },
  },
  {
    queue: "guidance.tell-owner",
    topic: "guidance.refused",
    handle: (payload) => tellBodies(payload, "guidanceRefused", "owner"),
  },
];
