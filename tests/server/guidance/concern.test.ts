import fc from "fast-check";
import { expect, it } from "vitest";
import { text } from "#tests/domain/guidance/cast";
import { organisation } from "#tests/support/community";
import { useDatabase } from "#tests/support/database";
import { applicability } from "@/domain/guidance/applicability";
import type { Clause, Rule } from "@/domain/guidance/schema";
import { lawDay } from "@/domain/guidance/states";
import { writeEditionParts } from "@/server/modules/guidance/repo";
import { findOrganisationFacts, listConcerned, listConcerns } from "@/server/modules/guidance/repo-concern";
import { db } from "@/server/platform/db";
import { approved, bodies, describeAs } from "./stages";

useDatabase();

const some = <T>(...values: T[]) => fc.subarray(values, { maxLength: 2 });
const clause: fc.Arbitrary<Clause> = fc.record({
  kinds: some("enterprise" as const, "research" as const),
  sectors: some("sector:energy", "sector:power", "sector:water"),
  regions: some("CN", "CN-11", "CN-33", "SG"),
  sizes: some("micro" as const, "large" as const),
  assets: some("asset:robot", "asset:agv", "asset:plc"),
});
const rule: fc.Arbitrary<Rule> = fc.record({
  include: fc.array(clause, { maxLength: 2 }),
  except: fc.array(clause, { maxLength: 1 }),
});
const facts = fc.record({
  country: fc.constantFrom("CN", "SG"),
  region: fc.constantFrom("CN-11", "CN-33", null),
  sectors: some("energy", "power", "water"),
  sizeBand: fc.constantFrom("micro", "large", null),
  assets: some("asset:agv", "asset:plc"),
});

it("the rule in SQL says what the rule in the domain says, for any rule and organisation", async () => {
  const both = await bodies();
  const firm = await organisation("enterprise");
  const documentId = await approved(both);
  const { id: editionId } = await db().guidanceEdition.findFirstOrThrow({ where: { documentId } });
  await fc.assert(
    fc.asyncProperty(rule, facts, async (someRule, { assets, ...someFacts }) => {
      await describeAs(firm.id, someFacts);
      await db().assetProfile.upsert({
        where: { organisationId: firm.id },
        create: { organisationId: firm.id, assets, updatedById: firm.owner.id },
        update: { assets },
      });
      await db().guidanceClause.deleteMany({ where: { editionId } });
      await db().$transaction((tx) => writeEditionParts(tx, editionId, text({ rule: someRule })));
      const known = await findOrganisationFacts(db(), firm.id);
      if (!known) throw new Error("the organisation is not there");
      const { status } = applicability(someRule, known);
      const now = new Date();
      const [concern] = (
        await listConcerns(db(), firm.id, { now, today: lawDay(now), onlyOpen: false, skip: 0, take: 10 })
      ).filter((one) => one.id === editionId);
      expect(concern === undefined ? "doesNot" : concern.applies ? "applies" : "mayApply").toBe(status);
      const { ids: reached } = await listConcerned(db(), editionId, { now, after: null, take: 100 });
      expect(reached.includes(firm.id)).toBe(status === "applies");
    }),
    { numRuns: 120 },
  );
}, 60_000);
