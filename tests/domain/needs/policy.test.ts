import { describe, expect, it } from "vitest";
import * as policy from "@/domain/needs/policy";
import { type NeedState, needStates } from "@/domain/needs/schema";
import { openedStates, receivingStates } from "@/domain/needs/states";
import { type Actor, type Decision, visitor } from "@/domain/shared/actor";
import { acting, need, panel, somebody } from "./cast";

const cast = {
  visitor,
  system: { kind: "system", job: "seed" },
  alone: somebody(),
  operator: somebody({ platformRole: "operator", secondFactor: true }),
  auditor: somebody({ platformRole: "auditor", secondFactor: true }),
  buyerOwner: acting("buyer"),
  buyerAdmin: acting("buyer", { role: "admin" }),
  buyerMember: acting("buyer", { role: "member" }),
  buyerViewer: acting("buyer", { role: "viewer" }),
  buyerUnverified: acting("buyer", { verified: false }),
  /** Owner of a government buyer who has not shown the second factor. */
  buyerNoFactor: acting("buyer", { kind: "government" }, { secondFactorRequired: true }),
  buyerReadToken: acting("buyer", {}, { scopes: ["needs:read", "proposals:read"] }),
  buyerFullToken: acting("buyer", {}, { scopes: ["needs:read", "needs:write", "proposals:read", "proposals:write"] }),
  /** Belongs to the buyer too, and acts for a firm at the moment. */
  bothSides: acting("firm", {}, { organisationIds: ["firm", "buyer"] }),
  firmOwner: acting("firm"),
  firmMember: acting("firm", { role: "member" }),
  firmViewer: acting("firm", { role: "viewer" }),
  firmUnverified: acting("firm", { verified: false }),
  firmReadToken: acting("firm", {}, { scopes: ["needs:read", "proposals:read"] }),
  firmProposeToken: acting("firm", {}, { scopes: ["needs:read", "proposals:write"] }),
  institute: acting("institute", { kind: "research", role: "member" }),
  alliance: acting("union", { kind: "alliance", role: "member" }),
  factory: acting("factory", { kind: "enterprise", role: "member" }),
  ministry: acting("ministry", { kind: "government" }),
} as const satisfies Record<string, Actor>;
type Cast = keyof typeof cast;
const everybody = Object.keys(cast) as Cast[];
const everyPerson = everybody.filter((name) => name !== "visitor" && name !== "system");
const deciding = ["buyerOwner", "buyerAdmin", "buyerFullToken"] as const;
const decidingInBrowser = ["buyerOwner", "buyerAdmin"] as const;

const at = (state: NeedState) => need({ state, published: state !== "draft" && state !== "review" });
const none = panel();
const member = panel({ appointed: true, declared: true });
const first = { firstById: null };
const complete = { complete: true };
const lost = { proposed: true, won: false, beforeStandstillEnds: true };
const early = { beforeQuestionsDeadline: true };

type Row = [act: string, ask: (actor: Actor) => Decision, allowed: readonly Cast[]];

/** Every act of the board in the state that allows it, and everybody who may. Who is not named is refused. */
const table: Row[] = [
  ["list needs", () => policy.mayListNeeds(), everybody],
  [
    "read one's own organisation's ties",
    (actor) => policy.mayReadTies(actor, "buyer"),
    everybody.filter((name) => name.startsWith("buyer")),
  ],
  [
    "follow a need, whoever sees it and does not buy",
    (actor) => policy.mayFollowNeed(actor, at("open"), { following: false }),
    everyPerson.filter((name) => !name.startsWith("buyer") && name !== "firmReadToken" && name !== "firmProposeToken"),
  ],
  [
    "stop following, also who buys by now",
    (actor) => policy.mayFollowNeed(actor, at("open"), { following: true }),
    everyPerson.filter((name) => !["buyerReadToken", "firmReadToken", "firmProposeToken"].includes(name)),
  ],
  ["declare a tie of one's own organisation", (actor) => policy.mayDeclareTie(actor, "buyer"), deciding],
  ["see who stands on first pages", () => policy.mayReadExposure(), everybody],
  ["read a public need", (actor) => policy.mayReadNeed(actor, at("open")), everybody],
  ["export a public need as OCDS", (actor) => policy.mayExportNeed(actor, at("open")), everybody],
  [
    "read a draft",
    (actor) => policy.mayReadNeed(actor, at("draft")),
    everybody.filter((name) => name.startsWith("buyer") || name === "auditor" || name === "system"),
  ],
  [
    "begin a draft",
    policy.mayDraftNeed,
    everyPerson.filter(
      (name) =>
        !["alone", "operator", "auditor", "buyerViewer", "firmViewer", "buyerReadToken"].includes(name) &&
        !["firmReadToken", "firmProposeToken"].includes(name),
    ),
  ],
  [
    "edit a draft",
    (actor) => policy.mayEditDraft(actor, at("draft")),
    [...deciding, "buyerMember", "buyerUnverified", "buyerNoFactor"],
  ],
  [
    "hand a draft in for review",
    (actor) => policy.maySubmitForReview(actor, at("draft")),
    [...deciding, "buyerMember", "buyerUnverified", "buyerNoFactor"],
  ],
  ["publish", (actor) => policy.mayPublishNeed(actor, at("review")), deciding],
  [
    "return to draft",
    (actor) => policy.mayReturnNeed(actor, at("review")),
    [...deciding, "buyerUnverified", "buyerNoFactor"],
  ],
  ["amend", (actor) => policy.mayAmendNeed(actor, at("open")), deciding],
  ["cancel", (actor) => policy.mayCancelNeed(actor, at("open")), deciding],
  ["end without award", (actor) => policy.mayFailNeed(actor, at("closed")), deciding],
  [
    "ask a question",
    (actor) => policy.mayAskQuestion(actor, at("open"), early),
    ["bothSides", "firmOwner", "firmMember", "institute", "alliance", "factory", "ministry"],
  ],
  [
    "ask after the last day for questions",
    (actor) => policy.mayAskQuestion(actor, at("open"), { ...early, beforeQuestionsDeadline: false }),
    [],
  ],
  ["answer a question", (actor) => policy.mayAnswerQuestion(actor, at("open")), [...deciding, "buyerMember"]],
  [
    "propose, replace or withdraw",
    (actor) => policy.maySubmitProposal(actor, at("open")),
    ["firmOwner", "firmMember", "firmProposeToken", "institute", "alliance", "factory"],
  ],
  [
    "propose for an invited-only need",
    (actor) => policy.maySubmitProposal(actor, need({ visibility: "invited", invitedOrganisationIds: ["factory"] })),
    ["factory"],
  ],
  [
    "read the firm's own proposal",
    (actor) => policy.mayReadOwnProposal(actor, { organisationId: "firm" }),
    ["bothSides", "firmOwner", "firmMember", "firmViewer", "firmUnverified", "firmReadToken"],
  ],
  ["call the opening", (actor) => policy.mayOpenProposals(actor, at("closed"), first), decidingInBrowser],
  [
    "confirm the opening that somebody else called",
    (actor) => policy.mayOpenProposals(actor, at("closed"), { firstById: "colleague" }),
    decidingInBrowser,
  ],
  ["confirm the opening one called", (actor) => policy.mayOpenProposals(actor, at("closed"), { firstById: "me" }), []],
  [
    "read opened proposals, not on the panel",
    (actor) => policy.mayReadOpenedProposals(actor, at("opened"), none),
    [...deciding, "buyerMember", "buyerUnverified", "buyerReadToken"],
  ],
  [
    "load a file that the need names",
    (actor) => policy.mayReadAttachment(actor, at("open"), { named: true }),
    everybody,
  ],
  [
    "load a file that the need left out",
    (actor) => policy.mayReadAttachment(actor, at("open"), { named: false }),
    everybody.filter((name) => name.startsWith("buyer")),
  ],
  [
    "load a file of an opened proposal",
    (actor) => policy.mayReadProposalFile(actor, at("opened"), none, { named: true }),
    [...deciding, "buyerMember", "buyerUnverified", "buyerReadToken"],
  ],
  [
    "load a file that an opened proposal left out",
    (actor) => policy.mayReadProposalFile(actor, at("opened"), none, { named: false }),
    [],
  ],
  [
    "load a file of a proposal before the opening",
    (actor) => policy.mayReadProposalFile(actor, at("closed"), none, { named: true }),
    [],
  ],
  ["ask who is behind the proposals", (actor) => policy.mayAskRivals(actor, at("opened")), deciding],
  ["appoint the panel", (actor) => policy.mayAppointPanel(actor, at("closed")), deciding],
  ["appoint once all scores are in", (actor) => policy.mayAppointPanel(actor, at("evaluating"), complete), []],
  [
    "appoint with a declared conflict",
    (actor) => policy.mayAppointPanel(actor, at("closed"), { conflicted: true }),
    [],
  ],
  ["moderate", (actor) => policy.mayModerate(actor, at("evaluating"), complete), deciding],
  [
    "moderate before all scores are in",
    (actor) => policy.mayModerate(actor, at("evaluating"), { complete: false }),
    [],
  ],
  [
    "moderate with a declared conflict",
    (actor) => policy.mayModerate(actor, at("evaluating"), { ...complete, conflicted: true }),
    [],
  ],
  ["award", (actor) => policy.mayAward(actor, at("evaluating"), complete), decidingInBrowser],
  ["award before all scores are in", (actor) => policy.mayAward(actor, at("evaluating"), { complete: false }), []],
  [
    "award with a declared conflict",
    (actor) => policy.mayAward(actor, at("evaluating"), { ...complete, conflicted: true }),
    [],
  ],
  [
    "read whom matching suggests",
    (actor) => policy.mayReadMatches(actor, at("open")),
    everybody.filter((name) => name.startsWith("buyer")),
  ],
  [
    "read the needs that fit",
    policy.mayReadMatchedNeeds,
    everyPerson.filter((name) => !["alone", "operator", "auditor"].includes(name)),
  ],
  [
    "complain of an award as one of those who were not chosen",
    (actor) => policy.mayComplain(actor, at("awarded"), { proposed: true, won: false, beforeStandstillEnds: true }),
    [...deciding, "bothSides", "firmOwner", "firmProposeToken", "ministry"],
  ],
  [
    "complain without a proposal",
    (actor) => policy.mayComplain(actor, at("awarded"), { ...lost, proposed: false }),
    [],
  ],
  ["complain as the winner", (actor) => policy.mayComplain(actor, at("awarded"), { ...lost, won: true }), []],
  [
    "complain after the standstill",
    (actor) => policy.mayComplain(actor, at("awarded"), { ...lost, beforeStandstillEnds: false }),
    [],
  ],
  ["reply to a complaint", (actor) => policy.mayReplyComplaint(actor, at("awarded"), { replied: false }), deciding],
  ["reply twice", (actor) => policy.mayReplyComplaint(actor, at("awarded"), { replied: true }), []],
  [
    "reply with a declared conflict",
    (actor) => policy.mayReplyComplaint(actor, at("awarded"), { replied: false, conflicted: true }),
    [],
  ],
  [
    "read complaints, the own ones",
    (actor) => policy.mayReadComplaints(actor),
    everyPerson.filter((name) => !["buyerNoFactor", "firmProposeToken"].includes(name)),
  ],
  ["write a confidential part", (actor) => policy.mayWriteConfidential(actor, at("open")), deciding],
  [
    "read the non-disclosure agreement",
    (actor) => policy.mayReadNda(actor, at("open")),
    everyPerson.filter(
      (name) => !["alone", "operator", "auditor", "buyerUnverified", "firmUnverified", "buyerNoFactor"].includes(name),
    ),
  ],
  [
    "sign the non-disclosure agreement",
    (actor) => policy.maySignNda(actor, at("open")),
    ["bothSides", "firmOwner", "ministry"],
  ],
  [
    "read what it covers, signed",
    (actor) => policy.mayReadConfidential(actor, at("open"), { signed: true, panel: none }),
    [
      ...(["buyerOwner", "buyerAdmin", "buyerMember", "buyerReadToken", "buyerFullToken", "bothSides"] as const),
      ...(["firmOwner", "firmMember", "firmReadToken", "firmProposeToken"] as const),
      ...(["institute", "alliance", "factory", "ministry"] as const),
    ],
  ],
  [
    "read what it covers, unsigned",
    (actor) => policy.mayReadConfidential(actor, at("open"), { signed: false, panel: none }),
    ["buyerOwner", "buyerAdmin", "buyerMember", "buyerReadToken", "buyerFullToken"],
  ],
  [
    "form a consortium",
    (actor) => policy.mayFormConsortium(actor, at("open"), { allowed: true }),
    ["firmOwner", "firmProposeToken"],
  ],
  [
    "form a consortium where the need takes none",
    (actor) => policy.mayFormConsortium(actor, at("open"), { allowed: false }),
    [],
  ],
  [
    "confirm a consortium as a member",
    (actor) => policy.mayAnswerConsortium(actor, at("open"), { member: true }),
    ["firmOwner", "firmProposeToken"],
  ],
  ["confirm somebody else's", (actor) => policy.mayAnswerConsortium(actor, at("open"), { member: false }), []],
  [
    "read the own consortia",
    (actor) => policy.mayReadConsortia(actor),
    everyPerson.filter((name) => name !== "firmProposeToken"),
  ],
  [
    "ask somebody into a team",
    (actor) => policy.mayAskTeam(actor, at("open")),
    ["firmOwner", "firmMember", "firmProposeToken", "institute", "alliance", "factory"],
  ],
  [
    "answer for oneself whether to stand in a team",
    (actor) => policy.mayAnswerTeam(actor, { personId: "me" }),
    everyPerson.filter((name) => !["buyerReadToken", "firmReadToken"].includes(name)),
  ],
  ["answer for somebody else", (actor) => policy.mayAnswerTeam(actor, { personId: "you" }), []],
  ["prepare a draw", (actor) => policy.mayPrepareDraw(actor, at("closed")), deciding],
  ["prepare a draw once all scores are in", (actor) => policy.mayPrepareDraw(actor, at("evaluating"), complete), []],
  [
    "commit to a seed as one who proposed",
    (actor) => policy.mayCommitSeed(actor, at("closed"), { proposed: true, drawn: false, revealing: false }),
    [...deciding, "bothSides", "firmOwner", "firmProposeToken", "ministry"],
  ],
  [
    "commit without a proposal",
    (actor) => policy.mayCommitSeed(actor, at("closed"), { proposed: false, drawn: false, revealing: false }),
    deciding,
  ],
  [
    "commit once a seed is revealed",
    (actor) => policy.mayCommitSeed(actor, at("closed"), { proposed: true, drawn: false, revealing: true }),
    [],
  ],
  [
    "reveal a seed one committed to",
    (actor) => policy.mayRevealSeed(actor, at("closed"), { committed: true, drawn: false }),
    [...deciding, "bothSides", "firmOwner", "firmProposeToken", "ministry"],
  ],
  [
    "reveal once all scores are in",
    (actor) => policy.mayRevealSeed(actor, at("evaluating"), { committed: true, drawn: false, ...complete }),
    [],
  ],
  ["reveal without", (actor) => policy.mayRevealSeed(actor, at("closed"), { committed: false, drawn: false }), []],
  [
    "keep views of the list",
    (actor) => policy.mayKeepViews(actor),
    everyPerson.filter((name) => !name.endsWith("Token")),
  ],
  [
    "say what one thinks of a match",
    (actor) => policy.mayGiveMatchFeedback(actor, at("open"), "dismissed"),
    [
      ...deciding,
      "buyerMember",
      "bothSides",
      "firmOwner",
      "firmMember",
      "institute",
      "alliance",
      "factory",
      "ministry",
    ],
  ],
];

describe("who may do what", () => {
  it.each(table)("%s", (_, ask, allowed) => {
    const found = everybody.filter((name) => ask(cast[name]).allowed);
    expect(found.sort()).toEqual([...allowed].sort());
  });

  it("no policy of the board is left out of the tables", () => {
    const asked = [...table.map(([, ask]) => ask.toString()), ...panelTable.map(([, ask]) => ask.toString())].join(" ");
    const named = [policy.mayDraftNeed, policy.mayReadMatchedNeeds, ...clockRules].map(({ name }) => name);
    for (const name of Object.keys(policy))
      expect(asked.includes(`.${name}(`) || named.includes(name), name).toBe(true);
  });
});

/** The acts of the panel hang on the appointment, whoever the person acts for. */
const relations = {
  stranger: none,
  appointed: panel({ appointed: true }),
  declared: member,
  conflicted: panel({ appointed: true, declared: true, conflicted: true }),
  submitted: panel({ appointed: true, declared: true, submitted: true }),
};
type Relation = keyof typeof relations;
const expert = acting("institute", { kind: "research", role: "member" });
const panelTable: [
  act: string,
  ask: (facts: (typeof relations)[Relation], actor?: Actor) => Decision,
  answers: Record<Relation, true | string>,
][] = [
  [
    "declare",
    (facts, actor = expert) => policy.mayDeclareConflict(actor, at("opened"), facts),
    { stranger: "notFound", appointed: true, declared: true, conflicted: true, submitted: "scoresSubmitted" },
  ],
  [
    "score",
    (facts, actor = expert) => policy.mayScore(actor, at("opened"), facts),
    {
      stranger: "notFound",
      appointed: "declareFirst",
      declared: true,
      conflicted: "conflicted",
      submitted: "scoresSubmitted",
    },
  ],
  [
    "read opened proposals",
    (facts, actor = expert) => policy.mayReadOpenedProposals(actor, at("opened"), facts),
    { stranger: "notFound", appointed: "notFound", declared: true, conflicted: "conflicted", submitted: true },
  ],
  [
    "read everybody's scores before all are in",
    (facts, actor = expert) => policy.mayReadAllScores(actor, at("evaluating"), facts, { complete: false }),
    {
      stranger: "notFound",
      appointed: "notFound",
      declared: "scoresBlind",
      conflicted: "conflicted",
      submitted: "scoresBlind",
    },
  ],
  [
    "read everybody's scores once all are in",
    (facts, actor = expert) => policy.mayReadAllScores(actor, at("evaluating"), facts, complete),
    { stranger: "notFound", appointed: "notFound", declared: true, conflicted: "conflicted", submitted: true },
  ],
];

describe("the panel", () => {
  it.each(panelTable)("%s", (_, ask, answers) => {
    const found = Object.entries(relations).map(([name, facts]) => {
      const decision = ask(facts);
      return [name, decision.allowed || decision.reason];
    });
    expect(Object.fromEntries(found)).toEqual(answers);
  });

  it.each(panelTable)("%s: not without a session, the second factor one owes, or the token's scope", (_, ask) => {
    expect(ask(member, visitor)).toEqual({ allowed: false, reason: "signIn" });
    expect(ask(member, { ...expert, secondFactorRequired: true })).toEqual({ allowed: false, reason: "secondFactor" });
    expect(ask(member, { ...expert, scopes: ["needs:read"] })).toEqual({ allowed: false, reason: "scope" });
  });

  it("who declared a conflict reads no proposal, even as the buyer's owner", () => {
    expect(policy.mayReadOpenedProposals(cast.buyerOwner, at("opened"), relations.conflicted)).toEqual({
      allowed: false,
      reason: "conflicted",
    });
  });
});

/** For people who may do the act at all: the states in which it is possible. */
const inState: [act: string, ask: (state: NeedState) => Decision, possible: readonly NeedState[]][] = [
  ["edit a draft", (state) => policy.mayEditDraft(cast.buyerOwner, at(state)), ["draft", "review"]],
  ["hand in for review", (state) => policy.maySubmitForReview(cast.buyerOwner, at(state)), ["draft"]],
  ["return to draft", (state) => policy.mayReturnNeed(cast.buyerOwner, at(state)), ["review"]],
  ["publish", (state) => policy.mayPublishNeed(cast.buyerOwner, at(state)), ["draft", "review"]],
  ["amend", (state) => policy.mayAmendNeed(cast.buyerOwner, at(state)), receivingStates],
  [
    "cancel",
    (state) => policy.mayCancelNeed(cast.buyerOwner, at(state)),
    ["draft", "review", "open", "amended", "closed", "opened", "evaluating"],
  ],
  [
    "end without award",
    (state) => policy.mayFailNeed(cast.buyerOwner, at(state)),
    ["closed", "opened", "evaluating", "awarded"],
  ],
  ["complain", (state) => policy.mayComplain(cast.firmOwner, at(state), lost), ["awarded"]],
  ["reply", (state) => policy.mayReplyComplaint(cast.buyerOwner, at(state), { replied: false }), ["awarded"]],
  [
    "write a confidential part",
    (state) => policy.mayWriteConfidential(cast.buyerOwner, at(state)),
    ["draft", "review", ...receivingStates],
  ],
  ["sign the agreement", (state) => policy.maySignNda(cast.firmOwner, at(state)), receivingStates],
  [
    "form a consortium",
    (state) => policy.mayFormConsortium(cast.firmOwner, at(state), { allowed: true }),
    receivingStates,
  ],
  [
    "confirm a consortium",
    (state) => policy.mayAnswerConsortium(cast.firmOwner, at(state), { member: true }),
    receivingStates,
  ],
  ["ask into a team", (state) => policy.mayAskTeam(cast.firmOwner, at(state)), receivingStates],
  ["prepare a draw", (state) => policy.mayPrepareDraw(cast.buyerOwner, at(state)), ["closed", "opened", "evaluating"]],
  [
    "follow",
    (state) => policy.mayFollowNeed(cast.firmOwner, at(state), { following: false }),
    needStates.filter((state) => state !== "draft" && state !== "review"),
  ],
  ["ask", (state) => policy.mayAskQuestion(cast.firmOwner, at(state), early), receivingStates],
  ["answer", (state) => policy.mayAnswerQuestion(cast.buyerOwner, at(state)), receivingStates],
  ["propose", (state) => policy.maySubmitProposal(cast.firmOwner, at(state)), receivingStates],
  ["open", (state) => policy.mayOpenProposals(cast.buyerOwner, at(state), first), ["closed"]],
  ["read opened proposals", (state) => policy.mayReadOpenedProposals(cast.buyerOwner, at(state), none), openedStates],
  [
    "ask who is behind the proposals",
    (state) => policy.mayAskRivals(cast.buyerOwner, at(state)),
    ["opened", "evaluating"],
  ],
  ["appoint", (state) => policy.mayAppointPanel(cast.buyerOwner, at(state)), ["closed", "opened", "evaluating"]],
  [
    "commit to a seed",
    (state) => policy.mayCommitSeed(cast.buyerOwner, at(state), { proposed: false, drawn: false, revealing: false }),
    ["closed", "opened", "evaluating"],
  ],
  [
    "reveal a seed",
    (state) => policy.mayRevealSeed(cast.buyerOwner, at(state), { committed: true, drawn: false }),
    ["closed", "opened", "evaluating"],
  ],
  ["declare", (state) => policy.mayDeclareConflict(expert, at(state), member), ["closed", "opened", "evaluating"]],
  ["score", (state) => policy.mayScore(expert, at(state), member), ["opened", "evaluating"]],
  ["moderate", (state) => policy.mayModerate(cast.buyerOwner, at(state), complete), ["evaluating"]],
  ["award", (state) => policy.mayAward(cast.buyerOwner, at(state), complete), ["evaluating"]],
];

/** What a need's state alone decides, for whoever asks. */
const clockRules = [policy.proposersKnown, policy.receivedListed];

describe("what everybody is told of proposals", () => {
  it.each<[string, (state: NeedState) => boolean, readonly NeedState[]]>([
    ["who proposed", (state) => policy.proposersKnown({ state }), openedStates],
    ["that something was received", (state) => policy.receivedListed({ state }), ["closed", "failed", ...openedStates]],
  ])("%s", (_, told, states) => {
    expect(needStates.filter(told)).toEqual(needStates.filter((one) => states.includes(one)));
  });
});

describe("when it may be done", () => {
  it.each(inState)("%s", (_, ask, possible) => {
    expect(needStates.filter((state) => ask(state).allowed)).toEqual(
      needStates.filter((one) => possible.includes(one)),
    );
  });
});

describe("what one may not see is not found, not forbidden", () => {
  const hidden = need({ visibility: "invited", invitedOrganisationIds: ["rival"] });
  it.each([
    ["read", policy.mayReadNeed(cast.firmOwner, hidden)],
    ["ask", policy.mayAskQuestion(cast.firmOwner, hidden, early)],
    ["propose", policy.maySubmitProposal(cast.firmOwner, hidden)],
    ["another firm's proposal", policy.mayReadOwnProposal(cast.firmOwner, { organisationId: "rival" })],
    ["matches of somebody else's need", policy.mayReadMatches(cast.firmOwner, need())],
  ])("%s", (_, decision) => expect(decision).toEqual({ allowed: false, reason: "notFound" }));
});

describe("the reason is the one that helps", () => {
  it.each([
    ["a visitor signs in", policy.maySubmitProposal(visitor, need()), "signIn"],
    ["somebody without organisation chooses one", policy.maySubmitProposal(cast.alone, need()), "noOrganisation"],
    ["a viewer asks for a role", policy.maySubmitProposal(cast.firmViewer, need()), "memberRole"],
    ["a firm gets verified", policy.maySubmitProposal(cast.firmUnverified, need()), "notVerified"],
    ["a ministry does not propose", policy.maySubmitProposal(cast.ministry, need()), "proposerKind"],
    ["the buyer does not propose to itself", policy.maySubmitProposal(cast.buyerOwner, need()), "ownNeed"],
    ["nor through another organisation", policy.maySubmitProposal(cast.bothSides, need()), "ownNeed"],
    [
      "a firm from a country that is not admitted",
      policy.maySubmitProposal(cast.firmOwner, need({ admittedCountries: ["SG", "DE"] })),
      "excluded_jurisdiction",
    ],
    ["late is late", policy.maySubmitProposal(cast.firmOwner, need({ state: "closed" })), "deadlinePassed"],
    [
      "sealed until opened",
      policy.mayReadOpenedProposals(cast.buyerOwner, need({ state: "closed" }), none),
      "stillSealed",
    ],
    ["not by token", policy.mayOpenProposals(cast.buyerFullToken, at("closed"), first), "browserOnly"],
    ["a second person", policy.mayOpenProposals(cast.buyerOwner, at("closed"), { firstById: "me" }), "openedByYou"],
  ])("%s", (_, decision, reason) => expect(decision).toEqual({ allowed: false, reason }));
});
