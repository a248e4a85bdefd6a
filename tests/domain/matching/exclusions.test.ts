import { describe, expect, test } from "vitest";
import { type Exclusion, type ExclusionFacts, findExclusions, type Party } from "@/domain/matching/exclusions";

const now = new Date("2026-11-23T00:00:00Z");
const insideWindow = new Date("2023-11-23T00:00:00Z");
const outsideWindow = new Date("2023-11-22T23:59:59Z");

function party(id: string, change: Partial<Party> = {}): Party {
  return {
    id,
    identityConfirmed: true,
    verified: true,
    sanctions: "clear",
    jurisdiction: "CN",
    affiliations: [],
    mail: [],
    ...change,
  };
}

/** An expert of a firm, and a need of a plant with one of its people. */
function facts(change: Partial<ExclusionFacts> = {}): ExclusionFacts {
  return {
    subject: [expert()],
    counterparts: [party("plant"), buyer()],
    owners: [],
    relations: [],
    sharedWork: [],
    ties: [],
    competitors: [],
    excludedIds: [],
    jurisdictions: ["CN"],
    now,
    ...change,
  };
}

function expert(change: Partial<Party> = {}): Party {
  return party("expert", { affiliations: [{ organisation: "firm", until: null }], ...change });
}

function buyer(change: Partial<Party> = {}): Party {
  return party("buyer", { affiliations: [{ organisation: "plant", until: null }], ...change });
}

function kinds(found: readonly Exclusion[]): string[] {
  return [...new Set(found.map(({ kind }) => kind))].sort();
}

test("a confirmed, verified, unrelated expert may be considered", () => {
  expect(findExclusions(facts())).toEqual([]);
});

describe("closed by default", () => {
  test.each<[string, Partial<ExclusionFacts>, string]>([
    ["identity not confirmed", { subject: [expert({ identityConfirmed: false })] }, "identityNotConfirmed"],
    ["identity not known", { subject: [expert({ identityConfirmed: null })] }, "identityNotConfirmed"],
    ["not verified", { subject: [expert({ verified: false })] }, "notVerified"],
    ["verification not known", { subject: [expert({ verified: null })] }, "notVerified"],
    ["on a sanctions list", { subject: [expert({ sanctions: "listed" })] }, "sanctions"],
    ["sanctions never checked", { subject: [expert({ sanctions: null })] }, "sanctions"],
    ["another jurisdiction", { subject: [expert({ jurisdiction: "US" })] }, "jurisdiction"],
    ["jurisdiction not known", { subject: [expert({ jurisdiction: null })] }, "jurisdiction"],
    [
      "jurisdiction not known where all are admitted",
      { subject: [expert({ jurisdiction: null })], excludedIds: [], jurisdictions: null },
      "jurisdiction",
    ],
    ["on the need's own list", { excludedIds: ["expert"], jurisdictions: null }, "needList"],
    ["firm on the need's own list", { excludedIds: ["firm"], jurisdictions: null }, "needList"],
    ["nobody named as subject", { subject: [] }, "sideUnknown"],
    ["nobody named for the need", { counterparts: [] }, "sideUnknown"],
    [
      "a consortium member is not verified",
      { subject: [expert(), party("partner", { verified: null })] },
      "notVerified",
    ],
  ])("%s", (_, change, kind) => {
    expect(kinds(findExclusions(facts(change)))).toEqual([kind]);
  });

  test("any jurisdiction may be admitted", () => {
    const open = facts({ subject: [expert({ jurisdiction: "DE" })], excludedIds: [], jurisdictions: null });
    expect(findExclusions(open)).toEqual([]);
  });
});

/** Every conflict that was planted must be found. */
const planted: [string, Partial<ExclusionFacts>, string][] = [
  ["the owner of the need itself", { subject: [party("plant")] }, "sameOrganisation"],
  [
    "works at the plant",
    { subject: [expert({ affiliations: [{ organisation: "plant", until: null }] })] },
    "sameOrganisation",
  ],
  [
    "left the plant three years ago to the day",
    { subject: [expert({ affiliations: [{ organisation: "plant", until: insideWindow }] })] },
    "sameOrganisation",
  ],
  [
    "left on a day nobody can read",
    { subject: [expert({ affiliations: [{ organisation: "plant", until: new Date("?") }] })] },
    "sameOrganisation",
  ],
  [
    "the buyer's person came from the firm",
    { counterparts: [party("plant"), buyer({ affiliations: [{ organisation: "firm", until: insideWindow }] })] },
    "sameOrganisation",
  ],
  ["the firm owns the plant", { owners: [{ owner: "firm", owned: "plant", until: null }] }, "ownerTree"],
  ["the plant owns the firm", { owners: [{ owner: "plant", owned: "firm", until: null }] }, "ownerTree"],
  [
    "sisters under a grandmother",
    {
      owners: [
        { owner: "group", owned: "holding", until: null },
        { owner: "holding", owned: "firm", until: null },
        { owner: "group", owned: "plant", until: null },
      ],
    },
    "ownerTree",
  ],
  [
    "owners in a circle",
    {
      owners: [
        { owner: "firm", owned: "middle", until: null },
        { owner: "middle", owned: "plant", until: null },
        { owner: "plant", owned: "firm", until: null },
      ],
    },
    "ownerTree",
  ],
  ["sold within three years", { owners: [{ owner: "firm", owned: "plant", until: insideWindow }] }, "ownerTree"],
  [
    "same mail domain",
    { subject: [expert({ mail: ["e@mail.example.com.cn"] })], counterparts: [buyer({ mail: ["b@example.com.cn"] })] },
    "mailDomain",
  ],
  [
    "sibling subdomains",
    { subject: [expert({ mail: ["e@a.example.com"] })], counterparts: [buyer({ mail: ["b.example.com"] })] },
    "mailDomain",
  ],
  [
    "declared by the expert",
    { relations: [{ by: "expert", about: "buyer", kind: "other", until: null }] },
    "declaredRelation",
  ],
  [
    "declared by the buyer",
    { relations: [{ by: "buyer", about: "expert", kind: "dispute", until: null }] },
    "declaredRelation",
  ],
  [
    "supervision long ago",
    { relations: [{ by: "buyer", about: "expert", kind: "supervision", until: new Date("1999-01-01") }] },
    "declaredRelation",
  ],
  [
    "kinship ended on paper",
    { relations: [{ by: "expert", about: "buyer", kind: "kinship", until: outsideWindow }] },
    "declaredRelation",
  ],
  [
    "relation to the plant",
    { relations: [{ by: "expert", about: "plant", kind: "employment", until: null }] },
    "declaredRelation",
  ],
  [
    "wrote a paper together",
    { sharedWork: [{ id: "w", parties: ["x", "buyer", "expert"], lastAt: insideWindow }] },
    "sharedWork",
  ],
  [
    "their organisations worked together",
    { sharedWork: [{ id: "w", parties: ["firm", "plant"], lastAt: now }] },
    "sharedWork",
  ],
  [
    "the firm supplies the plant",
    { ties: [{ kind: "supplier", parties: ["firm", "plant"], until: null }] },
    "supplierTie",
  ],
  [
    "the buyer holds shares",
    { ties: [{ kind: "financial", parties: ["buyer", "firm"], until: insideWindow }] },
    "financialTie",
  ],
  ["named as a competitor by the plant", { competitors: [{ by: "plant", competitor: "firm" }] }, "declaredCompetitor"],
  ["named the plant as a competitor", { competitors: [{ by: "firm", competitor: "plant" }] }, "declaredCompetitor"],
];

describe("planted conflicts are all found", () => {
  test.each(planted)("%s", (_, change, kind) => {
    expect(kinds(findExclusions(facts(change)))).toContain(kind);
  });

  test("each names both parties and what it rests on", () => {
    const found = findExclusions(facts({ ties: [{ kind: "supplier", parties: ["firm", "plant"], until: null }] }));
    expect(found).toContainEqual({ kind: "supplierTie", party: "expert", counterpart: "plant", over: "supplier" });
  });
});

describe("what is over or shared with everybody is no conflict", () => {
  test.each<[string, Partial<ExclusionFacts>]>([
    [
      "left more than three years ago",
      { subject: [expert({ affiliations: [{ organisation: "plant", until: outsideWindow }] })] },
    ],
    ["sold more than three years ago", { owners: [{ owner: "firm", owned: "plant", until: outsideWindow }] }],
    [
      "free mail",
      { subject: [expert({ mail: ["e@qq.com"] })], counterparts: [buyer({ mail: ["b@qq.com", "b@vip.qq.com"] })] },
    ],
    [
      "two universities under edu.cn",
      { subject: [expert({ mail: ["a@one.edu.cn"] })], counterparts: [buyer({ mail: ["b@two.edu.cn"] })] },
    ],
    ["an old dispute", { relations: [{ by: "expert", about: "buyer", kind: "dispute", until: outsideWindow }] }],
    ["an old paper", { sharedWork: [{ id: "w", parties: ["buyer", "expert"], lastAt: outsideWindow }] }],
    [
      "a relation to a third person",
      { relations: [{ by: "expert", about: "stranger", kind: "kinship", until: null }] },
    ],
    ["a third firm of the same supplier", { ties: [{ kind: "supplier", parties: ["other", "plant"], until: null }] }],
  ])("%s", (_, change) => {
    expect(findExclusions(facts(change))).toEqual([]);
  });
});

test("the leap day looks back to 28 February", () => {
  const leap = { now: new Date("2028-02-29T00:00:00Z") };
  const work = (day: string) => [{ id: "w", parties: ["buyer", "expert"], lastAt: new Date(day) }];
  expect(findExclusions(facts({ ...leap, sharedWork: work("2025-02-28") }))).toHaveLength(1);
  expect(findExclusions(facts({ ...leap, sharedWork: work("2025-02-27") }))).toEqual([]);
});

test("a buyer may waive shared work for providers, and nothing else goes with it", () => {
  const change = {
    sharedWork: [{ id: "w", parties: ["firm", "plant"], lastAt: now }],
    competitors: [{ by: "plant", competitor: "firm" }],
  };
  expect(kinds(findExclusions(facts(change), ["sharedWork"]))).toEqual(["declaredCompetitor"]);
});
