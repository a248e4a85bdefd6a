import { describe, expect, it } from "vitest";
import { missingApprovals, signingFault } from "@/domain/guidance/approvals";
import { addDays, dueOn, reminderFor } from "@/domain/guidance/due";
import { editionActs, editionStates, isPublic, lawDay, standing, after as stateAfter } from "@/domain/guidance/states";
import { submissionProblems } from "@/domain/guidance/submission";
import { text, where } from "./cast";

const at = (iso: string) => new Date(iso);
const minute = at("2026-12-01T02:00:00Z");

describe("the life of an edition", () => {
  it("knows these moves and no others", () => {
    const moves = editionStates.map((state) => [
      state,
      editionActs.flatMap((act) => (stateAfter(state, act) ? [`${act} → ${stateAfter(state, act)}`] : [])),
    ]);
    expect(moves).toEqual([
      ["draft", ["submit → countersign", "abandon → abandoned"]],
      ["countersign", ["refuse → draft", "approve → approved", "openConsultation → consultation", "recall → draft"]],
      ["consultation", ["takeUp → draft"]],
      ["approved", ["recall → draft"]],
      ["abandoned", []],
    ]);
  });

  it("is public from the very minute on, not a millisecond earlier", () => {
    const scheduled = { state: "approved" as const, publishAt: minute };
    expect(isPublic(scheduled, at("2026-12-01T01:59:59.999Z"))).toBe(false);
    expect(isPublic(scheduled, minute)).toBe(true);
    expect(isPublic({ state: "countersign", publishAt: minute }, minute)).toBe(false);
  });

  const published = {
    state: "approved" as const,
    publishAt: minute,
    endsAt: null,
    repealedAt: null,
    withdrawnAt: null,
    effectiveOn: null,
    expiresOn: null,
  };
  const noon = at("2026-12-10T04:00:00Z");
  it.each([
    ["before its minute", { ...published, publishAt: at("2027-01-01T00:00:00Z") }, "scheduled"],
    ["in force", published, "inForce"],
    ["published, in force later", { ...published, effectiveOn: "2026-12-11" }, "notYet"],
    ["on its first day", { ...published, effectiveOn: "2026-12-10" }, "inForce"],
    ["on its last day", { ...published, expiresOn: "2026-12-10" }, "inForce"],
    ["the day after", { ...published, expiresOn: "2026-12-09" }, "expired"],
    ["a repeal that is still to come", { ...published, repealedAt: at("2027-01-01T00:00:00Z") }, "inForce"],
    ["repealed", { ...published, repealedAt: noon }, "repealed"],
    ["replaced by the next edition", { ...published, endsAt: noon }, "superseded"],
    ["withdrawn outweighs all", { ...published, endsAt: noon, repealedAt: noon, withdrawnAt: noon }, "withdrawn"],
    ["a draft", { ...published, state: "draft" as const }, "unpublished"],
  ])("%s", (_, edition, expected) => {
    expect(standing(edition, noon, lawDay(noon))).toBe(expected);
  });

  it("counts days in China: four in the afternoon in London is the next day", () => {
    expect(lawDay(at("2026-12-09T16:00:00Z"))).toBe("2026-12-10");
  });
});

describe("who still has to sign", () => {
  const alone = { ownerOrganisationId: "a", issuerIds: ["a"], createdById: "author", submittedById: "author" };
  const joint = { ...alone, issuerIds: ["a", "b", "c"] };
  const yes = (organisationId: string, personId = "x") => ({ organisationId, personId, approved: true });
  it.each([
    ["one body alone: a second person of it", alone, [], ["a"]],
    ["one body, signed", alone, [yes("a")], []],
    ["joint: handing in was the lead's signature", joint, [], ["b", "c"]],
    ["joint, not handed in yet", { ...joint, submittedById: null }, [], ["a", "b", "c"]],
    ["joint, one signed", joint, [yes("b")], ["c"]],
    ["a refusal is no signature", joint, [{ ...yes("b"), approved: false }], ["b", "c"]],
  ])("%s", (_, facts, decisions, missing) => {
    expect(missingApprovals(facts, decisions)).toEqual(missing);
  });
  it.each([
    ["the author", alone, { personId: "author", organisationId: "a" }, "ownWork"],
    ["a colleague", alone, { personId: "x", organisationId: "a" }, null],
    ["another body", alone, { personId: "x", organisationId: "b" }, "notIssuer"],
    ["the lead of a joint text", joint, { personId: "x", organisationId: "a" }, "alreadySigned"],
  ])("may %s sign", (_, facts, signer, fault) => {
    expect(signingFault(facts, [], signer)).toBe(fault);
  });
});

describe("due days", () => {
  it("run from the day after the effect", () => {
    expect(dueOn({ from: "effect", days: 30 }, "2027-01-01")).toBe("2027-01-31");
    expect(dueOn({ from: "effect", days: 30 }, null)).toBeNull();
    expect(dueOn({ from: "date", date: "2027-02-28" }, "2027-01-01")).toBe("2027-02-28");
    expect(dueOn({ from: "none" }, "2027-01-01")).toBeNull();
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
  });
  it.each([
    ["2026-12-01", "remind30"],
    ["2026-12-24", "remind7"],
    ["2026-12-30", "remind1"],
    ["2026-12-31", null],
    ["2027-01-01", "escalate"],
    ["2027-01-02", null],
    ["2027-01-08", "escalate"],
    ["2027-01-22", "escalate"],
    ["2027-01-29", null],
  ])("what is said on %s of something due on New Year's Eve", (today, said) => {
    expect(reminderFor("2026-12-31", today)).toBe(said);
  });
});

describe("what must be there before signatures are asked for", () => {
  const now = at("2026-12-01T00:00:00Z");
  const codes = (change: Parameters<typeof text>[0], kind: Parameters<typeof submissionProblems>[0] = "notice") =>
    submissionProblems(kind, text(change), now).map(({ path, code }) => `${path.join(".")} ${code}`);
  const key = { textZh: "甲", textEn: "" };
  it.each([
    ["nothing missing", {}, []],
    ["the authentic text", { bodyZh: "" }, ["bodyZh FIELD_MISSING"]],
    ["a rule", { rule: { include: [], except: [where()] } }, ["rule RULE_EMPTY"]],
    ["a publication in the past", { publishAt: "2026-11-30T00:00:00Z" }, ["publishAt PUBLISH_IN_PAST"]],
    [
      "an end before the beginning",
      { effectiveOn: "2027-01-02", expiresOn: "2027-01-01" },
      ["expiresOn EXPIRES_BEFORE_EFFECT"],
    ],
    [
      "days from an effect that is not named",
      { obligations: [{ ...key, key: "a", due: { from: "effect" as const, days: 3 } }] },
      ["obligations.0.due DUE_NEEDS_EFFECT"],
    ],
    [
      "two steps of one key",
      {
        obligations: [
          { ...key, key: "a", due: { from: "none" as const } },
          { ...key, key: "a", due: { from: "none" as const } },
        ],
      },
      ["obligations.1.key KEY_TWICE"],
    ],
    [
      "a repeal of something only cited",
      { relations: [{ kind: "repeals" as const, text: "某办法" }] },
      ["relations.0 REPEAL_NEEDS_DOCUMENT"],
    ],
    [
      "a consultation that ends first",
      { consultation: { opensAt: "2026-12-02T00:00:00Z", closesAt: "2026-12-02T00:00:00Z", questions: [] } },
      ["consultation.closesAt CONSULTATION_ORDER"],
    ],
  ])("%s", (_, change, expected) => {
    expect(codes(change)).toEqual(expected);
  });
  it("a list has a kind and items", () => {
    expect(codes({}, "list")).toEqual(["listKind FIELD_MISSING", "items LIST_EMPTY"]);
  });
});
