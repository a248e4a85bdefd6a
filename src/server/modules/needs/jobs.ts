import { needContent } from "@/domain/needs/schema";
import { publishedStates } from "@/domain/needs/states";
import { allow } from "@/domain/shared/actor";
import { peopleToTell } from "@/server/modules/identity/service-organisations";
import { peopleById } from "@/server/modules/identity/service-people";
import { act } from "@/server/platform/act";
import { systemCtx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { announce } from "@/server/platform/live";
import { notify } from "@/server/platform/notify";
import type { Job, ScheduledJob } from "@/server/platform/queue";
import { indexDocument, removeDocument } from "@/server/platform/search";
import { transaction } from "@/server/platform/transaction";
import { findNeedRow, findQuestion, listOverdueNeeds, setNeedState } from "./repo";
import { findAward } from "./repo-evaluation";
import { findProposal, proposerIds } from "./repo-proposals";
import { computeMatches } from "./service-matching";

type NeedPayload = { needId: string };
const needIdOf = (payload: object): string => (payload as NeedPayload).needId;

/** The search index holds what may be found; who may find it is asked at each search. */
async function index(payload: object): Promise<void> {
  const need = await findNeedRow(db(), needIdOf(payload));
  if (!need) return;
  await transaction(async (tx) => {
    if (need.publishedAt === null || !publishedStates.includes(need.state)) return removeDocument(tx, "need", need.id);
    const content = needContent.parse(need.content);
    const text = [
      content.summary,
      content.whatRuns,
      content.worry,
      content.affected,
      content.description,
      content.translation?.title,
      content.translation?.summary,
    ]
      .filter(Boolean)
      .join("\n");
    await indexDocument(tx, { entity: "need", entityId: need.id, language: need.language, title: need.title, text });
    await announce(tx, "needs", { changed: need.id });
  });
}

async function tellOrganisations(
  payload: object,
  kind: string,
  cause: string,
  organisationIds: readonly string[],
): Promise<void> {
  const need = await findNeedRow(db(), needIdOf(payload));
  if (!need) return;
  await notify(await peopleToTell(organisationIds), {
    kind,
    facts: { title: need.title, number: need.number },
    href: `/needs/${need.id}`,
    cause,
  });
}

async function tellBuyer(payload: object, kind: string, cause: string): Promise<void> {
  const need = await findNeedRow(db(), needIdOf(payload));
  if (need) await tellOrganisations(payload, kind, cause, [need.buyerOrganisationId]);
}

async function tellProposers(payload: object, kind: string, cause: string): Promise<void> {
  const rows = await proposerIds(db(), needIdOf(payload));
  await tellOrganisations(
    payload,
    kind,
    cause,
    rows.map(({ organisationId }) => organisationId),
  );
}

/** Whoever sealed the proposal hears that it was opened in an emergency, and by whose reason. */
async function tellOwner(payload: Record<string, unknown>, kind: string, cause: string): Promise<void> {
  if (payload.entity !== "proposal") return;
  const proposal = await findProposal(db(), String(payload.entityId));
  if (proposal) await tellOrganisations({ needId: proposal.needId }, kind, cause, [proposal.organisationId]);
}

export const needsJobs: readonly Job[] = [
  { queue: "needs.index-published", topic: "need.published", handle: index },
  { queue: "needs.index-amended", topic: "need.amended", handle: index },
  { queue: "needs.index-ended", topic: "need.ended", handle: index },
  {
    queue: "needs.match-published",
    topic: "need.published",
    handle: async (payload) =>
      tellOrganisations(
        payload,
        "needMatched",
        `need.matched:${needIdOf(payload)}`,
        await computeMatches(needIdOf(payload)),
      ),
  },
  {
    queue: "needs.match-amended",
    topic: "need.amended",
    handle: async (payload) => {
      await computeMatches(needIdOf(payload));
      await tellProposers(payload, "needAmended", `need.amended:${needIdOf(payload)}:${String(payload.version)}`);
    },
  },
  {
    queue: "needs.tell-invited",
    topic: "match.invited",
    handle: (payload) =>
      tellOrganisations(payload, "needInvited", `need.invited:${needIdOf(payload)}:${String(payload.organisationId)}`, [
        String(payload.organisationId),
      ]),
  },
  {
    queue: "needs.tell-ended",
    topic: "need.ended",
    handle: (payload) => tellProposers(payload, "needCancelled", `need.ended:${needIdOf(payload)}`),
  },
  {
    queue: "needs.tell-review",
    topic: "need.review",
    handle: (payload) =>
      tellBuyer(payload, "needReview", `need.review:${needIdOf(payload)}:${String(payload.version)}`),
  },
  {
    queue: "needs.tell-question",
    topic: "need.questionAsked",
    handle: (payload) => tellBuyer(payload, "questionAsked", `question.asked:${String(payload.questionId)}`),
  },
  {
    queue: "needs.tell-answer",
    topic: "need.questionAnswered",
    async handle(payload) {
      const question = await findQuestion(db(), String(payload.questionId));
      if (question)
        await tellOrganisations(payload, "questionAnswered", `question.answered:${question.id}`, [
          question.askedByOrganisationId,
        ]);
    },
  },
  {
    queue: "needs.tell-opening",
    topic: "need.openingCalled",
    handle: (payload) => tellBuyer(payload, "openingCalled", `opening.called:${needIdOf(payload)}`),
  },
  {
    queue: "needs.tell-opened",
    topic: "need.opened",
    handle: (payload) => tellProposers(payload, "proposalsOpened", `need.opened:${needIdOf(payload)}`),
  },
  {
    queue: "needs.tell-complete",
    topic: "scores.complete",
    handle: (payload) => tellBuyer(payload, "scoresComplete", `scores.complete:${needIdOf(payload)}`),
  },
  {
    queue: "needs.tell-panel",
    topic: "panel.appointed",
    async handle(payload) {
      const need = await findNeedRow(db(), needIdOf(payload));
      const people = await peopleById((payload as { personIds?: string[] }).personIds ?? []);
      if (!need) return;
      const recipients = [...people.values()].map(({ id, email, locale }) => ({ personId: id, email, locale }));
      await notify(recipients, {
        kind: "panelAppointed",
        facts: { title: need.title, number: need.number },
        href: `/needs/${need.id}/evaluation`,
        cause: `panel:${need.id}`,
      });
    },
  },
  {
    queue: "needs.tell-break-glass",
    topic: "breakGlass.granted",
    handle: (payload) => tellOwner(payload, "breakGlassGranted", `breakGlass.granted:${String(payload.id)}`),
  },
  {
    queue: "needs.tell-break-glass-used",
    topic: "breakGlass.used",
    handle: (payload) => tellOwner(payload, "breakGlassUsed", `breakGlass.used:${String(payload.id)}`),
  },
  {
    queue: "needs.tell-award",
    topic: "need.awarded",
    async handle(payload) {
      const award = await findAward(db(), needIdOf(payload));
      if (!award) return;
      const winner = award.proposal.organisationId;
      await tellOrganisations(payload, "awardWon", `award.won:${award.needId}`, [winner]);
      const others = (await proposerIds(db(), award.needId))
        .map(({ organisationId }) => organisationId)
        .filter((id) => id !== winner);
      await tellOrganisations(payload, "awardLost", `award.lost:${award.needId}`, others);
    },
  },
];

export const needsScheduledJobs: readonly ScheduledJob[] = [
  {
    queue: "needs.close-overdue",
    cron: "* * * * *",
    async handle() {
      for (const { id } of await listOverdueNeeds(db())) {
        await act(systemCtx("needs.close-overdue"), async ({ tx, permit, record }) => {
          permit(allow);
          await setNeedState(tx, id, "closed");
          await record({ act: "need.closed", entity: "need", entityId: id });
        });
        await tellBuyer({ needId: id }, "needClosed", `need.closed:${id}`);
      }
    },
  },
];
