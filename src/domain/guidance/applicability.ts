import type { OrganisationKind } from "../shared/actor";
import { allConcepts } from "../taxonomy/all-concepts";
import type { Clause, Rule } from "./schema";

/** What a rule may ask about an organisation. `null` and empty lists mean that nobody has said. */
export type OrganisationFacts = {
  readonly kind: OrganisationKind;
  readonly country: string;
  readonly region: string | null;
  /** `sector:` is left out, as the organisation's own form writes them. */
  readonly sectors: readonly string[];
  readonly sizeBand: string | null;
  /** `asset:…` concepts that the organisation says it runs. */
  readonly assets: readonly string[];
};

export const facets = ["kinds", "sectors", "regions", "sizes", "assets"] as const;
export type Facet = (typeof facets)[number];
/** Kleene's three values: what is not known can still turn out either way. */
export type Answer = "yes" | "no" | "unknown";
export type FacetReason = {
  readonly facet: Facet;
  readonly wanted: readonly string[];
  readonly have: readonly string[];
  readonly answer: Answer;
};
export type ClauseReason = {
  readonly except: boolean;
  readonly index: number;
  readonly answer: Answer;
  readonly facets: readonly FacetReason[];
};
/** `applies`, `mayApply` (something the organisation has not said decides it), or `doesNot`. */
export type Verdict = {
  readonly status: "applies" | "mayApply" | "doesNot";
  readonly clauses: readonly ClauseReason[];
};

const children = new Map<string, string[]>();
for (const { id, parent } of allConcepts) {
  if (parent) children.set(parent, [...(children.get(parent) ?? []), id]);
}

/** A concept and all that are narrower: naming energy names power and nuclear power as well. */
export function withNarrower(ids: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (id: string): void => {
    if (found.has(id)) return;
    found.add(id);
    for (const child of children.get(id) ?? []) visit(child);
  };
  for (const id of ids) visit(id);
  return [...found];
}

/** The clause as the database compares it: narrower concepts written out, sectors without their prefix. */
export function expandedClause(clause: Clause): Clause {
  return {
    ...clause,
    sectors: withNarrower(clause.sectors.map((id) => `sector:${bare(id)}`)).map(bare),
    assets: withNarrower(clause.assets),
  };
}

function bare(id: string): string {
  return id.startsWith("sector:") ? id.slice("sector:".length) : id;
}

/**
 * Whether a document concerns an organisation, and why: every clause with every facet that asks anything.
 * An organisation that has not said what decides is told so, rather than left out.
 */
export function applicability(rule: Rule, facts: OrganisationFacts): Verdict {
  const include = rule.include.map((clause, index) => clauseReason(clause, facts, index, false));
  const except = rule.except.map((clause, index) => clauseReason(clause, facts, index, true));
  const included = any(include.map(({ answer }) => answer));
  const excepted = any(except.map(({ answer }) => answer));
  const answer = both(included, excepted === "yes" ? "no" : excepted === "no" ? "yes" : "unknown");
  const status = answer === "yes" ? "applies" : answer === "unknown" ? "mayApply" : "doesNot";
  return { status, clauses: [...include, ...except] };
}

/** @returns one clause held against the facts; a clause that asks nothing describes everybody */
export function clauseReason(clause: Clause, facts: OrganisationFacts, index = 0, except = false): ClauseReason {
  const wide = expandedClause(clause);
  const asked: FacetReason[] = [];
  const ask = (facet: Facet, wanted: readonly string[], have: readonly string[], unknown: boolean) => {
    if (wanted.length === 0) return;
    const met = have.some((one) => (wide[facet] as readonly string[]).includes(one));
    asked.push({ facet, wanted, have, answer: met ? "yes" : unknown ? "unknown" : "no" });
  };
  ask("kinds", clause.kinds, [facts.kind], false);
  ask("sectors", clause.sectors.map(bare), facts.sectors, facts.sectors.length === 0);
  ask(
    "regions",
    clause.regions,
    facts.region ? [facts.country, facts.region] : [facts.country],
    facts.region === null && clause.regions.some((region) => region.startsWith(`${facts.country}-`)),
  );
  ask("sizes", clause.sizes, facts.sizeBand ? [facts.sizeBand] : [], facts.sizeBand === null);
  ask("assets", clause.assets, facts.assets, facts.assets.length === 0);
  const answer = asked.reduce<Answer>((sum, facet) => both(sum, facet.answer), "yes");
  return { except, index, answer, facets: asked };
}

function both(a: Answer, b: Answer): Answer {
  if (a === "no" || b === "no") return "no";
  return a === "yes" && b === "yes" ? "yes" : "unknown";
}

function any(answers: readonly Answer[]): Answer {
  if (answers.includes("yes")) return "yes";
  return answers.includes("unknown") ? "unknown" : "no";
}
