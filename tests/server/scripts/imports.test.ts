import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { command } from "#tests/support/command";
import { content, organisation, proposal } from "#tests/support/community";
import { useDatabase } from "#tests/support/database";
import { sharedFile } from "#tests/support/shared-data";
import { appoint, award, declareConflict, saveScores, submitScores } from "@/server/modules/needs/service-evaluation";
import { publishNeed, readNeed, saveDraft } from "@/server/modules/needs/service-needs";
import { exportOcds } from "@/server/modules/needs/service-ocds";
import { openProposals, submitProposal } from "@/server/modules/needs/service-proposals";
import { db } from "@/server/platform/db";

useDatabase();

const folder = mkdtempSync(join(tmpdir(), "lianfang-imports-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const topics = sharedFile("needs/sbir-topics.json");
const tender = sharedFile("ocds/02-tender.json");
const nice = sharedFile("nice/nice_v2_cprt_like.json");

/** Invented: what a small buyer's list and tender look like. */
const list = [
  "title,summary,sector,deadline",
  "Patch management for pumping stations,Find and close gaps without stopping pumps,water,2030-03-01",
  "No such date,Something,water,not a date",
  ",A row without a title,water,",
].join("\n");
const release = {
  version: "1.1",
  uri: "https://tenders.example/1",
  publishedDate: "2026-01-01T00:00:00Z",
  publisher: { name: "Invented Publisher" },
  releases: [
    {
      ocid: "ocds-invent-1",
      id: "1",
      date: "2026-01-01T00:00:00Z",
      tag: ["tender"],
      initiationType: "tender",
      language: "en",
      parties: [{ id: "B-1", name: "Invented Waterworks", roles: ["buyer"] }],
      buyer: { id: "B-1", name: "Invented Waterworks" },
      tender: {
        id: "T-1",
        title: "Network segmentation of a treatment plant",
        description: "Zones and conduits, firewalls, training.",
        status: "active",
        value: { amount: 500000, currency: "CNY" },
        tenderPeriod: { startDate: "2026-01-01T00:00:00Z", endDate: "2030-01-01T00:00:00Z" },
      },
    },
  ],
};

describe("npm run import:needs", () => {
  it("makes drafts of the good rows and tells why the others are refused", async () => {
    const { owner } = await organisation();
    const path = file("list.csv", list);
    const report = join(folder, "refused.csv");
    const ended = await command("import-needs", path, "--as", owner.email, "--report", report);
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.out).toMatch(/^1 drafts made, 0 were here already, 2 rows refused, 0 cells left open$/m);
    expect(readFileSync(report, "utf8")).toMatch(/^4,"title"/m);
    const again = await command("import-needs", path, "--as", owner.email);
    expect(again.out).toMatch(/^0 drafts made, 1 were here already/m);
  });

  it("says who is missing, and what cannot be read", async () => {
    const { owner } = await organisation();
    expect((await command("import-needs", file("a.csv", list))).err).toContain("--as someone@example.org");
    const nobody = await command("import-needs", file("a.csv", list), "--as", "nobody@people.example");
    expect(nobody).toMatchObject({ code: 2 });
    expect(nobody.err).toContain("nobody has signed up as nobody@people.example");
    const broken = await command("import-needs", file("b.json", '{"title": '), "--as", owner.email);
    expect(broken.code).toBe(2);
    expect(broken.err).not.toContain("    at ");
  });

  it.skipIf(topics.missing)("takes the list of real topics whole, and once", async () => {
    const { owner } = await organisation();
    const first = await command("import-needs", topics.path, "--as", owner.email);
    expect(first.out).toMatch(/^94 drafts made, 0 were here already, 0 rows refused/m);
    const second = await command("import-needs", topics.path, "--as", owner.email);
    expect(second.out).toMatch(/^0 drafts made, 94 were here already/m);
    expect(await db().need.count({ where: { importKey: { startsWith: "list:" }, createdById: owner.id } })).toBe(94);
  });
});

describe("npm run import:ocds", () => {
  it("names every wrong field and imports nothing", async () => {
    const { owner } = await organisation();
    const before = await db().need.count();
    for (const [name, text] of [
      ["broken.json", JSON.stringify({ ...release, releases: [{ ...release.releases[0], tender: { title: 7 } }] })],
      ["text.json", "not json at all"],
      ["untendered.json", JSON.stringify({ ...release, releases: [{ ...release.releases[0], tender: undefined }] })],
    ] as const) {
      const ended = await command("import-ocds", file(name, text), "--as", owner.email);
      expect(ended.code).toBe(2);
      expect(ended.err).toMatch(/^nothing was imported:\n {2}\S+/m);
    }
    expect(await db().need.count()).toBe(before);
  });

  it.for([
    ["an invented release", file("invented.json", JSON.stringify(release)), false],
    ["the published example release", tender.path, tender.missing],
  ] as const)(
    "%s becomes a need that is awarded and leaves as a release package",
    { timeout: 60_000 },
    async ([, path, missing], { skip }) => {
      if (missing) skip("the shared data is not here");
      const buyer = await organisation();
      const second = await buyer.join("admin");
      const ended = await command("import-ocds", path, "--as", buyer.owner.email);
      expect(ended).toMatchObject({ code: 0 });
      const id = /^draft (\S+) from (ocds-\S+):/m.exec(ended.out)?.[1] ?? "";
      expect((await command("import-ocds", path, "--as", buyer.owner.email)).err).toContain("was imported before");

      const draft = await readNeed(buyer.owner.ctx, id);
      expect(draft.title.length).toBeGreaterThan(5);
      const { criteria, budget } = content();
      const deadline = Date.now() + 6_000;
      const complete = {
        ...draft.content,
        proposalDeadline: new Date(deadline).toISOString(),
        questionsDeadline: undefined,
        criteria,
        budget: budget ? { ...budget, currency: draft.content.budget?.currency ?? budget.currency } : budget,
      };
      const { version } = await saveDraft(buyer.owner.ctx, { id, version: draft.version, content: complete });
      await publishNeed(buyer.owner.ctx, { id, version });
      const firm = await organisation("securityFirm");
      const currency = complete.budget?.currency ?? "CNY";
      const { proposalId } = await submitProposal(firm.owner.ctx, {
        needId: id,
        content: proposal(900_000, { price: { currency, amount: 900_000, taxIncluded: true } }),
        idempotencyKey: randomUUID(),
      });
      // The real deadline, awaited: the export tells it beside the moment of the opening.
      await new Promise((resolve) => setTimeout(resolve, deadline - Date.now() + 50));
      await openProposals(buyer.owner.ctx, id);
      await openProposals(second.ctx, id);
      const expert = (await organisation("research")).owner;
      await appoint(buyer.owner.ctx, { needId: id, emails: [expert.email] });
      await declareConflict(expert.ctx, { needId: id, hasConflict: false, note: "" });
      await saveScores(expert.ctx, { needId: id, proposalId, scores: { quality: { score: 8, comment: "" } } });
      await submitScores(expert.ctx, id);
      await award(buyer.owner.ctx, {
        needId: id,
        proposalId,
        reason: "the only one, and good",
        feedback: [{ proposalId, text: "A clear plan." }],
        idempotencyKey: randomUUID(),
      });
      const exported = (await exportOcds(buyer.owner.ctx, id)) as { releases: { ocid: string; tag: string[] }[] };
      const tags = exported.releases.flatMap(({ tag }) => tag);
      expect(tags).toEqual(expect.arrayContaining(["tender", "award"]));
      expect(new Set(exported.releases.map(({ ocid }) => ocid)).size).toBe(1);
      expect(JSON.stringify(exported)).toContain("900000");
    },
  );
});

describe("npm run import:nice", () => {
  const documents = (elements: object[]) =>
    JSON.stringify({
      response: {
        elements: {
          documents: [{ doc_identifier: "INVENTED", name: "Invented framework", version: "1", website: "" }],
          elements,
          relationships: [],
        },
      },
    });

  it("refuses a file that is no framework, and says why", async () => {
    const ended = await command("import-nice", file("nice.json", "{}"));
    expect(ended.code).toBe(2);
    expect(ended.err).toContain("nothing was imported");
  });

  it("takes an invented file", async () => {
    const element = {
      doc_identifier: "INVENTED",
      element_type: "task",
      title: "",
      text: "Check the backups of a plant.",
    };
    const ended = await command(
      "import-nice",
      file("small.json", documents([{ ...element, element_identifier: "T0001" }])),
    );
    expect(ended.err).toBe("");
    expect(ended.out).toMatch(/^1 elements, 0 left out$/m);
  });

  it.skipIf(nice.missing)("takes the official file whole", async () => {
    const ended = await command("import-nice", nice.path);
    expect(ended.out).toMatch(/^2205 elements, 0 left out$/m);
    expect(await db().frameworkElement.count()).toBe(2205);
  });
});
