import { describe, expect, it } from "vitest";
import { amendmentProblem } from "@/domain/needs/amendment";
import { askedCurrency } from "@/domain/needs/asked-currency";
import { type NeedContent, needContent } from "@/domain/needs/schema";

const now = new Date("2029-12-01T00:00:00Z");
const published = needContent.parse({
  language: "en",
  title: "Remote maintenance under control",
  visibility: "verified",
  budget: { currency: "CNY", min: null, max: 50_000_000 },
  proposalDeadline: "2030-01-01T10:00:00Z",
});
const yen = { currency: "JPY", min: null, max: 1_000 } as const;

describe("an amendment of a need on which others rely", () => {
  it.each<[string, Partial<NeedContent>, Partial<NeedContent>, string | null]>([
    ["another text", {}, { description: "Clearer." }, null],
    ["a later deadline", {}, { proposalDeadline: "2030-01-08T10:00:00Z" }, null],
    ["the same deadline in another time zone", {}, { proposalDeadline: "2030-01-01T18:00:00+08:00" }, null],
    [
      "an earlier deadline that reads later",
      {},
      { proposalDeadline: "2030-01-01T17:00:00+08:00" },
      "proposalDeadline: deadlineEarlier",
    ],
    ["a deadline in the past", {}, { proposalDeadline: "2029-11-30T00:00:00Z" }, "proposalDeadline: deadlineInPast"],
    ["a deadline this instant", {}, { proposalDeadline: now.toISOString() }, "proposalDeadline: deadlineInPast"],
    [
      "another text with two days left",
      { proposalDeadline: "2029-12-03T00:00:00Z" },
      { description: "Clearer." },
      "proposalDeadline: deadlineNotice",
    ],
    [
      "another text with two days left, and three more",
      { proposalDeadline: "2029-12-03T00:00:00Z" },
      { description: "Clearer.", proposalDeadline: "2029-12-06T00:00:00Z" },
      null,
    ],
    [
      "only more time and a translation with two days left",
      { proposalDeadline: "2029-12-03T00:00:00Z" },
      { proposalDeadline: "2029-12-03T01:00:00Z", translation: { title: "t", summary: "s" } },
      null,
    ],
    ["no deadline", {}, { proposalDeadline: undefined }, "proposalDeadline: deadlineInPast"],
    ["a larger budget", {}, { budget: { currency: "CNY", min: null, max: 90_000_000 } }, null],
    ["another currency", {}, { budget: yen }, "budget: currencyFixed"],
    ["the budget taken back, yuan stay", {}, { budget: undefined }, null],
    ["the budget in yen taken back", { budget: yen }, { budget: undefined }, "budget: currencyFixed"],
    ["shown to everybody", {}, { visibility: "public" }, null],
    ["shown to fewer", {}, { visibility: "invited" }, "visibility: visibilityNarrower"],
    [
      "one more invited",
      { visibility: "invited", invitedOrganisationIds: ["a"] },
      { invitedOrganisationIds: ["b", "a"] },
      null,
    ],
    [
      "an invitation taken back",
      { visibility: "invited", invitedOrganisationIds: ["a", "b"] },
      { invitedOrganisationIds: ["b"] },
      "invitedOrganisationIds: invitationWithdrawn",
    ],
    [
      "an invitation taken back from what everybody sees now",
      { visibility: "invited", invitedOrganisationIds: ["a"] },
      { visibility: "public", invitedOrganisationIds: [] },
      null,
    ],
    ["one more country", { admittedCountries: ["CN"] }, { admittedCountries: ["SG", "CN"] }, null],
    ["every country", { admittedCountries: ["CN"] }, { admittedCountries: [] }, null],
    [
      "countries, where every country was admitted",
      {},
      { admittedCountries: ["CN", "SG"] },
      "admittedCountries: countryWithdrawn",
    ],
    [
      "another country instead",
      { admittedCountries: ["CN"] },
      { admittedCountries: ["SG"] },
      "admittedCountries: countryWithdrawn",
    ],
  ])("%s", (_, was, change, expected) => {
    const before = { ...published, ...was };
    const problem = amendmentProblem(before, { ...before, ...change }, now);
    expect(problem && `${problem.field}: ${problem.reason}`).toBe(expected);
  });
});

describe("the currency of offers", () => {
  it("is the budget's, and yuan without one", () => {
    expect(askedCurrency({ budget: yen })).toBe("JPY");
    expect(askedCurrency({})).toBe("CNY");
  });
});
