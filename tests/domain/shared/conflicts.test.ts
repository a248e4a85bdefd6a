import { describe, expect, test } from "vitest";
import {
  type ConflictFacts,
  type ConflictParty,
  conflictFinder,
  findConflicts,
  noConflictFacts,
} from "@/domain/shared/conflicts";

const now = new Date("2026-11-23T00:00:00Z");
const lately = new Date("2024-01-01T00:00:00Z");
const longAgo = new Date("2020-01-01T00:00:00Z");

function facts(change: Partial<ConflictFacts> = {}): ConflictFacts {
  return { ...noConflictFacts, now, ...change };
}

function person(id: string, change: Partial<ConflictParty> = {}): ConflictParty {
  return { id, affiliations: [], mail: [], ...change };
}

const judge = person("judge", { affiliations: [{ organisation: "institute", until: null }] });
const author = person("author", { affiliations: [{ organisation: "firm", until: null }] });

test.each(["2026-11-23T00:00:00Z", "2026-11-23T23:59:59Z"])("a day three years ago counts until %s", (at) => {
  const left = (day: string) => person("judge", { affiliations: [{ organisation: "firm", until: new Date(day) }] });
  const found = (day: string) => findConflicts([left(day)], [author], facts({ now: new Date(at) })).length;
  expect([found("2023-11-23"), found("2023-11-22")]).toEqual([1, 0]);
});

describe("a judge and an author", () => {
  test.each<[string, ConflictParty, ConflictParty, Partial<ConflictFacts>, string[]]>([
    ["strangers", judge, author, {}, []],
    ["one and the same", judge, judge, {}, ["sameOrganisation over judge", "sameOrganisation over institute"]],
    [
      "the judge left the firm lately",
      person("judge", { affiliations: [{ organisation: "firm", until: lately }] }),
      author,
      {},
      ["sameOrganisation over firm"],
    ],
    [
      "the judge left the firm long ago",
      person("judge", { affiliations: [{ organisation: "firm", until: longAgo }] }),
      author,
      {},
      [],
    ],
    [
      "one owner",
      judge,
      author,
      { owners: [{ owner: "institute", owned: "firm", until: null }] },
      ["ownerTree over institute"],
    ],
    [
      "one mail domain",
      person("judge", { mail: ["j@lab.example.cn"] }),
      person("author", { mail: ["a@example.cn"] }),
      {},
      ["mailDomain over example.cn"],
    ],
    ["free mail", person("judge", { mail: ["j@163.com"] }), person("author", { mail: ["a@163.com"] }), {}, []],
    [
      "supervision long ago, declared by the author",
      judge,
      author,
      { relations: [{ by: "author", about: "judge", kind: "supervision", until: longAgo }] },
      ["declaredRelation over supervision"],
    ],
    [
      "a friendship long over",
      judge,
      author,
      { relations: [{ by: "judge", about: "author", kind: "friendship", until: longAgo }] },
      [],
    ],
    [
      "two papers together, one of them old",
      judge,
      author,
      {
        sharedWork: [
          { id: "new", parties: ["author", "judge", "other"], lastAt: lately },
          { id: "old", parties: ["author", "judge"], lastAt: longAgo },
        ],
      },
      ["sharedWork over new"],
    ],
    [
      "their organisations trade",
      judge,
      author,
      { ties: [{ kind: "supplier", parties: ["firm", "institute"], until: null }] },
      ["supplierTie over supplier"],
    ],
    [
      "shares",
      judge,
      author,
      { ties: [{ kind: "financial", parties: ["judge", "firm"], until: null }] },
      ["financialTie over financial"],
    ],
    [
      "competitors, whoever said so",
      judge,
      author,
      { competitors: [{ by: "firm", competitor: "institute" }] },
      ["declaredCompetitor over institute"],
    ],
    ["on the matter's list", judge, author, { excludedIds: ["institute"] }, ["needList over institute"]],
  ])("%s", (_, side, counterpart, change, reasons) => {
    const found = findConflicts([side], [counterpart], facts(change));
    expect(found.map(({ kind, over }) => `${kind} over ${over}`)).toEqual(reasons);
  });
});

test("the same facts answer for many pairs, each side with all its people", () => {
  const find = conflictFinder(facts({ relations: [{ by: "wife", about: "judge", kind: "kinship", until: null }] }));
  expect(find([judge], [author])).toEqual([]);
  expect(find([judge], [author, person("wife")])).toEqual([
    { kind: "declaredRelation", party: "judge", counterpart: "wife", over: "kinship" },
  ]);
  expect(find([person("wife"), author], [judge])).toHaveLength(1);
  expect(find([judge], [person("wife")], ["declaredRelation"])).toEqual([]);
});
