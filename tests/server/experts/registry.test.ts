import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { organisation } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { audienceMap, profileContent } from "@/domain/experts/profile";
import { issueSentence } from "@/i18n/sentences";
import { expertsScheduledJobs } from "@/server/modules/experts/jobs";
import { db } from "@/server/platform/db";
import { issued } from "../credentials/stages";
import { as, evidence, listed, operator, somebody, stranger } from "./stages";

useDatabase();

const find = async (who: typeof stranger, filter: object) => {
  await new Promise((resolve) => setTimeout(resolve, 220));
  return who.experts.search(filter);
};
/** The fields that a form is told about, with their sentences. */
const refusalOf = (error: unknown) =>
  ((error as { cause?: z.core.$ZodError }).cause?.issues ?? []).map((issue) => ({
    path: issue.path.join("."),
    message: issueSentence("en", issue),
  }));
const skillOf = async (who: typeof stranger, personId: string) =>
  (await who.experts.profile({ personId })).skills.find(({ conceptId }) => conceptId === "skill:segmentation");

describe("a claim", () => {
  it("never shows more than what backs it, step by step up to what was earned here", async () => {
    const expert = await somebody();
    await listed(expert, {}, { claims: { "skill:segmentation": 5 } });
    const shown = async () => {
      const { level, backing } = (await skillOf(stranger, expert.id)) ?? {};
      return [level, backing];
    };
    expect(await shown()).toEqual([2, "self"]);
    const peer = await somebody();
    await as(peer).experts.endorse({ personId: expert.id, conceptId: "skill:segmentation", level: 5, note: "" });
    expect(await shown()).toEqual([3, "endorsed"]);
    await as(expert).experts.addOwnEvidence(evidence());
    expect(await shown()).toEqual([4, "evidenced"]);
    const [item] = (await as(expert).experts.me({})).evidence;
    await as(await operator()).experts.checkEvidence({ id: item?.id ?? "", supports: 5, reason: "seen" });
    expect(await shown()).toEqual([5, "verified"]);
    const id = await issued(expert.id, { kind: "result", conceptIds: ["skill:segmentation"] });
    await settle();
    expect(await shown()).toEqual([5, "earned"]);
    const earned = (await stranger.experts.profile({ personId: expert.id })).evidence.find((one) => one.credentialId);
    expect(earned).toMatchObject({ credentialId: id, standing: "earned" });
    await as(await operator()).credentials.revoke({ id, reason: "issued in error" });
    await settle();
    expect(await shown()).toEqual([5, "verified"]);
  });

  it("is endorsed by others only, and only where there is one", async () => {
    const expert = await somebody();
    await listed(expert);
    const call = { personId: expert.id, conceptId: "skill:segmentation", level: 3, note: "" };
    await expect(as(expert).experts.endorse(call)).rejects.toThrow();
    const peer = await somebody();
    await expect(as(peer).experts.endorse({ ...call, conceptId: "skill:mlps" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("on a skill that nobody knows is refused", async () => {
    await expect(listed(await somebody(), {}, { claims: { "skill:telepathy": 5 } })).rejects.toMatchObject({
      cause: { reason: "conceptUnknown" },
    });
  });
});

describe("a code that no table holds", () => {
  it.each([
    ["region", { region: "CN-99" }, /region “CN-99”/u],
    ["region", { region: "Atlantis" }, /region “Atlantis”/u],
    ["languages", { languages: ["zh", "xx"] }, /language “xx”/u],
    ["sectors", { sectors: ["sector:water", "sector:gambling"] }, /sector “sector:gambling”/u],
    ["sectors", { sectors: ["skill:segmentation"] }, /sector “skill:segmentation”/u],
  ])("in a profile's %s is refused at its field and changes nothing", async (field, change, words) => {
    const expert = await somebody();
    await listed(expert, { region: "DE-BY" });
    const before = await as(expert).experts.me({});
    const refused = await listed(expert, change).catch((error: unknown) => error);
    expect(refusalOf(refused)).toEqual([{ path: `content.${field}`, message: expect.stringMatching(words) }]);
    expect(await as(expert).experts.me({})).toEqual(before);
  });

  it("is refused in evidence, in a pool's criteria and in what an organisation offers; a table reports its row", async () => {
    const expert = await somebody();
    await listed(expert);
    const unknown = { cause: { reason: "conceptUnknown", field: expect.any(String) } };
    for (const id of ["skill:telepathy", "tag:nobody-made-this", "region:CN-33"])
      await expect(as(expert).experts.addOwnEvidence(evidence({ conceptIds: [id] }))).rejects.toMatchObject(unknown);
    const text = "title,date,skills\nOne,2026-01-01,tag:nobody-made-this\nTwo,2026-01-01,skill:segmentation";
    expect(await as(expert).experts.importEvidence({ format: "csv", text })).toEqual({
      added: 1,
      known: 0,
      problems: [{ row: 2, column: "skills", message: expect.stringContaining("tag:nobody-made-this") }],
    });
    const keeper = await organisation("alliance");
    const reviewers = [await somebody(), await somebody()];
    await expect(
      as(keeper.owner).experts.foundPool({
        nameZh: "测试专家库",
        nameEn: "Pool of a test",
        purpose: "Reviews of plant security projects",
        criteria: [{ conceptId: "skill:telepathy", level: 3, backing: "evidenced" }],
        termMonths: 24,
        workloadCap: 3,
        codeOfConduct: "Be fair, be on time, keep what you read to yourself.",
        reviewerEmails: reviewers.map(({ email }) => email),
      }),
    ).rejects.toMatchObject(unknown);
    const firm = await organisation("securityFirm");
    const offer = { organisationId: firm.id, version: 0, summaryZh: "", summaryEn: "", capacity: 1 };
    for (const [change, field] of [
      [{ conceptIds: ["skill:telepathy"], regions: [] }, "conceptIds"],
      [{ conceptIds: [], regions: ["CN-33", "CN-99"] }, "regions"],
    ] as const) {
      const refused = await as(firm.owner)
        .experts.saveCapability({ ...offer, conceptIds: [...change.conceptIds], regions: [...change.regions] })
        .catch((error: unknown) => error);
      expect(refusalOf(refused).map(({ path }) => path)).toEqual([field]);
    }
  });
});

describe("visibility", () => {
  it("is one rule on every exit: a canary in each field is met by those who may see it and nobody else", async () => {
    const firm = await organisation("securityFirm");
    const reader = { visitor: stranger, member: as(await somebody()), verified: as(firm.owner) };
    const audiences = ["everyone", "members", "verified", "onlyMe"] as const;
    for (const [least, audience] of audiences.entries()) {
      const expert = await somebody();
      const canary = `canary${randomUUID().replaceAll("-", "").slice(0, 12)}`;
      await listed(
        expert,
        {
          nameZh: canary,
          nameEn: canary,
          headlineZh: canary,
          headlineEn: canary,
          summaryZh: canary,
          summaryEn: canary,
          affiliations: [{ organisation: canary, organisationId: null, role: canary, from: "2020-01", until: null }],
          education: [{ institution: canary, degree: canary, field: canary, from: "2010-01", until: "2014-01" }],
          links: [`https://people.example/${canary}`],
          contactEmail: `${canary}@people.example`,
          contactPhone: canary,
          talent: "student",
        },
        {
          audiences: Object.fromEntries(Object.keys(audienceMap.parse({})).map((field) => [field, audience])),
          birthDate: "1999-01-01",
        },
      );
      await as(expert).experts.addOwnEvidence({
        ...evidence({ title: `Work ${canary}`, body: canary, people: [canary] }),
      });
      const seen: Record<string, boolean[]> = {};
      for (const [name, api] of Object.entries(reader)) {
        const exits = await Promise.all([
          api.experts.profile({ personId: expert.id }),
          find(api, { query: canary }),
          find(api, { skills: ["skill:segmentation"] }),
          api.experts.compare({ personIds: [expert.id, expert.id] }),
          api.experts.contact({ personId: expert.id }).catch(() => null),
          api.experts.skillsGap({ by: "region" }),
          api.experts.profile({ personId: expert.id, as: "owner" }),
        ]);
        seen[name] = exits.map((exit) => JSON.stringify(exit ?? null).includes(canary));
        const total = (exits[1] as { total: number }).total;
        expect([name, audience, total]).toEqual([name, audience, total]);
        expect(total > 0).toBe(["visitor", "member", "verified"].indexOf(name) >= least);
      }
      for (const [rank, name] of ["visitor", "member", "verified"].entries()) {
        if (rank < least) expect([name, audience, seen[name]]).toEqual([name, audience, seen[name]?.map(() => false)]);
        else expect([name, audience, seen[name]?.[0], seen[name]?.[1]]).toEqual([name, audience, true, true]);
      }
      expect(JSON.stringify(await as(expert).experts.me({}))).toContain(canary);
      // "Seen as" shows the owner exactly what the other gets.
      for (const asked of ["visitor", "member", "verified"] as const) {
        const preview = await as(expert).experts.profile({ personId: expert.id, as: asked });
        const real = await reader[asked].experts.profile({ personId: expert.id });
        expect({ ...preview, own: false, can: null }).toEqual({ ...real, own: false, can: null });
      }
    }
  });

  it("of evidence counts for what backs a claim: what one may not see does not raise it", async () => {
    const expert = await somebody();
    await listed(expert, {}, { claims: { "skill:segmentation": 4 } });
    await as(expert).experts.addOwnEvidence({ ...evidence(), audience: "verified" });
    const firm = await organisation("securityFirm");
    expect(await skillOf(stranger, expert.id)).toMatchObject({ level: 2, backing: "self" });
    expect(await skillOf(as(firm.owner), expert.id)).toMatchObject({ level: 4, backing: "evidenced" });
    const filter = {
      skills: ["skill:segmentation"],
      level: 4,
      query: (await as(expert).experts.me({})).content.nameEn,
    };
    expect((await find(stranger, filter)).total).toBe(0);
    expect((await find(as(firm.owner), filter)).total).toBe(1);
  });

  it("of who is not listed: found by nobody, read by nobody, at home for themselves", async () => {
    const expert = await somebody();
    await listed(expert, {}, { list: false });
    await expect(stranger.experts.profile({ personId: expert.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await as(expert).experts.profile({ personId: expert.id })).own).toBe(true);
  });

  it("of contact data is recorded and told to its owner", async () => {
    const expert = await somebody();
    await listed(expert, { contactEmail: "me@people.example" }, { audiences: { contact: "verified" } });
    const firm = await organisation("securityFirm");
    await expect(as(await somebody()).experts.contact({ personId: expert.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await as(firm.owner).experts.contact({ personId: expert.id })).toEqual({
      email: "me@people.example",
      phone: "",
    });
    const { reads } = await as(expert).experts.myData({});
    expect(reads).toHaveLength(1);
    expect(reads[0]?.organisation?.nameEn).toMatch(/^Test Organisation/u);
    expect(await db().auditEvent.count({ where: { act: "profile.contactRead", entityId: expert.id } })).toBe(1);
  });
});

describe("who is listed", () => {
  it("is of age: under 18 nobody is, not even past the form", async () => {
    const pupil = await somebody();
    const birthDate = `${new Date().getUTCFullYear() - 17}-01-01`;
    expect(await listed(pupil, { talent: "student" }, { birthDate })).toMatchObject({
      listed: false,
      obstacle: "underAge",
    });
    await db().expertProfile.update({ where: { personId: pupil.id }, data: { listed: true } });
    expect((await db().expertProfile.findUniqueOrThrow({ where: { personId: pupil.id } })).listed).toBe(false);
    expect(await listed(await somebody(), { talent: "student" })).toMatchObject({ obstacle: "birthDateMissing" });
  });

  it("has a name in any script, and one that passes for a known expert's waits for an operator", async () => {
    const name = `Olga Ivanova ${randomUUID().slice(0, 6)}`;
    await listed(await somebody(), { nameEn: name });
    for (const nameEn of ["Ольга Иванова", "محمد علي", "山田太郎", "Nguyễn Thị Ánh"])
      expect(await listed(await somebody(), { nameEn: `${nameEn} ${randomUUID().slice(0, 4)}` })).toMatchObject({
        listed: true,
      });
    // The same name is nobody's alone.
    expect(await listed(await somebody(), { nameEn: name })).toMatchObject({ listed: true });
    const imitator = await somebody();
    const imitation = name.replace("O", "О").replace("a", "а");
    expect(await listed(imitator, { nameEn: imitation })).toMatchObject({ listed: false, obstacle: "nameInReview" });
    const op = as(await operator());
    expect((await op.experts.namesInReview({})).map(({ personId }) => personId)).toContain(imitator.id);
    await op.experts.decideName({ personId: imitator.id, clear: true, reason: "two people" });
    expect(await listed(imitator, { nameEn: imitation })).toMatchObject({ listed: true });
  });

  it("is looked at for each name alone: the true name in one language does not cover an imitation in the other", async () => {
    const mark = randomUUID().slice(0, 6);
    const known = { nameZh: `欧阳海${mark}`, nameEn: `Ouyang Hai ${mark}` };
    await listed(await somebody(), known);
    expect(await listed(await somebody(), known)).toMatchObject({ listed: true });
    const imitation = { ...known, nameEn: known.nameEn.replace("O", "О") };
    expect(await listed(await somebody(), imitation)).toMatchObject({ listed: false, obstacle: "nameInReview" });
  });

  it("saves in turn: a form that is older than what stands there is told so", async () => {
    const expert = await somebody();
    await listed(expert);
    const save = {
      version: 0,
      content: profileContent.parse({ nameEn: "x" }),
      audiences: audienceMap.parse({}),
      birthDate: null,
      listed: false,
    };
    await expect(as(expert).experts.saveMe(save)).rejects.toThrow("VERSION_CONFLICT");
  });
});

const saved = (content: object) => ({
  version: 0,
  content: profileContent.parse(content),
  audiences: audienceMap.parse({}),
  birthDate: null,
  listed: false,
});

describe("imports", () => {
  it("take ten thousand rows but the one that is wrong, and say which", async () => {
    const expert = await somebody();
    await listed(expert);
    const rows = Array.from(
      { length: 10_000 },
      (_, n) => `project,Project ${n},2024-0${1 + (n % 9)}-01,skill:segmentation`,
    );
    rows[4_320] = "project,Broken,the year before last,skill:segmentation";
    const text = `kind,title,date,skills\n${rows.join("\n")}`;
    const report = await as(expert).experts.importEvidence({ format: "csv", text });
    expect(report).toMatchObject({ added: 9_999, known: 0 });
    expect(report.problems).toEqual([{ row: 4_322, column: "date", message: expect.stringMatching(/2026-03/u) }]);
    expect(await as(expert).experts.importEvidence({ format: "csv", text })).toMatchObject({ added: 0, known: 9_999 });
  });

  it("leave as whole as they came, and crowd nobody out of a comparison", async () => {
    const [many, few] = [await somebody(), await somebody()];
    for (const who of [many, few]) await listed(who);
    await as(few).experts.addOwnEvidence(evidence({ date: "2020-01-01" }));
    const rows = Array.from({ length: 4_100 }, (_, n) => `Project ${n},2024-01-01`);
    await as(many).experts.importEvidence({ format: "csv", text: `title,date\n${rows.join("\n")}` });
    const { csv } = await as(many).experts.exportEvidence({});
    expect(csv.trim().split("\r\n")).toHaveLength(4_101);
    const compared = await stranger.experts.compare({ personIds: [many.id, few.id] });
    expect(compared.map(({ evidence: shown }) => shown.length)).toEqual([2_000, 1]);
  });

  it("read BibTeX with accents and several scripts, and an ORCID record that fills what is empty", async () => {
    const expert = await somebody();
    await listed(expert, { summaryEn: "mine" });
    const bibtex = `@article{a, title={Gr{\\"o}{\\ss}e of {PLC} networks}, author={M{\\"u}ller, J{\\"o}rg and 王, 伟}, year={2023}, doi={10.1234/ABC.5}}
@inproceedings{b, title={工业控制系统安全}, author={李, 明}, year={2024}}
@misc{c, title={No year}}`;
    const report = await as(expert).experts.importEvidence({ format: "bibtex", text: bibtex });
    expect(report).toMatchObject({ added: 2 });
    expect(report.problems.map(({ row }) => row)).toEqual([3]);
    const me = await as(expert).experts.me({});
    expect(me.evidence.map(({ title }) => title)).toEqual(
      expect.arrayContaining(["Größe of PLC networks", "工业控制系统安全"]),
    );
    expect(me.evidence.flatMap(({ people }) => people)).toEqual(
      expect.arrayContaining(["Jörg Müller", "王伟", "李明"]),
    );
    const value = (text: string) => ({ value: text });
    const orcid = {
      "orcid-identifier": { path: "0000-0002-1825-0097" },
      person: {
        name: { "given-names": value("Jörg"), "family-name": value("Müller") },
        biography: { content: "theirs" },
      },
      "activities-summary": {
        works: {
          group: [
            {
              "work-summary": [
                {
                  title: { title: value("Größe of PLC networks") },
                  "publication-date": { year: value("2023") },
                  "external-ids": {
                    "external-id": [{ "external-id-type": "doi", "external-id-value": "10.1234/abc.5" }],
                  },
                },
              ],
            },
            {
              "work-summary": [
                {
                  title: { title: value("A new one") },
                  "publication-date": { year: value("2025"), month: value("03") },
                },
              ],
            },
          ],
        },
        employments: {
          "affiliation-group": [
            {
              summaries: [
                {
                  "employment-summary": {
                    "role-title": "Engineer",
                    organization: { name: "Works" },
                    "start-date": { year: value("2019") },
                    "end-date": null,
                  },
                },
              ],
            },
          ],
        },
      },
    };
    expect(await as(expert).experts.importEvidence({ format: "orcid", text: JSON.stringify(orcid) })).toMatchObject({
      added: 1,
      known: 1,
    });
    const { content } = await as(expert).experts.me({});
    expect(content).toMatchObject({ summaryEn: "mine", links: ["https://orcid.org/0000-0002-1825-0097"] });
    expect(content.affiliations).toMatchObject([{ organisation: "Works", from: "2019-01", until: null }]);
  });

  it.each(["orcid", "bibtex", "csv"] as const)(
    "of %s: a file of another kind gets a sentence and changes nothing",
    async (format) => {
      const expert = await somebody();
      await listed(expert);
      const call = as(expert).experts.importEvidence({ format, text: format === "csv" ? "a,b\n1,2" : "hello" });
      if (format === "csv") expect(await call).toMatchObject({ added: 0, problems: [{ row: 1 }] });
      else await expect(call).rejects.toMatchObject({ code: "BAD_REQUEST" });
      expect((await as(expert).experts.me({})).evidence).toEqual([]);
    },
  );

  it("lose one row and not the file to what a database cannot keep, and count lines as a spreadsheet does", async () => {
    const expert = await somebody();
    await listed(expert);
    const rows = [
      "title,date",
      "Good,2024",
      "",
      "Year nought,0000",
      "N\u0000ul,2024",
      "Thirteenth,2024-13",
      "Noughth,2024-00",
      "Early,0024-05",
      ",,",
      "Zero\u200bwidth,2024-02",
    ];
    const report = await as(expert).experts.importEvidence({ format: "csv", text: rows.join("\r\n") });
    expect(report.added).toBe(2);
    expect(report.problems.map(({ row, column }) => [row, column])).toEqual([
      [4, "date"],
      [5, "title"],
      [6, "date"],
      [7, "date"],
      [8, "date"],
    ]);
    expect(report.problems[1]?.message).toMatch(/U\+0000/u);
    const { evidence: kept } = await as(expert).experts.me({});
    expect(kept.map(({ title, date }) => [title, date])).toEqual([
      ["Good", "2024-12-31"],
      ["Zerowidth", "2024-02-29"],
    ]);
  });

  it("read an ORCID record whose dates are none, and say so", async () => {
    const expert = await somebody();
    await listed(expert);
    const when = (year: string, month: string) => ({ year: { value: year }, month: { value: month } });
    const employment = (start: object) => ({
      summaries: [
        {
          "employment-summary": {
            organization: { name: `${"x".repeat(199)}\u{1f512}\u0000` },
            "role-title": "\ud83d",
            "start-date": start,
          },
        },
      ],
    });
    const text = JSON.stringify({
      "orcid-identifier": { path: "0000-0002-1825-0097" },
      "activities-summary": {
        employments: { "affiliation-group": [employment(when("20x4", "13")), employment(when("2019", "13"))] },
        works: {
          group: [
            { "work-summary": [{ title: { title: { value: "A" } }, "publication-date": when("2024", "13") }] },
            { "work-summary": [{ title: { title: { value: "B" } }, "publication-date": when("2024", "2") }] },
          ],
        },
      },
    });
    const report = await as(expert).experts.importEvidence({ format: "orcid", text });
    expect(report).toMatchObject({ added: 1, problems: [{ row: 1, column: "date" }] });
    const { content } = await as(expert).experts.me({});
    expect(content.affiliations.map(({ from }) => from)).toEqual(["1900-01", "2019-01"]);
  });

  it.each([
    ["experts.addOwnEvidence", () => evidence({ date: "0000-01-01" })],
    ["experts.addOwnEvidence", () => evidence({ title: "N\u0000ul" })],
    ["experts.saveMe", () => saved({ nameEn: "N\u0000ul" })],
    ["experts.saveMe", () => ({ ...saved({}), birthDate: "0000-01-01" })],
    ["experts.proposeTag", () => ({ nameZh: "半\ud83d", nameEn: "Half" })],
    ["experts.saveClaims", () => ({ claims: [{ conceptId: "tag:\u0000", level: 1 }] })],
    ["experts.saveSearch", () => ({ name: "x", filter: { query: "\u0000" }, alert: false })],
  ])("and %s answer what cannot be kept with a refusal at its field", async (door, input) => {
    const [, name = ""] = door.split(".");
    const api = as(await somebody()).experts as unknown as Record<string, (given: unknown) => Promise<unknown>>;
    const refusal = api[name]?.(input());
    await expect(refusal).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  it("come back out as a table that the import reads", async () => {
    const expert = await somebody();
    await listed(expert);
    await as(expert).experts.addOwnEvidence(evidence({ title: "=HYPERLINK(1)", people: ["A", "B"] }));
    const { csv } = await as(expert).experts.exportEvidence({});
    expect(csv).toContain("'=HYPERLINK(1)");
    const other = await somebody();
    await listed(other);
    expect(await as(other).experts.importEvidence({ format: "csv", text: csv })).toMatchObject({
      added: 1,
      problems: [],
    });
  });
});

describe("search", () => {
  it("finds in both languages, counts every facet, and a changed profile at once", async () => {
    const mark = randomUUID().slice(0, 8);
    const make = async (content: object, claims: Record<string, number>) => {
      const expert = await somebody();
      await listed(
        expert,
        { headlineZh: `水厂网络隔离 ${mark}`, headlineEn: `Water works ${mark}`, ...content },
        { claims },
      );
      return expert;
    };
    const one = await make({ region: "CN-33" }, { "skill:segmentation": 2 });
    await make({ region: "CN-31" }, { "skill:segmentation": 2, "skill:mlps": 1 });
    await make({ region: "CN-31" }, { "skill:mlps": 1 });
    expect((await find(stranger, { query: `网络隔离 ${mark}` })).total).toBe(3);
    const found = await find(stranger, { query: `water ${mark}`, regions: ["CN-31"] });
    expect(found.total).toBe(2);
    const count = (group: keyof typeof found.facets, value: string) =>
      found.facets[group]?.find((one) => one.value === value)?.count;
    // A facet's own choice does not narrow its counts; the others' do.
    expect([count("regions", "CN-33"), count("regions", "CN-31")]).toEqual([1, 2]);
    expect([count("skills", "skill:segmentation"), count("skills", "skill:mlps")]).toEqual([1, 2]);
    await listed(one, { headlineEn: `Moved away ${mark}`, region: "CN-44" });
    expect((await find(stranger, { query: mark, regions: ["CN-44"] })).total).toBe(1);
  });

  it("counts levels and backing of the skills asked for, as many as the choice then finds", async () => {
    const mark = `Facet${randomUUID().slice(0, 8)}`;
    const claims = { "skill:segmentation": 4, "skill:mlps": 4 };
    const [strong, weak] = [await somebody(), await somebody()];
    for (const who of [strong, weak]) await listed(who, { headlineEn: mark }, { claims });
    await as(strong).experts.addOwnEvidence(evidence());
    await as(weak).experts.addOwnEvidence(evidence({ conceptIds: ["skill:mlps"] }));
    const asked = { query: mark, skills: ["skill:segmentation"] };
    const { facets } = await find(stranger, asked);
    const level = facets.level?.find(({ value }) => value === "4")?.count;
    const backing = facets.evidence?.find(({ value }) => value === "evidenced")?.count;
    expect([level, backing]).toEqual([1, 1]);
    expect([
      (await stranger.experts.search({ ...asked, level: 4 })).total,
      (await stranger.experts.search({ ...asked, backing: "evidenced" })).total,
    ]).toEqual([1, 1]);
    // The other choices of the same facet stay in sight.
    const chosen = await stranger.experts.search({ ...asked, level: 4 });
    expect(chosen.facets.level?.find(({ value }) => value === "2")?.count).toBe(2);
  });

  it("ends after ten pages, and who asks too often waits", async () => {
    await expect(stranger.experts.search({ page: 11 })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    const greedy = as(await somebody());
    const answers: string[] = [];
    for (let round = 0; round < 25; round += 1)
      answers.push(
        ...(await Promise.all(
          [1, 2, 3, 4, 5].map(() =>
            greedy.experts.search({ query: "nobody is called so" }).then(
              () => "ok",
              (error: { code: string }) => error.code,
            ),
          ),
        )),
      );
    expect(answers.filter((answer) => answer === "TOO_MANY_REQUESTS")).toHaveLength(5);
  });

  it("is saved, and tells once about each new person", async () => {
    const mark = `alert${randomUUID().slice(0, 8)}`;
    const seeker = await somebody();
    await as(seeker).experts.saveSearch({ name: "Mine", filter: { query: mark }, alert: true });
    const alert = expertsScheduledJobs[0];
    await alert?.handle();
    await listed(await somebody(), { headlineEn: mark });
    await new Promise((resolve) => setTimeout(resolve, 220));
    await alert?.handle();
    await alert?.handle();
    const news = await db().notification.findMany({ where: { personId: seeker.id, kind: "searchAlert" } });
    expect(news.map(({ facts }) => facts)).toEqual([{ name: "Mine", count: 1 }]);
    const [saved] = await as(seeker).experts.searches({});
    const id = saved?.id ?? "";
    await expect(as(await somebody()).experts.dropSearch({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await as(seeker).experts.dropSearch({ id });
  });

  it("marks whom the last alert told of, and tells nothing while its alert is off", async () => {
    const mark = `news${randomUUID().slice(0, 8)}`;
    const seeker = await somebody();
    const tag = await as(seeker).experts.proposeTag({ nameZh: mark, nameEn: mark });
    const { id } = await as(seeker).experts.saveSearch({
      name: "Mine",
      filter: { query: mark, skills: [] },
      alert: true,
    });
    const { id: byTag } = await as(seeker).experts.saveSearch({
      name: "Tag",
      filter: { skills: [tag.id] },
      alert: true,
    });
    const round = async () => {
      await new Promise((resolve) => setTimeout(resolve, 220));
      await expertsScheduledJobs[0]?.handle();
      const all = await as(seeker).experts.searches({});
      return all.find((one) => one.id === id);
    };
    expect(await round()).toMatchObject({ found: 0, news: [], alert: true });
    const first = await somebody();
    await listed(first, { headlineEn: mark });
    expect(await round()).toMatchObject({ found: 1, news: [first.id] });
    // The next morning without anybody new keeps the mark.
    expect(await round()).toMatchObject({ found: 1, news: [first.id] });
    await expect(as(await somebody()).experts.setSearchAlert({ id, alert: false })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await as(seeker).experts.setSearchAlert({ id, alert: false });
    const second = await somebody();
    await listed(second, { headlineEn: mark });
    expect(await round()).toMatchObject({ found: 1, news: [first.id], alert: false });
    // Switched on again, it counts from now: the second is no news any more.
    await as(seeker).experts.setSearchAlert({ id, alert: true });
    const third = await somebody();
    await listed(third, { headlineEn: mark });
    expect(await round()).toMatchObject({ found: 3, news: [third.id], alert: true });
    expect(await db().notification.count({ where: { personId: seeker.id, kind: "searchAlert" } })).toBe(2);
    // A local tag in a search is told by its names.
    const named = (await as(seeker).experts.searches({})).find((one) => one.id === byTag);
    expect(named?.names[tag.id]).toMatchObject({ nameEn: mark });
  });

  it("leads to a shortlist and an invitation, which the person answers", async () => {
    const firm = await organisation("enterprise");
    const expert = await somebody();
    await listed(expert);
    const api = as(firm.owner);
    const { id } = await api.experts.createShortlist({ title: "Reviewers" });
    await api.experts.putOnShortlist({ id, personId: expert.id, note: "good" });
    expect((await api.experts.shortlists({}))[0]?.people.map(({ note }) => note)).toEqual(["good"]);
    await api.experts.invite({
      personId: expert.id,
      work: "review",
      text: "Please review our plan.",
      idempotencyKey: randomUUID(),
    });
    await settle();
    const [invitation] = await as(expert).experts.invitations({});
    await expect(api.experts.answerInvitation({ id: invitation?.id ?? "", accept: true })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await as(expert).experts.answerInvitation({ id: invitation?.id ?? "", accept: true });
    expect((await api.experts.invitations({}))[0]?.accepted).toBe(true);
    expect(await db().notification.count({ where: { personId: expert.id, kind: "expertInvited" } })).toBe(1);
    const other = await organisation("enterprise");
    await expect(as(other.owner).experts.putOnShortlist({ id, personId: expert.id, note: "" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await api.experts.putOnShortlist({ id, personId: expert.id, note: "speaks German" });
    expect((await api.experts.shortlists({}))[0]?.people).toMatchObject([{ note: "speaks German" }]);
    await expect(as(other.owner).experts.renameShortlist({ id, title: "Theirs" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(as(other.owner).experts.dropShortlist({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await api.experts.renameShortlist({ id, title: "Reviewers of 2027" });
    expect((await api.experts.shortlists({})).map(({ title }) => title)).toEqual(["Reviewers of 2027"]);
    await api.experts.takeOffShortlist({ id, personId: expert.id });
    expect((await api.experts.shortlists({}))[0]?.people).toEqual([]);
    await api.experts.dropShortlist({ id });
    expect(await api.experts.shortlists({})).toEqual([]);
    // The invitation stands without the list.
    expect(await api.experts.invitations({})).toHaveLength(1);
  });

  it("compares those who are still listed, and lets an organisation invite them from there", async () => {
    const firm = await organisation("enterprise");
    const [one, two, hidden] = [await somebody(), await somebody(), await somebody()];
    for (const who of [one, two]) await listed(who);
    const ids = [one.id, hidden.id, two.id];
    const seen = await as(firm.owner).experts.compare({ personIds: ids });
    expect(seen.map(({ personId, can }) => [personId, can.recruit])).toEqual([
      [one.id, true],
      [two.id, true],
    ]);
    expect((await as(one).experts.compare({ personIds: ids })).map(({ can }) => can.recruit)).toEqual([false, false]);
    await expect(as(one).experts.compare({ personIds: [one.id] })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("tags", () => {
  it("are proposed by members and curated by operators; a merge moves the claims", async () => {
    const member = as(await somebody());
    await expect(member.experts.proposeTag({ nameZh: "渗透测试", nameEn: "Whatever" })).rejects.toMatchObject({
      cause: { reason: "conceptExists" },
    });
    const { id } = await member.experts.proposeTag({
      nameZh: "网闸调试",
      nameEn: `Data diode tuning ${randomUUID().slice(0, 6)}`,
    });
    const expert = await somebody();
    await listed(expert, {}, { claims: { [id]: 2 } });
    const op = as(await operator());
    const tag = {
      id,
      nameZh: "网闸调试",
      nameEn: "Data diode tuning",
      aliases: ["diode"],
      parentId: "skill:segmentation",
    };
    await expect(op.experts.curateTag({ ...tag, mergeInto: id })).rejects.toMatchObject({
      cause: { reason: "conceptUnknown" },
    });
    expect(await op.experts.curateTag({ ...tag, mergeInto: null })).toEqual({ moved: 0 });
    expect(await op.experts.curateTag({ ...tag, mergeInto: "skill:segmentation" })).toEqual({ moved: 1 });
    expect(await skillOf(stranger, expert.id)).toMatchObject({ level: 2 });
    await expect(listed(await somebody(), {}, { claims: { [id]: 2 } })).rejects.toMatchObject({
      cause: { reason: "conceptUnknown" },
    });
  });
});

describe("supervision", () => {
  it("cannot come back to its beginning, however long the way and whoever declares it", async () => {
    const [a, b, c] = [await somebody(), await somebody(), await somebody()];
    const declare = (who: typeof a, email: string, above: boolean) =>
      as(who).experts.declareRelation({ email, kind: "supervision", above, until: null });
    await declare(a, b.email, true);
    await declare(c, b.email, false);
    await expect(declare(c, a.email, true)).rejects.toMatchObject({ cause: { reason: "supervisionCircle" } });
    await expect(declare(a, c.email, false)).rejects.toMatchObject({ cause: { reason: "supervisionCircle" } });
    await expect(declare(a, a.email, false)).rejects.toMatchObject({ cause: { reason: "relationToOneself" } });
    // An address that nobody has gets the same answer as one that somebody has.
    expect(await declare(a, "nobody@people.example", true)).toEqual({ done: true });
    const races = await Promise.allSettled(
      [1, 2].map(async (n) => {
        const [x, y] = [await somebody(), await somebody()];
        return Promise.allSettled([declare(x, y.email, true), declare(y, x.email, true)]).then((both) => [
          n,
          both.filter(({ status }) => status === "fulfilled").length,
        ]);
      }),
    );
    expect(races.map((race) => (race.status === "fulfilled" ? race.value[1] : null))).toEqual([1, 1]);
  });
});

describe("my data", () => {
  it("comes out whole, and goes: results and terms stand under a pseudonym", async () => {
    const expert = await somebody();
    await listed(expert, { summaryEn: "a private story" });
    await as(expert).experts.addOwnEvidence(evidence());
    const credentialId = await issued(expert.id, { conceptIds: ["skill:segmentation"] });
    await settle();
    const { json } = await as(expert).experts.exportMyData({});
    for (const part of ["a private story", expert.email, credentialId, "skill:segmentation"])
      expect(json).toContain(part);
    expect(json).not.toMatch(/passwordHash|tokenHash/u);
    await expect(as(expert).experts.eraseMe({ confirm: "other@people.example" })).rejects.toMatchObject({
      cause: { reason: "confirmAddress" },
    });
    await as(expert).experts.eraseMe({ confirm: expert.email });
    await expect(stranger.experts.profile({ personId: expert.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const page = await stranger.credentials.get({ id: credentialId });
    expect(page).toMatchObject({ outcome: "valid", holder: null });
    const person = await db().person.findUniqueOrThrow({ where: { id: expert.id } });
    expect(person.nameEn).toMatch(/^Former member [0-9A-F]{6}$/u);
    const dump = JSON.stringify([
      person,
      await db().credential.findMany({ where: { personId: expert.id } }),
      await db().profileEvidence.count({ where: { personId: expert.id } }),
    ]);
    expect(dump).not.toContain(expert.email);
    expect((await find(stranger, { query: "private story" })).total).toBe(0);
  });

  it("is not erased under the last owner of an organisation", async () => {
    const firm = await organisation("enterprise");
    await expect(as(firm.owner).experts.eraseMe({ confirm: firm.owner.email })).rejects.toMatchObject({
      cause: { reason: "eraseLastOwner" },
    });
  });
});
