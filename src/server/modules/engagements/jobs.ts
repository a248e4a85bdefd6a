import { recordDelivery } from "@/server/modules/experts/service-outcomes";
import { peopleToTell } from "@/server/modules/identity/service-organisations";
import { peopleById } from "@/server/modules/identity/service-people";
import { db } from "@/server/platform/db";
import { notify } from "@/server/platform/notify";
import type { Job, ScheduledJob } from "@/server/platform/queue";
import { findEngagement, findMessage, findParties } from "./repo";
import { creditTeam } from "./service-credit";
import { releaseOverdueReviews } from "./service-reviews";

/** Events of the time line that the other side has to know of; the rest is read on the page. */
const news: Readonly<Record<string, string>> = {
  begun: "engagementBegun",
  agreementWritten: "engagementToSign",
  signed: "engagementToSign",
  active: "engagementActive",
  delivered: "milestoneDelivered",
  returned: "milestoneReturned",
  milestoneAccepted: "milestoneAccepted",
  changeAsked: "changeAsked",
  changeAgreed: "changeDecided",
  changeRefused: "changeDecided",
  disputeOpened: "disputeOpened",
  mediatorNamed: "disputeChanged",
  mediatorAgreed: "disputeChanged",
  settlementProposed: "disputeChanged",
  disputeSettled: "disputeChanged",
  accepted: "engagementAccepted",
  closed: "engagementEnded",
  terminated: "engagementEnded",
  reviewGiven: "reviewGiven",
  reviewsReleased: "reviewsReleased",
};

type Parties = NonNullable<Awaited<ReturnType<typeof findParties>>>["engagement"];

async function peopleOf(engagement: Parties, except: string | null) {
  const mediators = engagement.disputes.flatMap(({ mediatorId, mediatorAgreedAt, state }) =>
    mediatorId && mediatorAgreedAt && state !== "withdrawn" ? [mediatorId] : [],
  );
  const [members, others] = await Promise.all([
    peopleToTell([
      engagement.buyerOrganisationId,
      engagement.providerOrganisationId,
      ...engagement.partners.map(({ organisationId }) => organisationId),
    ]),
    peopleById(mediators),
  ]);
  return [...members, ...[...others.values()].map(({ id, email, locale }) => ({ personId: id, email, locale }))].filter(
    ({ personId }) => personId !== except,
  );
}

export const engagementsJobs: readonly Job[] = [
  {
    queue: "engagements.tell",
    topic: "engagement.event",
    async handle(payload) {
      const event = await findParties(db(), String(payload.eventId));
      const kind = event ? news[event.kind] : undefined;
      if (!event || !kind) return;
      const { engagement } = event;
      await notify(await peopleOf(engagement, event.byId), {
        kind,
        facts: { title: engagement.title, number: engagement.number },
        href: `/engagements/${engagement.id}`,
        cause: `engagement.event:${event.id}`,
      });
    },
  },
  {
    queue: "engagements.outcome",
    topic: "engagement.event",
    /** An accepted delivery becomes a piece of evidence of everybody who delivered it. */
    async handle(payload) {
      const event = await findParties(db(), String(payload.eventId));
      if (event?.kind !== "accepted") return;
      const { engagement } = event;
      const firms = [
        engagement.providerOrganisationId,
        ...engagement.partners.map(({ organisationId }) => organisationId),
      ];
      for (const organisationId of firms)
        await recordDelivery({
          sourceId: engagement.id,
          organisationId,
          title: engagement.title,
          language: engagement.language === "en" ? "en" : "zh-CN",
          conceptIds: engagement.conceptIds,
          visibility: engagement.isPublic ? "everyone" : "onlyUs",
          at: event.at,
        });
    },
  },
  {
    queue: "engagements.credit-team",
    topic: "engagement.event",
    async handle(payload) {
      const event = await findParties(db(), String(payload.eventId));
      if (event?.kind === "accepted") await creditTeam(event.engagementId);
    },
  },
  {
    queue: "engagements.tell-message",
    topic: "engagement.message",
    async handle(payload) {
      const message = await findMessage(db(), String(payload.messageId));
      const engagement = message ? await findEngagement(db(), message.engagementId) : null;
      if (!message || !engagement) return;
      await notify(await peopleOf(engagement, message.byId), {
        kind: "engagementMessage",
        facts: { title: engagement.title, number: engagement.number },
        href: `/engagements/${engagement.id}`,
        cause: `engagement.message:${message.id}`,
      });
    },
  },
];

export const engagementsScheduledJobs: readonly ScheduledJob[] = [
  { queue: "engagements.release-reviews", cron: "17 * * * *", handle: releaseOverdueReviews },
];
