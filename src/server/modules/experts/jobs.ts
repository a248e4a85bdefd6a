import { workKeyOf } from "@/domain/experts/imports";
import { readerClassOf } from "@/domain/experts/profile";
import { newcomers } from "@/domain/experts/saved-search";
import { searchFilter } from "@/domain/experts/search";
import { allow } from "@/domain/shared/actor";
import { credentialFacts } from "@/server/modules/credentials/service";
import { peopleToTell } from "@/server/modules/identity/service-organisations";
import { peopleById } from "@/server/modules/identity/service-people";
import { contextOfPerson } from "@/server/modules/identity/service-sessions";
import { act } from "@/server/platform/act";
import { systemCtx } from "@/server/platform/ctx";
import { db, type Tx } from "@/server/platform/db";
import { notify } from "@/server/platform/notify";
import type { Job, ScheduledJob } from "@/server/platform/queue";
import { feedCapability } from "./repo";
import { findOpening } from "./repo-openings";
import { findNomination, findUse, listEndedTerms } from "./repo-pools";
import { addClaims, findProfiles, insertProfileEvidence, lockProfile, removeEarned } from "./repo-profiles";
import { findExpertInvitation, listSearches, rememberSeen } from "./repo-recruit";
import { reindex } from "./service-profiles";
import { foundNow } from "./service-search";

/** What a credential of each kind says about the level of the skills it names. */
const earnedLevel: Record<string, number> = { training: 3, service: 3, result: 4, delivery: 4, standard: 4 };
const evidenceKind: Record<string, string> = {
  training: "course",
  service: "credential",
  result: "result",
  delivery: "delivery",
  standard: "paper",
};

async function tellPeople(personIds: readonly string[], news: Parameters<typeof notify>[1]): Promise<void> {
  const people = await peopleById(personIds);
  await notify(
    [...people.values()].map(({ id, email, locale }) => ({ personId: id, email, locale })),
    news,
  );
}

/** Evidence earned here flows into the profile, and into what matching reads of the person's organisations. */
async function takeIn(credentialId: string): Promise<void> {
  const facts = await credentialFacts(credentialId);
  if (!facts) return;
  const { personId, kind, titleZh, titleEn, issuedAt, conceptIds, revoked } = facts;
  const person = (await peopleById([personId])).get(personId);
  await act(systemCtx("experts"), async ({ tx, permit, record, now }) => {
    permit(allow);
    await lockProfile(tx, personId);
    if (revoked) await removeEarned(tx, credentialId);
    else {
      const supports = earnedLevel[kind] ?? 3;
      const date = issuedAt.toISOString().slice(0, 10);
      await insertProfileEvidence(tx, [
        {
          personId,
          kind: evidenceKind[kind] ?? "credential",
          title: person?.locale === "zh-CN" ? titleZh || titleEn : titleEn,
          language: person?.locale ?? "en",
          date: new Date(date),
          workKey: workKeyOf({ doi: null, title: `credential ${credentialId}`, date }),
          conceptIds,
          supports,
          source: "platform",
          standing: "earned",
          credentialId,
        },
      ]);
      await addClaims(tx, personId, conceptIds, supports);
      await feedCapability(tx, person?.organisationIds ?? [], {
        credentialId,
        title: titleEn,
        body: titleZh,
        language: "en",
        date: new Date(date),
        conceptIds,
      });
    }
    await reindex(tx, personId, await now());
    await record({
      act: revoked ? "profile.evidenceWithdrawn" : "profile.evidenceEarned",
      entity: "profile",
      entityId: personId,
      facts: { credentialId },
    });
  });
}

export const expertsJobs: readonly Job[] = [
  ...(["issued", "revoked"] as const).map(
    (what): Job => ({
      queue: `experts.credential-${what}`,
      topic: `credential.${what}`,
      handle: (payload) => takeIn(String(payload.credentialId)),
    }),
  ),
  {
    queue: "experts.tell-invited",
    topic: "expert.invited",
    async handle({ invitationId }) {
      const row = await findExpertInvitation(db(), String(invitationId));
      if (row)
        await tellPeople([row.personId], {
          kind: "expertInvited",
          facts: {},
          href: "/experts/me/invitations",
          cause: `expert.invited:${row.id}`,
        });
    },
  },
  {
    queue: "experts.tell-answered",
    topic: "expert.answered",
    async handle({ invitationId }) {
      const row = await findExpertInvitation(db(), String(invitationId));
      if (row)
        await tellPeople([row.byId], {
          kind: "expertAnswered",
          facts: {},
          href: "/experts/me/invitations",
          cause: `expert.answered:${row.id}`,
        });
    },
  },
  ...(["nominated", "agreed", "reviewed", "decided"] as const).map(
    (what): Job => ({
      queue: `experts.tell-${what}`,
      topic: `pool.${what}`,
      async handle({ nominationId }) {
        const row = await findNomination(db(), String(nominationId));
        if (!row) return;
        const keepers = (await peopleToTell([row.pool.organisationId])).map(({ personId }) => personId);
        const told = {
          nominated: [row.personId],
          agreed: row.pool.reviewerIds,
          reviewed: keepers,
          decided: [row.personId, row.nominatedById],
        }[what];
        await tellPeople(told, {
          kind: "poolNomination",
          facts: { titleZh: row.pool.nameZh, titleEn: row.pool.nameEn },
          href: `/experts/pools/${row.poolId}`,
          cause: `pool.${what}:${row.id}:${row.reviews.length}`,
        });
      },
    }),
  ),
  {
    queue: "experts.tell-seated",
    topic: "panel.seated",
    async handle({ useId }) {
      const use = await findUse(db(), String(useId));
      if (!use) return;
      const waiting = use.seatsTaken.filter(({ state }) => state === "drawn").map(({ personId }) => personId);
      await tellPeople(waiting, {
        kind: "panelSeat",
        facts: { title: use.title },
        href: `/experts/panels/${use.id}`,
        cause: `panel.seat:${use.id}`,
      });
    },
  },
  {
    queue: "experts.tell-opening-applied",
    topic: "opening.applied",
    async handle({ openingId, personId }) {
      const row = await findOpening(db(), String(openingId));
      if (row)
        await notify(await peopleToTell([row.organisationId]), {
          kind: "openingApplied",
          facts: { title: row.title },
          href: `/openings/${row.id}`,
          cause: `opening.applied:${row.id}:${String(personId)}`,
        });
    },
  },
  {
    queue: "experts.tell-opening",
    topic: "opening.answered",
    async handle({ openingId, personId }) {
      await tellPeople([String(personId)], {
        kind: "openingAnswered",
        facts: {},
        href: `/openings/${String(openingId)}`,
        cause: `opening.answered:${String(openingId)}`,
      });
    },
  },
];

/** Saved searches with an alert: whom they find that they did not find before. */
async function alertSearches(): Promise<void> {
  for (const search of await listSearches(db(), { alert: true })) {
    const { actor } = await contextOfPerson(search.personId, null).catch(() => ({ actor: null }));
    if (!actor) continue;
    const found = await foundNow(searchFilter.parse(search.filter), readerClassOf(actor, ""));
    const fresh = newcomers(search.seen, found, search.personId);
    await rememberSeen(db(), search.id, { seen: found, news: fresh, toldAt: new Date() });
    if (fresh.length > 0)
      await tellPeople([search.personId], {
        kind: "searchAlert",
        facts: { name: search.name, count: fresh.length },
        href: `/experts?saved=${search.id}`,
        cause: `search.alert:${search.id}:${fresh.slice(0, 20).sort().join()}`,
      });
  }
}

/** Evidence ages and terms end by the calendar: what is derived from both is derived anew. */
async function refreshEnded(): Promise<void> {
  const now = new Date();
  const ended = await listEndedTerms(db(), new Date(0), now);
  for (const { personId } of ended)
    await db().$transaction(async (tx) => {
      if ((await findProfiles(tx, [personId], now)).length > 0) await reindex(tx as Tx, personId, now);
    });
}

export const expertsScheduledJobs: readonly ScheduledJob[] = [
  { queue: "experts.alert-searches", cron: "0 1 * * *", handle: alertSearches },
  { queue: "experts.refresh-ended", cron: "30 1 * * *", handle: refreshEnded },
];
