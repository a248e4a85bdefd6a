import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type Member, organisation } from "#tests/support/community";
import { useDatabase } from "#tests/support/database";
import type { ConflictKind } from "@/domain/shared/conflicts";
import { conflictsOf } from "@/server/modules/experts/service-conflicts";
import { db } from "@/server/platform/db";
import { joined, running, team } from "../competitions/stages";
import { as, evidence, listed, somebody } from "./stages";

useDatabase();

const yearsAgo = (years: number) => {
  const day = new Date();
  day.setUTCFullYear(day.getUTCFullYear() - years, day.getUTCMonth(), 1);
  return day;
};
const dayOf = (at: Date) => at.toISOString().slice(0, 10);
const works = (organisationId: string, until: Date | null) => ({
  affiliations: [
    {
      organisation: "Works",
      organisationId,
      role: "engineer",
      from: "2015-01",
      until: until ? dayOf(until).slice(0, 7) : null,
    },
  ],
});
const member = (organisationId: string, personId: string, until: Date | null) =>
  db().membership.create({ data: { organisationId, personId, role: "member", since: yearsAgo(8), until } });
const paper = async (people: readonly Member[], years: number) => {
  const doi = `10.1234/${randomUUID()}`;
  for (const one of people) {
    await listed(one);
    await as(one).experts.addOwnEvidence(
      evidence({ kind: "paper", title: "A paper", doi, date: dayOf(yearsAgo(years)) }),
    );
  }
};
const declares = (by: Member, about: Member, kind: "kinship" | "supervision" | "friendship", until: Date | null) =>
  as(by).experts.declareRelation({ email: about.email, kind, above: false, until: until ? dayOf(until) : null });
const engagement = (buyerOrganisationId: string, providerOrganisationId: string, endedAt: Date | null) =>
  db().engagement.create({
    data: {
      needId: randomUUID(),
      proposalId: randomUUID(),
      kind: "service",
      title: "Invented work",
      language: "en",
      conceptIds: [],
      isPublic: false,
      buyerOrganisationId,
      providerOrganisationId,
      currency: "CNY",
      amount: 1n,
      agreement: "",
      createdById: randomUUID(),
      endedAt,
    },
  });

/** What joins two people, made through the doors where there is one, and the conflicts that follow. */
const table: [string, (one: Member, other: Member) => Promise<unknown>, ConflictKind[]][] = [
  ["nothing", async () => undefined, []],
  [
    "nothing: the same certificate and the same course are no work that two did together",
    async (one, other) => {
      for (const who of [one, other]) {
        await listed(who);
        for (const kind of ["credential", "course"])
          await as(who).experts.addOwnEvidence(evidence({ kind, title: `Certified in plant security by ${kind}` }));
      }
    },
    [],
  ],
  [
    "the same organisation today",
    async (one, other) => {
      const { id } = await organisation("research");
      await Promise.all([member(id, one.id, null), member(id, other.id, null)]);
    },
    ["sameOrganisation"],
  ],
  [
    "the same organisation, which one left two years ago",
    async (one, other) => {
      const { id } = await organisation("research");
      await Promise.all([member(id, one.id, yearsAgo(2)), member(id, other.id, null)]);
    },
    ["sameOrganisation"],
  ],
  [
    "the same organisation, which one left four years ago",
    async (one, other) => {
      const { id } = await organisation("research");
      await Promise.all([member(id, one.id, yearsAgo(4)), member(id, other.id, null)]);
    },
    [],
  ],
  [
    "an employer that one told in the profile and the other is a member of",
    async (one, other) => {
      const { id } = await organisation("enterprise");
      await listed(one, works(id, yearsAgo(1)));
      await member(id, other.id, null);
    },
    ["sameOrganisation"],
  ],
  [
    "an employer told in the profile, left five years ago",
    async (one, other) => {
      const { id } = await organisation("enterprise");
      await listed(one, works(id, yearsAgo(5)));
      await member(id, other.id, null);
    },
    [],
  ],
  [
    "addresses at one mail domain",
    async (one, other) => {
      const domain = `${randomUUID().slice(0, 8)}.example`;
      for (const who of [one, other])
        await db().person.update({
          where: { id: who.id },
          data: { email: `${who.id}@${domain}`, emailVerifiedAt: new Date() },
        });
    },
    ["mailDomain"],
  ],
  ["kinship", (one, other) => declares(one, other, "kinship", null), ["declaredRelation"]],
  [
    "supervision that ended nine years ago",
    (one, other) => declares(one, other, "supervision", yearsAgo(9)),
    ["declaredRelation"],
  ],
  ["declared by the other one", (one, other) => declares(other, one, "friendship", null), ["declaredRelation"]],
  ["a friendship that ended four years ago", (one, other) => declares(one, other, "friendship", yearsAgo(4)), []],
  ["a paper of two years ago", (one, other) => paper([one, other], 2), ["sharedWork"]],
  ["a paper of four years ago", (one, other) => paper([one, other], 4), []],
  [
    "an engagement between their organisations that ended a year ago",
    async (one, other) => {
      const [buyer, provider] = [await organisation("enterprise"), await organisation("securityFirm")];
      await Promise.all([member(buyer.id, one.id, null), member(provider.id, other.id, null)]);
      await engagement(buyer.id, provider.id, yearsAgo(1));
    },
    ["sharedWork"],
  ],
  [
    "an engagement between their organisations that ended four years ago",
    async (one, other) => {
      const [buyer, provider] = [await organisation("enterprise"), await organisation("securityFirm")];
      await Promise.all([member(buyer.id, one.id, null), member(provider.id, other.id, null)]);
      await engagement(buyer.id, provider.id, yearsAgo(4));
    },
    [],
  ],
];

describe("two people are in conflict by", () => {
  it.each(table)("%s", async (_, arrange, kinds) => {
    const [one, other] = [await somebody(), await somebody()];
    await arrange(one, other);
    for (const [candidate, concerned] of [
      [one, other],
      [other, one],
    ] as const) {
      const found = await conflictsOf([candidate.id], { personIds: [concerned.id], organisationIds: [] });
      expect([...new Set((found.get(candidate.id) ?? []).map(({ kind }) => kind))]).toEqual(kinds);
    }
  });

  it("membership of one team", async () => {
    const event = await running();
    const own = await team(event);
    const mate = await joined(own);
    const rival = await team(event);
    const found = await conflictsOf([mate.id, rival.captain.id], { personIds: [own.captain.id], organisationIds: [] });
    const kinds = (id: string) => (found.get(id) ?? []).map(({ kind, over }) => [kind, over]);
    expect(kinds(mate.id)).toContainEqual(["sharedWork", `team:${own.id}`]);
    expect(kinds(rival.captain.id).map(([kind]) => kind)).not.toContain("sharedWork");
  });

  it("the matter itself: who it is about, and who is on its list", async () => {
    const [one, other, free] = [await somebody(), await somebody(), await somebody()];
    const firm = await organisation("securityFirm");
    await member(firm.id, other.id, null);
    const found = await conflictsOf([one.id, other.id, free.id], { personIds: [one.id], organisationIds: [] }, [
      firm.id,
    ]);
    expect([...found].map(([id, list]) => [id, list.map(({ kind }) => kind)])).toEqual([
      [one.id, ["needList"]],
      [other.id, ["needList"]],
    ]);
  });
});
