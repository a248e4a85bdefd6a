import { describe, expect, it } from "vitest";
import { applicability, clauseReason, type OrganisationFacts } from "@/domain/guidance/applicability";
import type { Rule } from "@/domain/guidance/schema";
import { firm, only, where } from "./cast";

type Case = [says: string, rule: Rule, facts: OrganisationFacts, status: "applies" | "mayApply" | "doesNot"];

const cases: Case[] = [
  ["a rule without conditions is for everybody", only({}), firm(), "applies"],
  ["a rule without clauses is for nobody", { include: [], except: [] }, firm(), "doesNot"],
  ["the kind is met", only({ kinds: ["enterprise"] }), firm(), "applies"],
  ["the kind is another", only({ kinds: ["research"] }), firm(), "doesNot"],
  ["one of several sectors is met", only({ sectors: ["sector:power", "sector:water"] }), firm(), "applies"],
  ["energy includes power", only({ sectors: ["sector:energy"] }), firm({ sectors: ["power"] }), "applies"],
  [
    "power does not include all of energy",
    only({ sectors: ["sector:power"] }),
    firm({ sectors: ["energy"] }),
    "doesNot",
  ],
  ["who names no sector may be concerned", only({ sectors: ["sector:water"] }), firm({ sectors: [] }), "mayApply"],
  ["the whole country", only({ regions: ["CN"] }), firm(), "applies"],
  ["one province", only({ regions: ["CN-33"] }), firm(), "applies"],
  ["another province", only({ regions: ["CN-11"] }), firm(), "doesNot"],
  ["somewhere in the country, province not said", only({ regions: ["CN-11"] }), firm({ region: null }), "mayApply"],
  [
    "another country is never in a province",
    only({ regions: ["CN-11"] }),
    firm({ country: "SG", region: null }),
    "doesNot",
  ],
  ["the size is met", only({ sizes: ["medium", "large"] }), firm(), "applies"],
  ["the size is not said", only({ sizes: ["large"] }), firm({ sizeBand: null }), "mayApply"],
  ["what it runs is met", only({ assets: ["asset:plc"] }), firm(), "applies"],
  ["what it runs is another", only({ assets: ["asset:robot"] }), firm(), "doesNot"],
  [
    "a robot includes the automated vehicle",
    only({ assets: ["asset:robot"] }),
    firm({ assets: ["asset:agv"] }),
    "applies",
  ],
  ["all facets of one clause have to be met", only({ kinds: ["enterprise"], regions: ["CN-11"] }), firm(), "doesNot"],
  [
    "a known no outweighs what is not said",
    only({ regions: ["CN-11"], sizes: ["large"] }),
    firm({ sizeBand: null }),
    "doesNot",
  ],
  ["one of several clauses is enough", only({ regions: ["CN-11"] }, { sectors: ["sector:water"] }), firm(), "applies"],
  [
    "an exception takes it back",
    { include: [where()], except: [where({ sizes: ["micro"] })] },
    firm({ sizeBand: "micro" }),
    "doesNot",
  ],
  [
    "an exception for others changes nothing",
    { include: [where()], except: [where({ sizes: ["micro"] })] },
    firm(),
    "applies",
  ],
  [
    "an exception that may hold leaves it open",
    { include: [where()], except: [where({ sizes: ["micro"] })] },
    firm({ sizeBand: null }),
    "mayApply",
  ],
];

describe("to whom a document applies", () => {
  it.each(cases)("%s", (_, rule, facts, status) => {
    expect(applicability(rule, facts).status).toBe(status);
  });

  it("says which condition was met by what", () => {
    const reason = clauseReason(where({ sectors: ["sector:water", "sector:power"], sizes: ["large"] }), firm());
    expect(reason.facets).toEqual([
      { facet: "sectors", wanted: ["water", "power"], have: ["water"], answer: "yes" },
      { facet: "sizes", wanted: ["large"], have: ["medium"], answer: "no" },
    ]);
  });
});
