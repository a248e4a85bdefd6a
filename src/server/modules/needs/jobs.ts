import { needContent } from "@/domain/needs/schema";
import { after, publishedStates } from "@/domain/needs/states";
import { demand } from "@/domain/shared/actor";
import { isAppError } from "@/domain/shared/errors";
import { organisationsById, peopleToTell } from "@/server/modules/identity/service-organisations";
import { peopleById } from "@/server/modules/identity/service-people";
import { act } from "@/server/platform/act";
import { systemCtx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { announce } from "@/server/platform/live";
import { notify } from "@/server/platform/notify";
import type { Job, ScheduledJob } from "@/server/platform/queue";
import { indexDocument, removeDocument } from "@/server/platform/search";
import { transaction } from "@/server/platform/transaction";
import { holdNeed, organisationsFollowing, seeing } from "./access";
import { findNeedRow, listOverdueNeeds, setNeedState } from "./repo";
import { findAward, findComplaint } from "./repo-evaluation";
import { findProposal, proposerIds } from "./repo-proposals";
import { findConsortium, findTeamRequest } from "./repo-together";
import { signersOf } from "./service-confidential";
import { followersToTell } from "./service-followers";
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

/** Members of the panel, who need not see the need's page. */
async function tellPeople(payload: object, kind: string, cause: string, personIds: readonly string[]): Promise<void> {
  const need = await findNeedRow(db(), needIdOf(payload));
  if (!need) return;
  const people = await peopleById(personIds);
  const recipients = [...people.values()].map(({ id, email, locale }) => ({ personId: id, email, locale }));
  await notify(recipients, {
    kind,
    facts: { title: need.title, number: need.number },
    href: `/needs/${need.id}/evaluation`,
    cause,
  });
}

async function tellBuyer(payload: object, kind: string, cause: string): Promise<void> {
  const need = await findNeedRow(db(), needIdOf(payload));
  if (need) await tellOrganisations(payload, kind, cause, [need.buyerOrganisationId]);
}

/** Those who work on an answer, and those who follow the need; who is both is told once. */
async function tellFollowing(payload: object, kind: string, cause: string): Promise<void> {
  await tellOrganisations(payload, kind, cause, await organisationsFollowing(db(), needIdOf(payload)));
  await tellFollowers(payload, kind, cause);
}

async function tellFollowers(
  payload: object,
  kind: string,
  cause: string,
  toldOtherwise: readonly { personId: string }[] = [],
): Promise<void> {
  const need = await findNeedRow(db(), needIdOf(payload));
  if (!need) return;
  const told = new Set(toldOtherwise.map(({ personId }) => personId));
  const followers = (await followersToTell(need.id)).filter(({ personId }) => !told.has(personId));
  await notify(followers, {
    kind,
    facts: { title: need.title, number: need.number },
    href: `/needs/${need.id}`,
    cause,
  });
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
      await tellFollowing(payload, "needAmended", `need.amended:${needIdOf(payload)}:${String(payload.version)}`);
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
    handle: (payload) => tellFollowing(payload, "needCancelled", `need.ended:${needIdOf(payload)}`),
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
    /** An answer says what the need means: it is news for everybody who works on a proposal, not for the asker alone. */
    handle: (payload) => tellFollowing(payload, "questionAnswered", `question.answered:${String(payload.questionId)}`),
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
      const personIds = (payload as { personIds?: string[] }).personIds ?? [];
      await tellPeople(payload, "panelAppointed", `panel:${needIdOf(payload)}`, personIds);
    },
  },
  {
    queue: "needs.tell-struck",
    topic: "panel.struck",
    async handle(payload) {
      const personIds = (payload as { personIds?: string[] }).personIds ?? [];
      const cause = `panel.struck:${needIdOf(payload)}:${personIds.join()}`;
      await tellPeople(payload, "panelStruck", cause, personIds);
      await tellBuyer(payload, "panelStruck", cause);
    },
  },
  {
    queue: "needs.tell-confidential",
    topic: "need.confidentialChanged",
    handle: async (payload) =>
      tellOrganisations(
        payload,
        "confidentialChanged",
        `need.confidential:${needIdOf(payload)}:${String(payload.at)}`,
        await signersOf(needIdOf(payload)),
      ),
  },
  {
    queue: "needs.tell-nda",
    topic: "nda.signed",
    handle: (payload) =>
      tellBuyer(
        payload,
        "ndaSigned",
        `nda:${needIdOf(payload)}:${String(payload.version)}:${String(payload.organisationId)}`,
      ),
  },
  {
    queue: "needs.tell-consortium",
    topic: "consortium.formed",
    /** The lead may name anybody; who does not see the need hears nothing of it and can confirm nothing. */
    async handle(payload) {
      const consortium = await findConsortium(db(), String(payload.consortiumId));
      const need = consortium ? await findNeedRow(db(), consortium.needId) : null;
      if (!consortium || !need) return;
      const members = consortium.members.map(({ organisationId }) => organisationId);
      const cause = `consortium:${consortium.id}:${String(payload.version)}`;
      await tellOrganisations(payload, "consortiumAsked", cause, await seeing(db(), need, members));
    },
  },
  {
    queue: "needs.tell-consortium-lead",
    topic: "consortium.answered",
    handle: (payload) =>
      tellOrganisations(
        payload,
        "consortiumAnswered",
        `consortium.answered:${String(payload.consortiumId)}:${String(payload.at)}`,
        [String(payload.leadOrganisationId)],
      ),
  },
  {
    queue: "needs.tell-team",
    topic: "team.asked",
    /** The person may not see the need, so its title stays out of the news. */
    async handle(payload) {
      const request = await findTeamRequest(db(), String(payload.requestId));
      const person = request ? (await peopleById([request.personId])).get(request.personId) : undefined;
      if (!request || !person) return;
      const organisation = (await organisationsById([request.organisationId])).get(request.organisationId);
      await notify([{ personId: person.id, email: person.email, locale: person.locale }], {
        kind: "teamAsked",
        facts: {
          nameZh: organisation?.nameZh ?? organisation?.nameEn ?? "",
          nameEn: organisation?.nameEn ?? organisation?.nameZh ?? "",
        },
        href: "/proposals",
        cause: `team:${request.id}:${String(payload.at)}`,
      });
    },
  },
  {
    queue: "needs.tell-draw",
    topic: "draw.prepared",
    async handle(payload) {
      await tellProposers(payload, "drawPrepared", `draw:${String(payload.drawId)}`);
      await tellBuyer(payload, "drawPrepared", `draw:${String(payload.drawId)}`);
    },
  },
  {
    queue: "needs.tell-complaint",
    topic: "complaint.made",
    handle: (payload) => tellBuyer(payload, "complaintMade", `complaint:${String(payload.complaintId)}`),
  },
  {
    queue: "needs.tell-complaint-reply",
    topic: "complaint.replied",
    async handle(payload) {
      const complaint = await findComplaint(db(), String(payload.complaintId));
      if (complaint)
        await tellOrganisations(payload, "complaintReplied", `complaint.replied:${complaint.id}`, [
          complaint.organisationId,
        ]);
    },
  },
  {
    queue: "needs.tell-annulled",
    topic: "need.awardAnnulled",
    handle: (payload) => tellProposers(payload, "awardAnnulled", `award.annulled:${String(payload.complaintId)}`),
  },
  { queue: "needs.index-moved", topic: "need.moved", handle: index },
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
      const cause = `${award.needId}:${award.at.getTime()}`;
      await tellOrganisations(payload, "awardWon", `award.won:${cause}`, [winner]);
      const others = (await proposerIds(db(), award.needId))
        .map(({ organisationId }) => organisationId)
        .filter((id) => id !== winner);
      await tellOrganisations(payload, "awardLost", `award.lost:${cause}`, others);
      // The same cause as for those who proposed: whoever is told as one of them is not told twice.
      await tellFollowers(payload, "awardLost", `award.lost:${cause}`, await peopleToTell([winner]));
    },
  },
];

/**
 * Writes down that the deadline has passed. The list was read without a lock: since then the buyer may have called the
 * opening, opened the proposals, or moved the deadline, and none of it may be undone.
 * @returns false where there is nothing to close any more
 */
export async function closeOverdue(needId: string): Promise<boolean> {
  const ctx = systemCtx("needs.close-overdue");
  const closing = act(ctx, async ({ tx, permit, record }) => {
    const { row, facts } = await holdNeed(tx, ctx.actor, needId, { lock: true });
    permit(demand([after(row.state, "close") !== null && facts.state === "closed", "state_close"]));
    await setNeedState(tx, needId, "closed");
    await record({ act: "need.closed", entity: "need", entityId: needId });
    return true;
  });
  return closing.catch((error: unknown) => {
    if (isAppError(error) && error.reason === "state_close") return false;
    throw error;
  });
}

export const needsScheduledJobs: readonly ScheduledJob[] = [
  {
    queue: "needs.close-overdue",
    cron: "* * * * *",
    async handle() {
      for (const { id } of await listOverdueNeeds(db()))
        if (await closeOverdue(id)) await tellBuyer({ needId: id }, "needClosed", `need.closed:${id}`);
    },
  },
];
