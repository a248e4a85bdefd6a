import { describe, expect, it } from "vitest";
import { acting, somebody } from "#tests/domain/needs/cast";
import * as policy from "@/domain/engagements/policy";
import { type EngagementState, engagementStates, milestoneStates } from "@/domain/engagements/states";
import { type Actor, type Decision, visitor } from "@/domain/shared/actor";

const cast = {
  visitor,
  alone: somebody(),
  auditor: somebody({ platformRole: "auditor", secondFactor: true }),
  buyerOwner: acting("buyer"),
  buyerMember: acting("buyer", { role: "member" }),
  buyerViewer: acting("buyer", { role: "viewer" }),
  buyerUnverified: acting("buyer", { verified: false }),
  buyerToken: acting("buyer", {}, { scopes: ["needs:read", "needs:write"] }),
  leadOwner: acting("lead"),
  leadMember: acting("lead", { role: "member" }),
  partnerOwner: acting("partner"),
  partnerMember: acting("partner", { role: "member" }),
  mediator: somebody({ id: "mediator" }),
  stranger: acting("stranger"),
} as const satisfies Record<string, Actor>;
type Cast = keyof typeof cast;
const everybody = Object.keys(cast) as Cast[];
const buyers = ["buyerOwner", "buyerMember", "buyerToken"] as const;
const providers = ["leadOwner", "leadMember", "partnerOwner", "partnerMember"] as const;
const deciders = ["buyerOwner", "buyerToken", "leadOwner"] as const;

const at = (state: EngagementState, openDispute = false): policy.EngagementFacts => ({
  state,
  buyerOrganisationId: "buyer",
  providerOrganisationId: "lead",
  partnerIds: ["partner"],
  mediatorIds: ["mediator"],
  openDispute,
});
const planned = { state: "planned" } as const;
const handedOver = { state: "delivered" } as const;
const dispute: policy.DisputeFacts = {
  state: "open",
  side: "buyer",
  mediatorId: null,
  mediatorBy: null,
  settled: { buyer: false, provider: false },
  hasSettlement: false,
};
const mediating = { ...dispute, state: "mediating", mediatorId: "mediator", mediatorBy: "buyer" } as const;
const change = { state: "proposed", side: "buyer" } as const;
const fresh = { reviewed: false, over: false };

/** Every act in the state that allows it, and everybody who may; who is not named is refused. */
const table: [act: string, ask: (actor: Actor) => Decision, allowed: readonly Cast[]][] = [
  [
    "list the own engagements",
    (actor) => policy.mayListEngagements(actor),
    everybody.filter((one) => one !== "visitor"),
  ],
  [
    "read",
    (actor) => policy.mayReadEngagement(actor, at("active")),
    [...buyers, "buyerViewer", ...providers, "mediator"],
  ],
  [
    "begin",
    (actor) => policy.mayBeginEngagement(actor, { buyerOrganisationId: "buyer", winnerId: "lead" }),
    [...buyers, "leadOwner", "leadMember"],
  ],
  [
    "write the agreement",
    (actor) => policy.mayWriteAgreement(actor, at("agreeing")),
    [...buyers, "leadOwner", "leadMember"],
  ],
  [
    "sign the agreement",
    (actor) => policy.maySignAgreement(actor, at("agreeing"), { signed: false }),
    ["buyerOwner", "leadOwner"],
  ],
  ["sign twice", (actor) => policy.maySignAgreement(actor, at("agreeing"), { signed: true }), []],
  ["deliver", (actor) => policy.mayDeliver(actor, at("active"), planned), providers],
  ["accept", (actor) => policy.mayDecideDelivery(actor, at("active"), handedOver, true), ["buyerOwner", "buyerToken"]],
  ["return", (actor) => policy.mayDecideDelivery(actor, at("active"), handedOver, false), buyers],
  ["ask for a change", (actor) => policy.mayRequestChange(actor, at("active")), deciders],
  ["decide the buyer's change", (actor) => policy.mayDecideChange(actor, at("active"), change), ["leadOwner"]],
  [
    "withdraw the buyer's change",
    (actor) => policy.mayWithdrawChange(actor, at("active"), change),
    ["buyerOwner", "buyerToken"],
  ],
  [
    "decide what is decided",
    (actor) => policy.mayDecideChange(actor, at("active"), { ...change, state: "agreed" }),
    [],
  ],
  ["note what was paid", (actor) => policy.mayNotePayment(actor, at("active"), "buyer"), buyers],
  ["note what was invoiced", (actor) => policy.mayNotePayment(actor, at("active"), "provider"), providers],
  ["write a message", (actor) => policy.mayWriteMessage(actor, at("active")), [...buyers, ...providers, "mediator"]],
  ["open a dispute", (actor) => policy.mayOpenDispute(actor, at("active")), deciders],
  ["open a second dispute", (actor) => policy.mayOpenDispute(actor, at("active", true)), []],
  ["name a mediator", (actor) => policy.mayNameMediator(actor, at("active", true), dispute), deciders],
  [
    "agree to the buyer's mediator",
    (actor) =>
      policy.mayAgreeMediator(actor, at("active", true), { ...dispute, mediatorId: "mediator", mediatorBy: "buyer" }),
    ["leadOwner"],
  ],
  ["agree to nobody", (actor) => policy.mayAgreeMediator(actor, at("active", true), dispute), []],
  ["propose a settlement", (actor) => policy.mayProposeSettlement(actor, at("active", true), mediating), ["mediator"]],
  [
    "agree to the settlement",
    (actor) => policy.mayAgreeSettlement(actor, at("active", true), { ...mediating, hasSettlement: true }),
    deciders,
  ],
  ["agree to none", (actor) => policy.mayAgreeSettlement(actor, at("active", true), mediating), []],
  [
    "withdraw the buyer's dispute",
    (actor) => policy.mayWithdrawDispute(actor, at("active", true), dispute),
    ["buyerOwner", "buyerToken"],
  ],
  ["close", (actor) => policy.mayCloseEngagement(actor, at("accepted")), ["buyerOwner", "buyerToken"]],
  ["close with an open dispute", (actor) => policy.mayCloseEngagement(actor, at("accepted", true)), []],
  ["review", (actor) => policy.mayReview(actor, at("accepted"), fresh), deciders],
  ["review twice", (actor) => policy.mayReview(actor, at("accepted"), { ...fresh, reviewed: true }), []],
  ["review too late", (actor) => policy.mayReview(actor, at("accepted"), { ...fresh, over: true }), []],
  ["keep work packages and results", (actor) => policy.mayKeepResearch(actor, at("active")), [...buyers, ...providers]],
  [
    "confirm a share one holds",
    (actor) => policy.mayConfirmResult(actor, at("active"), { holds: true }),
    [...deciders, "partnerOwner"],
  ],
  ["confirm without a share", (actor) => policy.mayConfirmResult(actor, at("active"), { holds: false }), []],
  ["read the public record", () => policy.mayReadRecord(), everybody],
];

describe("who may do what in an engagement", () => {
  it.each(table)("%s", (_, ask, allowed) => {
    expect(everybody.filter((name) => ask(cast[name]).allowed).sort()).toEqual([...allowed].sort());
  });

  it("no policy is left out", () => {
    const asked = table.map(([, ask]) => ask.toString()).join(" ");
    const others = ["sideOf", "mediatorProblem"];
    for (const name of Object.keys(policy))
      expect(asked.includes(`.${name}(`) || others.includes(name), name).toBe(true);
  });

  it("a mediator belongs to neither side", () => {
    expect(policy.mediatorProblem(at("active"), { organisationIds: ["elsewhere"] }).allowed).toBe(true);
    for (const one of ["buyer", "lead", "partner"])
      expect(policy.mediatorProblem(at("active"), { organisationIds: [one] }).allowed).toBe(false);
  });
});

describe("when it may be done", () => {
  const inState: [act: string, ask: (state: EngagementState) => Decision, possible: readonly EngagementState[]][] = [
    ["write the agreement", (state) => policy.mayWriteAgreement(cast.buyerOwner, at(state)), ["agreeing"]],
    ["sign", (state) => policy.maySignAgreement(cast.buyerOwner, at(state), { signed: false }), ["agreeing"]],
    ["deliver", (state) => policy.mayDeliver(cast.leadOwner, at(state), planned), ["active"]],
    ["accept", (state) => policy.mayDecideDelivery(cast.buyerOwner, at(state), handedOver, true), ["active"]],
    ["ask for a change", (state) => policy.mayRequestChange(cast.buyerOwner, at(state)), ["agreeing", "active"]],
    ["open a dispute", (state) => policy.mayOpenDispute(cast.buyerOwner, at(state)), ["active", "accepted"]],
    ["close", (state) => policy.mayCloseEngagement(cast.buyerOwner, at(state)), ["accepted"]],
    ["review", (state) => policy.mayReview(cast.buyerOwner, at(state), fresh), ["accepted", "closed", "terminated"]],
  ];
  it.each(inState)("%s", (_, ask, possible) => {
    expect(engagementStates.filter((state) => ask(state).allowed)).toEqual(possible);
  });

  it("a milestone is delivered, returned and accepted in its own states only", () => {
    const can = (ask: (state: (typeof milestoneStates)[number]) => Decision) =>
      milestoneStates.filter((state) => ask(state).allowed);
    expect(can((state) => policy.mayDeliver(cast.leadOwner, at("active"), { state }))).toEqual(["planned", "returned"]);
    for (const accepted of [true, false])
      expect(can((state) => policy.mayDecideDelivery(cast.buyerOwner, at("active"), { state }, accepted))).toEqual([
        "delivered",
      ]);
  });
});
