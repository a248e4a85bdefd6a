import { randomUUID } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { type Organisation, organisation } from "#tests/support/community";
import { useDatabase } from "#tests/support/database";
import { as, outcome } from "#tests/support/reader";
import { db } from "@/server/platform/db";
import { active } from "./stages";

useDatabase();
// Each story is brought through every stage before it, from the need on.
vi.setConfig({ testTimeout: 90_000 });

const key = () => randomUUID();
const doors = (one: Organisation) => as(one.owner.ctx).engagements;

/** An engagement under way with a second member in the consortium. */
async function together() {
  const { engagementId: id, buyer, firms } = await active();
  const partner = await organisation("research");
  await db().engagementPartner.create({
    data: { engagementId: id, organisationId: partner.id, role: "evaluation", share: 40 },
  });
  return { id, buyer, lead: firms[1], partner, outsider: firms[0] };
}

describe("work packages", () => {
  it("name who leads them, among the parties, and are kept at the version that was read", async () => {
    const { id, buyer, lead, partner, outsider } = await together();
    const { version } = await doors(partner).get({ id });
    const part = (title: string, one: Organisation, state: "planned" | "running" | "done" = "planned") => ({
      title,
      goal: "What is to be shown.",
      leadOrganisationId: one.id,
      state,
      note: "",
    });
    const foreign = { id, version, packages: [part("Method", outsider)] };
    expect(await outcome(doors(lead).saveWorkPackages(foreign))).toBe("BAD_INPUT partyUnknown");
    const packages = [part("Method", lead, "running"), part("Evaluation", partner), part("Field test", buyer)];
    const saved = await doors(partner).saveWorkPackages({ id, version, packages });
    expect(await outcome(doors(lead).saveWorkPackages({ id, version, packages: [] }))).toBe("VERSION_CONFLICT");
    const seen = await doors(buyer).get({ id });
    expect(seen.version).toBe(saved.version);
    expect(seen.workPackages.map((one) => [one.title, one.lead.id, one.state])).toEqual([
      ["Method", lead.id, "running"],
      ["Evaluation", partner.id, "planned"],
      ["Field test", buyer.id, "planned"],
    ]);
    expect(await outcome(doors(outsider).saveWorkPackages({ id, version: saved.version, packages: [] }))).toBe(
      "NOT_FOUND",
    );
  });
});

describe("shares of a result", () => {
  const result = (id: string, shares: [Organisation, number][], resultId: string | null = null) => ({
    id,
    resultId,
    kind: "software" as const,
    title: "A detector of unknown attacks",
    description: "",
    shares: shares.map(([one, percent]) => ({ organisationId: one.id, percent })),
    idempotencyKey: key(),
  });

  it("make a hundred among the parties, once each", async () => {
    const { id, buyer, lead, outsider } = await together();
    const save = (shares: [Organisation, number][]) => doors(lead).saveResult(result(id, shares));
    await expect(save([[lead, 60]])).rejects.toThrow(/SHARES_NOT_100/);
    await expect(
      save([
        [lead, 60],
        [lead, 40],
      ]),
    ).rejects.toThrow(/SHARE_TWICE/);
    const withOutsider = save([
      [lead, 60],
      [outsider, 40],
    ]);
    expect(await outcome(withOutsider)).toBe("BAD_INPUT partyUnknown");
    expect((await doors(buyer).get({ id })).results).toEqual([]);
  });

  it("are agreed once everybody who holds one confirmed this version, and then stand", async () => {
    const { id, buyer, lead, partner } = await together();
    const first: [Organisation, number][] = [
      [lead, 60],
      [partner, 40],
      [buyer, 0],
    ];
    const { id: resultId } = await doors(lead).saveResult(result(id, first));
    await doors(lead).confirmResult({ resultId, version: 1 });
    expect(await outcome(doors(lead).confirmResult({ resultId, version: 1 }))).toBe("STATE_REFUSED signedAlready");
    expect(await outcome(doors(buyer).confirmResult({ resultId, version: 1 }))).toBe("FORBIDDEN shareholderOnly");
    const publication = { resultId, venue: "An invented journal", url: null, publishedOn: "2027-01-01" };
    expect(await outcome(doors(lead).publishResult(publication))).toBe("STATE_REFUSED sharesOpen");
    // The shares change: who confirmed the first version has confirmed nothing of the second.
    await doors(partner).saveResult(
      result(
        id,
        [
          [lead, 50],
          [partner, 30],
          [buyer, 20],
        ],
        resultId,
      ),
    );
    expect(await outcome(doors(lead).confirmResult({ resultId, version: 1 }))).toBe("VERSION_CONFLICT");
    const raced = await Promise.all(
      [lead, lead, partner, partner, buyer, buyer].map((one) =>
        outcome(doors(one).confirmResult({ resultId, version: 2 })),
      ),
    );
    expect(raced.filter((one) => one === "ok")).toHaveLength(3);
    expect(new Set(raced)).toEqual(new Set(["ok", "STATE_REFUSED signedAlready"]));
    const again = result(
      id,
      [
        [lead, 90],
        [partner, 10],
      ],
      resultId,
    );
    expect(await outcome(doors(lead).saveResult(again))).toBe("STATE_REFUSED sharesAgreed");
    await doors(partner).publishResult(publication);
    const [kept] = (await doors(buyer).get({ id })).results;
    expect(kept).toMatchObject({ agreedAt: expect.any(String), publication: { venue: "An invented journal" } });
    expect(kept?.shares.map(({ percent }) => percent)).toEqual([50, 30, 20]);
  });
});
