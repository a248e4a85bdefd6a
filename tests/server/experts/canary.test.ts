import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { type Member, organisation } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { profileFields } from "@/domain/experts/profile";
import { appRouter } from "@/server/api/root";
import { issued } from "../credentials/stages";
import { as, evidence, foundedPool, listed, operator, poolWith, portrait, somebody, stranger } from "./stages";

useDatabase();

type Api = typeof stranger;
const mark = () => `canary${randomUUID().replaceAll("-", "").slice(0, 12)}`;
const nobody = randomUUID();

/** Every reading door of the three modules, and those of others that ask them; each with what leads to this person. */
const exits = (
  api: Api,
  { personId, poolId, useId, openingId, programmeId, credentialId }: Record<string, string>,
): Record<string, () => Promise<unknown>> => ({
  "experts.profile": () => api.experts.profile({ personId: personId ?? nobody }),
  "experts.search": () => api.experts.search({}),
  "experts.compare": () => api.experts.compare({ personIds: [personId ?? nobody, personId ?? nobody] }),
  "experts.contact": () => api.experts.contact({ personId: personId ?? nobody }),
  "experts.me": () => api.experts.me({}),
  "experts.exportEvidence": () => api.experts.exportEvidence({}),
  "experts.namesInReview": () => api.experts.namesInReview({}),
  "experts.searches": () => api.experts.searches({}),
  "experts.skillsGap": () => api.experts.skillsGap({ by: "region" }),
  "experts.shortlists": () => api.experts.shortlists({}),
  "experts.invitations": () => api.experts.invitations({}),
  "experts.relations": () => api.experts.relations({}),
  "experts.tags": () => api.experts.tags({}),
  "experts.pools": () => api.experts.pools({}),
  "experts.pool": () => api.experts.pool({ id: poolId ?? nobody }),
  "experts.mine": () => api.experts.mine({}),
  "experts.panel": () => api.experts.panel({ id: useId ?? nobody }),
  "experts.openings": () => api.experts.openings({}),
  "experts.opening": () => api.experts.opening({ id: openingId ?? nobody }),
  "experts.myData": () => api.experts.myData({}),
  "experts.exportMyData": () => api.experts.exportMyData({}),
  "experts.capability": () => api.experts.capability({ organisationId: nobody }),
  "training.list": () => api.training.list({}),
  "training.get": () => api.training.get({ id: programmeId ?? nobody }),
  "credentials.get": () => api.credentials.get({ id: credentialId ?? nobody }),
  "credentials.mine": () => api.credentials.mine({}),
  "credentials.issuers": () => api.credentials.issuers({}),
  "search.find": () => api.search.find({ query: "Plant" }),
  "home.waiting": () => api.home.waiting({}),
  "notifications.list": () => api.notifications.list({}),
});

/** The exits on which words stand, as `exit: word's name`. Refusals are answers too: what they say is searched as well. */
async function seenOn(api: Api, words: Record<string, string>, where: Record<string, string>): Promise<string[]> {
  const found: string[] = [];
  const told = (name: string, answer: unknown, asked: readonly [string, string][]) => {
    const text = JSON.stringify(answer ?? null);
    for (const [what, word] of asked) if (text.includes(word)) found.push(`${name}: ${what}`);
  };
  const all = Object.entries(words);
  for (const [name, ask] of Object.entries(exits(api, where)))
    told(name, await ask().catch((error: unknown) => `${error} ${JSON.stringify(error)}`), all);
  // Asked for by each word, the two searches say no more.
  for (const one of all) {
    const { people, total } = await api.experts.search({ query: one[1] });
    told("experts.search", people, [one]);
    if (total > 0) found.push(`experts.search, by total: ${one[0]}`);
    told("search.find", await api.search.find({ query: one[1] }), [one]);
  }
  return found;
}

it("the list of exits is whole: every reading door of the modules is on it", () => {
  const doors = Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>)
    .filter(([name, { _def }]) => /^(experts|training|credentials)\./u.test(name) && _def.type === "query")
    .map(([name]) => name);
  expect(Object.keys(exits(stranger, {}))).toEqual(expect.arrayContaining(doors));
});

it("a canary in each field of a profile stands on no exit for those below its audience", async () => {
  const keeper = await organisation("alliance");
  const firm = await organisation("securityFirm");
  const readers: [string, Api][] = [
    ["visitor", stranger],
    ["member", as(await somebody())],
    ["verified", as(firm.owner)],
  ];
  // Languages and availability hold codes and no words; their visibility is a table in tests/domain/experts.
  const fields = profileFields.filter((one) => one !== "languages" && one !== "availability");
  for (const [rank, audience] of (["members", "verified", "onlyMe"] as const).entries()) {
    const expert = await somebody();
    const avatarId = await portrait(expert);
    const word = Object.fromEntries(fields.map((field) => [field, mark()])) as Record<string, string>;
    // Codes have to exist, so these are ones that nobody else in the test has.
    word.region = `AQ-${mark().slice(6, 9).toUpperCase()}`;
    word.avatar = avatarId;
    word.sectors = `gbt4754:${"RST".charAt(rank)}`;
    const tag = await as(expert).experts.proposeTag({ nameZh: word.skills ?? "", nameEn: word.skills ?? "" });
    await listed(
      expert,
      {
        nameZh: word.name ?? "",
        nameEn: word.name ?? "",
        headlineZh: word.headline ?? "",
        headlineEn: word.headline ?? "",
        summaryZh: word.summary ?? "",
        summaryEn: word.summary ?? "",
        region: word.region,
        affiliations: [
          {
            organisation: word.affiliations ?? "",
            organisationId: null,
            role: word.affiliations ?? "",
            from: "2020-01",
            until: null,
          },
        ],
        education: [
          {
            institution: word.education ?? "",
            degree: word.education ?? "",
            field: word.education ?? "",
            from: "2010-01",
            until: "2014-01",
          },
        ],
        sectors: [word.sectors],
        avatarId,
        links: [`https://people.example/${word.links}`],
        contactEmail: `${word.contact}@people.example`,
        contactPhone: word.contact ?? "",
      },
      {
        audiences: Object.fromEntries(profileFields.map((field) => [field, audience])),
        claims: { [tag.id]: 3 },
        birthDate: "1987-06-05",
      },
    );
    await as(expert).experts.addOwnEvidence(
      evidence({ title: word.evidence, body: word.evidence, people: [word.evidence] }),
    );
    const where = { personId: expert.id, poolId: await poolWith(keeper.owner, [expert]) };
    for (const [least, [name, api]] of readers.entries()) {
      if (least > rank) continue;
      const found = await seenOn(api, { ...word, birthDate: "1987-06-05" }, where);
      // The vocabulary of tags is public; who claims one is not.
      expect([audience, name, found.filter((one) => one !== "experts.tags: skills")]).toEqual([audience, name, []]);
    }
    const own = await seenOn(as(expert), word, where);
    for (const field of fields) expect(own).toContain(`experts.me: ${field}`);
  }
}, 120_000);

it("what is written about somebody for a few is read by those few", async () => {
  const keeper = await organisation("alliance");
  const firm = await organisation("securityFirm");
  const expert = await somebody();
  await listed(expert);
  const canary = Object.fromEntries(
    ["statement", "review", "decision", "leave", "note", "invitation", "application", "search", "endorsement"].map(
      (one) => [one, mark()],
    ),
  ) as Record<string, string>;
  const reviewers = [await somebody(), await somebody()];
  const poolId = await foundedPool(keeper.owner, reviewers);
  const { id } = await as(expert).experts.nominate({
    poolId,
    personId: expert.id,
    statement: `Because ${canary.statement}`,
  });
  await as(expert).experts.answerNomination({ id, agree: true });
  for (const one of reviewers)
    await as(one).experts.reviewNomination({ id, favour: false, reason: `Not yet ${canary.review}` });
  await as(keeper.owner).experts.decideNomination({ id, appoint: false, reason: `No ${canary.decision}` });
  const list = await as(firm.owner).experts.createShortlist({ title: "List" });
  await as(firm.owner).experts.putOnShortlist({ id: list.id, personId: expert.id, note: canary.note ?? "" });
  await as(firm.owner).experts.invite({
    personId: expert.id,
    work: "review",
    text: `Please come ${canary.invitation}`,
    idempotencyKey: randomUUID(),
  });
  const opening = await as(firm.owner).experts.createOpening({
    kind: "internship",
    title: "Plant security",
    text: "Twelve weeks in our laboratory",
    language: "en",
    conceptIds: [],
    sector: null,
    region: null,
    places: 1,
    closesAt: new Date(Date.now() + 86_400_000).toISOString(),
  });
  await as(expert).experts.applyForOpening({ id: opening.id, note: `I study ${canary.application}` });
  await as(expert).experts.saveSearch({ name: canary.search ?? "", filter: {} as never, alert: false });
  const peer = await somebody();
  await as(peer).experts.endorse({
    personId: expert.id,
    conceptId: "skill:segmentation",
    level: 3,
    note: canary.endorsement ?? "",
  });
  const credentialId = await issued(expert.id);
  await settle();
  const where = { personId: expert.id, poolId, openingId: opening.id, credentialId };
  const outsiders: [string, Api][] = [
    ["visitor", stranger],
    ["member", as(await somebody())],
    ["another firm", as((await organisation("securityFirm")).owner)],
    ["operator", as(await operator())],
  ];
  for (const [name, api] of outsiders) expect([name, await seenOn(api, canary, where)]).toEqual([name, []]);
  const seen = new Map<Member, string[]>();
  for (const who of [firm.owner, keeper.owner, expert]) seen.set(who, await seenOn(as(who), canary, where));
  const reads = (who: Member, what: string) =>
    (seen.get(who) ?? [])
      .filter((one) => one.endsWith(`: ${what}`) && !one.startsWith("experts.exportMyData"))
      .map((one) => one.split(":")[0]);
  expect(reads(firm.owner, "note")).toEqual(["experts.shortlists"]);
  expect(reads(firm.owner, "invitation")).toEqual(["experts.invitations"]);
  expect(reads(firm.owner, "application")).toEqual(["experts.opening"]);
  expect(reads(firm.owner, "statement")).toEqual([]);
  expect(reads(keeper.owner, "review")).toEqual(["experts.pool"]);
  // The person reads the decision's reason and not what each reviewer wrote.
  expect(reads(expert, "decision")).toEqual(["experts.pool"]);
  expect(reads(expert, "review")).toEqual([]);
  expect(reads(expert, "note")).toEqual([]);
  expect(reads(expert, "search")).toEqual(["experts.searches"]);
}, 120_000);
