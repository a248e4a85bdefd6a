import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { needStates, needVisibilities } from "@/domain/needs/schema";
import { maySee, type ReadFilter, readFilter, type VisibilityFacts } from "@/domain/needs/visibility";
import { type Actor, memberRoles, organisationKinds, platformRoles, visitor } from "@/domain/shared/actor";
import { acting, need, somebody } from "./cast";

/** The filter as SQL would run it: one line a condition, nothing taken from the rule under test but the data. */
function selects(filter: ReadFilter, row: VisibilityFacts): boolean {
  const shownToOthers = row.published && row.state !== "draft" && row.state !== "review";
  return [
    filter.everything,
    filter.ownOrganisationId === row.buyerOrganisationId,
    shownToOthers && filter.visibilities.some((one) => one === row.visibility),
    shownToOthers &&
      row.visibility === "invited" &&
      row.invitedOrganisationIds.some((one) => one === filter.invitedOrganisationId),
  ].some(Boolean);
}

const organisationId = fc.constantFrom("buyer", "firm", "rival", "stranger");
const needs: fc.Arbitrary<VisibilityFacts> = fc.record({
  buyerOrganisationId: organisationId,
  visibility: fc.constantFrom(...needVisibilities),
  state: fc.constantFrom(...needStates),
  published: fc.boolean(),
  invitedOrganisationIds: fc.uniqueArray(organisationId),
});
const people: fc.Arbitrary<Actor> = fc.record({
  kind: fc.constant("person" as const),
  id: fc.constant("somebody"),
  email: fc.constant("somebody@example.com"),
  platformRole: fc.option(fc.constantFrom(...platformRoles), { nil: null }),
  acting: fc.option(
    fc.record({
      id: organisationId,
      kind: fc.constantFrom(...organisationKinds),
      role: fc.constantFrom(...memberRoles),
      verified: fc.boolean(),
      jurisdiction: fc.constant("CN"),
    }),
    { nil: null },
  ),
  organisationIds: fc.uniqueArray(organisationId),
  secondFactor: fc.boolean(),
  secondFactorRequired: fc.boolean(),
  scopes: fc.option(fc.subarray(["needs:read", "needs:write", "proposals:read", "proposals:write"]), { nil: null }),
});
const actors: fc.Arbitrary<Actor> = fc.oneof(
  { weight: 8, arbitrary: people },
  { weight: 1, arbitrary: fc.constant<Actor>(visitor) },
  { weight: 1, arbitrary: fc.constant<Actor>({ kind: "system", job: "index" }) },
);

describe("who sees a need", () => {
  it("the lists' filter and the rule agree on every need and every reader", () => {
    fc.assert(
      fc.property(actors, needs, (actor, row) => {
        expect(selects(readFilter(actor), row)).toBe(maySee(actor, row));
      }),
      { numRuns: 5_000 },
    );
  });

  it("a draft is seen by its own organisation, the auditor and the platform only", () => {
    fc.assert(
      fc.property(actors, needs, (actor, row) => {
        const draft = { ...row, state: "draft" as const, published: false };
        if (actor.kind !== "person" || actor.acting?.id === row.buyerOrganisationId) return;
        if (actor.platformRole === "auditor" && actor.secondFactor) return;
        expect(maySee(actor, draft)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it("a visitor sees nothing that somebody who signed in does not see too", () => {
    fc.assert(
      fc.property(people, needs, (actor, row) => {
        if (maySee(visitor, row)) expect(maySee(actor, row)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  const readers = {
    visitor,
    "a person without organisation": somebody(),
    "an unverified firm": acting("firm", { verified: false }),
    "a verified firm": acting("rival"),
    "an invited verified firm": acting("firm"),
    "an invited firm whose verification ended": acting("firm", { verified: false }),
    "a viewer of the buyer": acting("buyer", { role: "viewer" }),
    "a token without needs:read": acting("buyer", {}, { scopes: ["proposals:read"] }),
    "the operator": somebody({ platformRole: "operator", secondFactor: true }),
    "the auditor": somebody({ platformRole: "auditor", secondFactor: true }),
    "the auditor before the second factor": somebody({ platformRole: "auditor" }),
  } as const satisfies Record<string, Actor>;
  const all = Object.keys(readers) as (keyof typeof readers)[];
  const always = ["a viewer of the buyer", "the auditor"] as const;

  it.each([
    ["public", all],
    ["members", ["a verified firm", "an invited verified firm", ...always]],
    ["verified", ["a verified firm", "an invited verified firm", ...always]],
    ["invited", ["an invited verified firm", ...always]],
  ] as const)("a published need for %s", (visibility, seenBy) => {
    const row = need({ visibility, invitedOrganisationIds: ["firm"] });
    expect(all.filter((name) => maySee(readers[name], row)).sort()).toEqual([...seenBy].sort());
  });

  it.each(["draft", "review"] as const)("a public need in %s is not public yet", (state) => {
    const row = need({ state, published: false, invitedOrganisationIds: ["firm"] });
    expect(all.filter((name) => maySee(readers[name], row)).sort()).toEqual([...always].sort());
  });

  it("a draft that was cancelled stays as unseen as the draft was", () => {
    expect(maySee(visitor, need({ state: "cancelled", published: false }))).toBe(false);
    expect(maySee(visitor, need({ state: "cancelled" }))).toBe(true);
  });
});
