import { describe, expect, it } from "vitest";
import type { z } from "zod";
import {
  amendInput,
  awardInput,
  currencies,
  draftInput,
  listInput,
  minorDigits,
  moderationInput,
  needContent,
  proposalContent,
  publishable,
  questionInput,
  scoreInput,
} from "@/domain/needs/schema";

const uuid = (digit: number) => `00000000-0000-4000-8000-00000000000${digit}`;

/** Invented: a waterworks that wants its pumping stations' remote maintenance under control. */
const need = {
  language: "zh-CN",
  title: "泵站远程运维安全改造",
  summary: "多家厂商远程运维缺少管控。",
  description: "四十座泵站的接入网关、账号与录屏审计。",
  proposalDeadline: "2030-01-01T10:00:00Z",
  criteria: [
    { id: "plan", title: "方案", weight: 70, kind: "scored" },
    { id: "price", title: "报价", weight: 30, kind: "price" },
  ],
};

const proposal = {
  approach: "每站网关、实名账号、全程录屏。先试点，再推广。",
  team: [{ name: "Demo Engineer", role: "Lead", consents: true }],
  milestones: [
    { title: "Pilot", weeks: 4, amount: 10_000_000 },
    { title: "All stations", weeks: 12, amount: 38_000_000 },
  ],
  price: { currency: "CNY", amount: 48_000_000, taxIncluded: true },
  validDays: 90,
  noConflict: true,
  fileIds: [],
};

/** Field and code of everything that is wrong; the code is what a sentence is looked up by. */
function problems(schema: z.ZodType, input: unknown): string[] {
  const parsed = schema.safeParse(input);
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) => {
    const params = issue.code === "custom" ? (issue.params as { code?: string } | undefined) : undefined;
    const code = params?.code ?? (/^[A-Z_]+$/u.test(issue.message) ? issue.message : issue.code);
    return `${issue.path.join(".")}: ${code}`;
  });
}

describe("a need that can be published", () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ["as the form sends it", {}, []],
    ["without a title", { title: "  " }, ["title: FIELD_MISSING"]],
    ["without a summary", { summary: "" }, ["summary: FIELD_MISSING"]],
    ["without saying what is to be delivered", { description: "" }, ["description: FIELD_MISSING"]],
    ["without a deadline", { proposalDeadline: undefined }, ["proposalDeadline: FIELD_MISSING"]],
    [
      "a crowd test without what it asks besides",
      { kind: "crowdTest" },
      ["details.assets: FIELD_MISSING", "details.testRules: FIELD_MISSING", "details.safeHarbour: FIELD_MISSING"],
    ],
    [
      "a training with a choice and a number that are none",
      { kind: "training", details: { participants: "0", outcome: "x", level: "wizard", format: "online" } },
      ["details.participants: FIELD_NUMBER", "details.level: FIELD_CHOICE"],
    ],
    [
      "a research call without work packages",
      {
        kind: "jointResearch",
        details: { challenge: "x", targets: "y", resultRights: "shared", publication: "open" },
      },
      ["workPackages: WORK_PACKAGES_MISSING"],
    ],
    [
      "a field of another kind",
      { kind: "procurement", details: { participants: "3" } },
      ["details.participants: FIELD_UNKNOWN"],
    ],
    [
      "questions end after proposals are due",
      { questionsDeadline: "2030-01-01T10:00:01Z" },
      ["questionsDeadline: DEADLINES_ORDER"],
    ],
    ["questions end with the proposals", { questionsDeadline: "2030-01-01T10:00:00Z" }, []],
    ["the same moment in another time zone", { questionsDeadline: "2030-01-01T18:00:00+08:00" }, []],
    [
      "later, though it reads earlier in its own time zone",
      { questionsDeadline: "2030-01-01T09:00:00-08:00" },
      ["questionsDeadline: DEADLINES_ORDER"],
    ],
    ["a budget upside down", { budget: { currency: "CNY", min: 2, max: 1 } }, ["budget: BUDGET_ORDER"]],
    ["a budget with an upper end only", { budget: { currency: "CNY", min: null, max: 1 } }, []],
    ["a budget below zero", { budget: { currency: "CNY", min: -1, max: 1 } }, ["budget.min: NEGATIVE_AMOUNT"]],
    [
      "a budget in no currency of ours",
      { budget: { currency: "XXX", min: 1, max: 1 } },
      ["budget.currency: invalid_value"],
    ],
    ["invited only, nobody invited", { visibility: "invited" }, ["invitedOrganisationIds: NOBODY_INVITED"]],
    [
      "one organisation invited twice",
      { visibility: "invited", invitedOrganisationIds: [uuid(1), uuid(2), uuid(1)] },
      ["invitedOrganisationIds.2: INVITED_TWICE"],
    ],
    ["weights of 99", { criteria: [{ ...need.criteria[0], weight: 99 }] }, ["criteria: WEIGHTS_NOT_100"]],
    ["no criteria", { criteria: [] }, ["criteria: WEIGHTS_NOT_100"]],
    [
      "one criterion twice",
      {
        criteria: [
          { ...need.criteria[0], weight: 50 },
          { ...need.criteria[0], weight: 50 },
        ],
      },
      ["criteria: CRITERIA_TWICE"],
    ],
    [
      "two prices",
      {
        criteria: [
          { ...need.criteria[1], weight: 50 },
          { ...need.criteria[1], id: "price2", weight: 50 },
        ],
      },
      ["criteria: ONE_PRICE_CRITERION"],
    ],
    ["a field nobody knows", { state: "awarded" }, [": unrecognized_keys"]],
    ["a character PostgreSQL cannot keep", { description: "plant\u0000" }, ["description: TEXT_INVISIBLE"]],
    ["a title that reads backwards", { title: "\u202Etnalp a" }, ["title: TEXT_INVISIBLE"]],
    ["half a character", { worry: "\ud800" }, ["worry: TEXT_INVISIBLE"]],
    ["line breaks in running text", { description: "One.\r\n\tTwo." }, []],
    ["a deadline in the year 0", { proposalDeadline: "0000-01-01T00:00:00Z" }, ["proposalDeadline: invalid_format"]],
    ["a description without end", { description: "长".repeat(20_001) }, ["description: too_big"]],
  ])("%s", (_, change, expected) => expect(problems(publishable, { ...need, ...change })).toEqual(expected));

  it("says how far the weights are off", () => {
    const parsed = publishable.safeParse({ ...need, criteria: [{ ...need.criteria[0], weight: 60 }] });
    expect(parsed.error?.issues[0]).toMatchObject({ params: { code: "WEIGHTS_NOT_100", total: 60 } });
  });

  it("a draft may leave almost all of it open", () => {
    expect(problems(needContent, { language: "en", title: "" })).toEqual([]);
    expect(problems(draftInput, { content: { language: "en", title: "A worry" }, idempotencyKey: uuid(1) })).toEqual(
      [],
    );
    expect(problems(draftInput, { content: { language: "en", title: " " }, idempotencyKey: uuid(1) })).toEqual([
      "content.title: too_small",
    ]);
  });

  it("reads back as it was kept", () => {
    const kept = needContent.parse(need);
    expect(needContent.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  });
});

describe("a proposal", () => {
  const price = (change: object) => ({ price: { ...proposal.price, ...change } });
  it.each<[string, Record<string, unknown>, string[]]>([
    ["as the form sends it", {}, []],
    ["the price is not the sum of the milestones", price({ amount: 47_999_999 }), ["price.amount: PRICE_NOT_SUM"]],
    ["a price below zero", price({ amount: -1 }), ["price.amount: NEGATIVE_AMOUNT", "price.amount: PRICE_NOT_SUM"]],
    ["half a fen", price({ amount: 0.5 }), ["price.amount: invalid_type"]],
    ["no milestone", { milestones: [] }, ["milestones: too_small", "price.amount: PRICE_NOT_SUM"]],
    [
      "somebody named who was not asked",
      { team: [{ name: "A", role: "B", consents: false }] },
      ["team.0.consents: TEAM_CONSENT"],
    ],
    ["a character the opening could not write", { approach: "Zones and conduits\u0000" }, ["approach: TEXT_INVISIBLE"]],
    ["conflicts not declared", { noConflict: false }, ["noConflict: NO_CONFLICT_DECLARATION"]],
    ["valid for no day", { validDays: 0 }, ["validDays: too_small"]],
    ["an object where a text is meant", { approach: { contains: "x" } }, ["approach: invalid_type"]],
    ["a field nobody knows", { organisationId: uuid(1) }, [": unrecognized_keys"]],
  ])("%s", (_, change, expected) => expect(problems(proposalContent, { ...proposal, ...change })).toEqual(expected));

  it("says the sum as people write it: yuan have fen, yen have nothing smaller", () => {
    const total = (currency: string) => {
      const parsed = proposalContent.safeParse({ ...proposal, price: { currency, amount: 1, taxIncluded: true } });
      const issue = parsed.error?.issues[0];
      return issue?.code === "custom" ? issue.params?.total : undefined;
    };
    expect(total("CNY")).toBe(480_000);
    expect(total("JPY")).toBe(48_000_000);
  });

  it("the decimals of each currency are those of ISO 4217", () => {
    for (const currency of currencies) {
      const format = new Intl.NumberFormat("en", { style: "currency", currency });
      expect(format.resolvedOptions().maximumFractionDigits, currency).toBe(minorDigits[currency]);
    }
  });
});

describe("the other inputs", () => {
  const sheet = (scores: Record<string, unknown>) => ({ needId: uuid(1), proposalId: uuid(2), scores });
  const moderation = { needId: uuid(1), proposalId: uuid(2), criterionId: "plan", adjustment: 5, reason: "agreed" };
  const award = { needId: uuid(1), proposalId: uuid(2), reason: "best total", idempotencyKey: uuid(3) };
  const thanks = { proposalId: uuid(2), text: "thank you" };

  it.each<[string, z.ZodType, unknown, string[]]>([
    ["a sheet", scoreInput, sheet({ plan: { score: 10, comment: "" } }), []],
    ["eleven of ten points", scoreInput, sheet({ plan: { score: 11, comment: "" } }), ["scores.plan.score: too_big"]],
    ["half a point", scoreInput, sheet({ plan: { score: 7.5, comment: "" } }), ["scores.plan.score: invalid_type"]],
    [
      "more lines than a need has criteria",
      scoreInput,
      sheet(Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`c${index}`, { score: 1, comment: "" }]))),
      ["scores: SHEET_TOO_LONG"],
    ],
    ["moderation", moderationInput, moderation, []],
    ["moderation without a reason", moderationInput, { ...moderation, reason: " " }, ["reason: too_small"]],
    ["an award with feedback to each", awardInput, { ...award, feedback: [thanks] }, []],
    [
      "feedback to one proposal twice",
      awardInput,
      { ...award, feedback: [thanks, thanks] },
      ["feedback.1: FEEDBACK_TWICE"],
    ],
    [
      "an award without a key",
      awardInput,
      { ...award, feedback: [], idempotencyKey: undefined },
      ["idempotencyKey: invalid_type"],
    ],
    [
      "an amendment without a reason",
      amendInput,
      { id: uuid(1), version: 1, content: need, reason: "" },
      ["reason: too_small"],
    ],
    [
      "a question without end",
      questionInput,
      { needId: uuid(1), text: "?".repeat(5_001), language: "en", idempotencyKey: uuid(1) },
      ["text: too_big"],
    ],
    ["a list with an order of one's own", listInput, { orderBy: "buyerOrganisationId" }, [": unrecognized_keys"]],
    ["page zero", listInput, { page: "0" }, ["page: too_small"]],
  ])("%s", (_, schema, input, expected) => expect(problems(schema, input)).toEqual(expected));
});
