import { expandedClause } from "@/domain/guidance/applicability";
import { documentContent } from "@/domain/guidance/schema";
import { peopleById } from "@/server/modules/identity/service-people";
import { databaseNow, db } from "@/server/platform/db";
import { notify } from "@/server/platform/notify";
import type { Job } from "@/server/platform/queue";
import { listCommenters } from "./repo-comments";
import { findConsultation } from "./repo-consultations";
import { listSubscribers } from "./repo-subscriptions";

const batch = 500;
type Consultation = NonNullable<Awaited<ReturnType<typeof findConsultation>>>;
type Page = (consultation: Consultation, after: string | null, take: number) => Promise<string[]>;

/** Whoever follows one of its topics, sectors or regions hears that a draft is open, from its minute on. */
const subscribers: Page = (consultation, after, take) => {
  const { topics, rule } = documentContent.parse(consultation.content);
  const clauses = rule.include.map(expandedClause);
  const facets = {
    topics,
    sectors: clauses.flatMap(({ sectors }) => sectors),
    regions: clauses.flatMap(({ regions }) => regions),
  };
  return listSubscribers(db(), facets, after, take);
};
const commenters: Page = ({ id }, after, take) => listCommenters(db(), id, after, take);

async function tell(payload: object, kind: string, page: Page): Promise<void> {
  const { consultationId } = payload as { consultationId: string };
  const consultation = await findConsultation(db(), consultationId);
  // Taken back before it opened: then nobody is to hear of it.
  if (!consultation || consultation.opensAt > (await databaseNow(db()))) return;
  const { titleZh, titleEn, annotatedAt, outcomeAt } = consultation;
  for (let after: string | null = null; ; ) {
    const ids: string[] = await page(consultation, after, batch);
    const people = [...(await peopleById(ids)).values()];
    await notify(
      people.map(({ id, email, locale }) => ({ personId: id, email, locale })),
      {
        kind,
        facts: { titleZh: titleZh || titleEn, titleEn: titleEn || titleZh },
        href: `/guidance/consultations/${consultationId}`,
        cause: `${kind}:${consultationId}:${(outcomeAt ?? annotatedAt)?.toISOString() ?? ""}`,
      },
    );
    after = ids.at(-1) ?? null;
    if (ids.length < batch) return;
  }
}

export const consultationJobs: readonly Job[] = [
  {
    queue: "consultation.tell-subscribers",
    topic: "consultation.opened",
    handle: (payload) => tell(payload, "consultationOpened", subscribers),
  },
  {
    queue: "consultation.tell-annotated",
    topic: "consultation.annotated",
    handle: (payload) => tell(payload, "consultationAnnotated", commenters),
  },
  {
    queue: "consultation.tell-outcome",
    topic: "consultation.outcome",
    handle: (payload) => tell(payload, "consultationOutcome", commenters),
  },
];
