import { describe, expect, it } from "vitest";
import { agreedAmount, agreementText, changeProblem } from "@/domain/engagements/agreement";
import { markOf, reviewsDue, reviewsReleased } from "@/domain/engagements/reviews";
import { resultInput } from "@/domain/engagements/schema";
import { awardWaits } from "@/domain/needs/award-rules";

const at = (text: string) => new Date(text);

describe("reviews are released", () => {
  const ended = at("2027-01-01T00:00:00Z");
  it.each([
    ["when both are in", ["buyer", "provider"] as const, at("2027-01-02T00:00:00Z"), true],
    ["not while one is in", ["buyer"] as const, at("2027-01-14T23:59:59Z"), false],
    ["alone once the time is over", ["buyer"] as const, at("2027-01-15T00:00:01Z"), true],
    ["never when there is none", [] as const, at("2028-01-01T00:00:00Z"), false],
  ])("%s", (_, given, now, released) => expect(reviewsReleased(given, ended, now)).toBe(released));

  it("for fourteen days", () => expect(reviewsDue(ended)).toEqual(at("2027-01-15T00:00:00Z")));
});

describe("the mark of a review", () => {
  it.each([
    ["all excellent", { quality: 5, timeliness: 5, communication: 5 }, 1],
    ["all poor", { quality: 1, timeliness: 1, communication: 1 }, 0],
    ["one of each", { quality: 1, timeliness: 3, communication: 5 }, 0.5],
  ])("%s", (_, scores, mark) => expect(markOf(scores)).toBe(mark));

  it("is none without answers", () => expect(() => markOf({})).toThrow(RangeError));
});

describe("an award waits", () => {
  const standstillUntil = at("2027-01-06T00:00:00Z");
  const open = { repliedAt: null, upheld: null };
  const answered = { repliedAt: at("2027-01-03T00:00:00Z"), upheld: false };
  it.each([
    ["for its standstill", [], at("2027-01-05T23:59:59.999Z"), "standstill"],
    ["no longer than that", [], standstillUntil, null],
    ["for a reply, also when the standstill is over", [open, answered], at("2028-01-01T00:00:00Z"), "complaintOpen"],
    ["no more once it is answered", [answered], standstillUntil, null],
  ] as const)("%s", (_, complaints, now, waits) =>
    expect(awardWaits({ standstillUntil }, complaints, now)).toBe(waits),
  );
});

describe("an agreement", () => {
  const agreement = {
    engagementId: "e",
    version: 1,
    text: "t",
    currency: "CNY",
    startsOn: null,
    endsOn: "2027-01-01",
    milestones: [{ id: "a", title: "A", dueOn: null, amount: 5 }],
  };
  it("is another text with every other date, amount, version or word", () => {
    const others = [
      { ...agreement, version: 2 },
      { ...agreement, text: "u" },
      { ...agreement, endsOn: "2027-01-02" },
      { ...agreement, milestones: [{ id: "a", title: "A", dueOn: null, amount: 6 }] },
    ];
    expect(new Set([agreement, ...others].map(agreementText)).size).toBe(5);
    expect(agreementText({ ...agreement })).toBe(agreementText(agreement));
  });
  it("costs what its milestones cost", () => expect(agreedAmount([{ amount: 5 }, { amount: 7 }])).toBe(12));
});

describe("a change", () => {
  const milestones = [
    { id: "a", state: "accepted" },
    { id: "b", state: "planned" },
  ];
  const to = (milestoneId: string | null) => [{ milestoneId, title: "t", dueOn: null, amount: 1 }];
  it.each([
    ["of what is open", to("b"), null],
    ["that adds a milestone", to(null), null],
    ["of what is accepted", to("a"), "milestoneAccepted"],
    ["of what is not there", to("c"), "milestoneUnknown"],
  ])("%s", (_, change, reason) => expect(changeProblem(milestones, change)?.reason ?? null).toBe(reason));
});

describe("shares of a result", () => {
  const id = "0198f000-0000-7000-8000-000000000001";
  const other = "0198f000-0000-7000-8000-000000000002";
  const result = (shares: { organisationId: string; percent: number }[]) =>
    resultInput
      .safeParse({ id, resultId: null, kind: "patent", title: "t", shares, idempotencyKey: id })
      .error?.issues.map(({ message }) => message) ?? [];
  it.each([
    [
      "make a hundred",
      [
        { organisationId: id, percent: 60 },
        { organisationId: other, percent: 40 },
      ],
      [],
    ],
    ["and not ninety", [{ organisationId: id, percent: 90 }], ["SHARES_NOT_100"]],
    [
      "of different organisations",
      [
        { organisationId: id, percent: 50 },
        { organisationId: id, percent: 50 },
      ],
      ["SHARE_TWICE"],
    ],
  ])("%s", (_, shares, faults) => expect(result(shares)).toEqual(faults));
});
