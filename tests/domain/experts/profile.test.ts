import { describe, expect, test } from "vitest";
import { additions, completeness } from "@/domain/experts/completeness";
import {
  audienceMap,
  audiences,
  fieldsOf,
  listingObstacle,
  maySeeField,
  profileContent,
  profileFields,
  readerClasses,
  shownContent,
} from "@/domain/experts/profile";
import { besides, tokensOf } from "@/domain/experts/tokens";

const now = new Date("2026-11-26T00:00:00Z");
const full = profileContent.parse({
  nameZh: "钱一",
  nameEn: "Qian Yi",
  headlineZh: "工控隔离",
  headlineEn: "Plant zones",
  summaryZh: "做过四个电厂",
  summaryEn: "Four plants",
  region: "CN-33",
  languages: ["zh"],
  affiliations: [{ organisation: "Mill", role: "engineer", from: "2020-01" }],
  education: [{ institution: "School", degree: "BSc", field: "Control", from: "2010-01", until: "2014-01" }],
  sectors: ["sector:water"],
  availability: "now",
  hoursPerMonth: 8,
  workKinds: ["review"],
  links: ["https://people.example/1"],
  contactEmail: "me@people.example",
  contactPhone: "+65 1",
  talent: "student",
});
const empty = profileContent.parse({});

describe("visibility", () => {
  test.each([
    ["everyone", [true, true, true, true]],
    ["members", [false, true, true, true]],
    ["verified", [false, false, true, true]],
    ["onlyMe", [false, false, false, true]],
  ] as const)("of a field for %s", (audience, seen) => {
    expect(readerClasses.map((reader) => maySeeField(reader, audience))).toEqual(seen);
  });

  test("every key of a profile belongs to exactly one field with an audience", () => {
    const covered = profileFields.flatMap((field) => [...fieldsOf[field]]);
    expect(covered.toSorted()).toEqual(Object.keys(empty).toSorted());
  });

  test("what is hidden looks as if it had not been written, field by field", () => {
    for (const field of profileFields)
      for (const audience of audiences)
        for (const reader of readerClasses) {
          const map = audienceMap.parse({
            ...Object.fromEntries(profileFields.map((one) => [one, "everyone"])),
            [field]: audience,
          });
          const shown = shownContent(full, map, reader);
          for (const key of fieldsOf[field])
            expect(shown[key]).toEqual(maySeeField(reader, audience) ? full[key] : empty[key]);
        }
  });
});

describe("being listed", () => {
  const facts = (content: object, birthDate: string | null, lookAlikeOf: string | null = null) => ({
    content: profileContent.parse(content),
    birthDate: birthDate === null ? null : new Date(birthDate),
    lookAlikeOf,
  });
  test.each([
    ["nobody without a name", facts({}, null), "nameMissing"],
    ["a name in one language is enough", facts({ nameZh: "王" }, null), null],
    ["a student tells the date of birth", facts({ nameEn: "A", talent: "student" }, null), "birthDateMissing"],
    ["a day before eighteen", facts({ nameEn: "A" }, "2008-11-27"), "underAge"],
    ["on the eighteenth birthday", facts({ nameEn: "A" }, "2008-11-26"), null],
    ["a name that looks like another's", facts({ nameEn: "A" }, null, "x"), "nameInReview"],
  ])("%s", (_, given, obstacle) => expect(listingObstacle(given, now)).toBe(obstacle));
});

describe("completeness", () => {
  const skill = (backing: "self" | "verified") => ({ backing });
  test("an empty profile is 0 and begins with skills; a full one is 100 and asks for nothing", () => {
    expect(completeness({ content: empty, skills: [], evidence: 0, listed: false })).toEqual({
      percent: 0,
      next: expect.arrayContaining([...additions]),
    });
    expect(completeness({ content: empty, skills: [], evidence: 0, listed: false }).next[0]).toBe("skills");
    expect(
      completeness({
        content: full,
        skills: [skill("self"), skill("self"), skill("verified")],
        evidence: 2,
        listed: true,
      }),
    ).toEqual({ percent: 100, next: [] });
  });

  test.each([
    ["evidence", { evidence: 1 }],
    ["verify", { skills: [skill("self"), skill("self"), skill("self")] }],
    ["skills", { skills: [skill("verified"), skill("self")] }],
    ["list", { listed: false }],
    ["otherLanguage", { content: { ...full, headlineZh: "" } }],
    ["availability", { content: { ...full, workKinds: [] } }],
  ] as const)("without %s that is the next best addition", (key, change) => {
    const base = {
      content: full,
      skills: [skill("self"), skill("self"), skill("verified")],
      evidence: 2,
      listed: true,
    };
    expect(completeness({ ...base, ...change } as typeof base).next).toEqual([key]);
  });
});

describe("tokens", () => {
  const parentOf = (id: string) => ({ "skill:part": "skill:whole", "skill:whole": "skill:all" })[id];
  const tokens = (skills: Parameters<typeof tokensOf>[0]["skills"], content = empty) =>
    new Set(tokensOf({ content, skills, texts: ["Zone design"], pools: ["expert"], parentOf }));

  test("a skill is found under its level and below, its backing and weaker, itself and what is above it", () => {
    const found = tokens([{ conceptId: "skill:part", level: 3, backing: "evidenced" }]);
    for (const skill of ["skill:part", "skill:whole", "skill:all"])
      for (const token of [`skill:${skill}`, `level:${skill}:2`, `level:${skill}:3`, `backing:${skill}:evidenced`])
        expect(found).toContain(token);
    for (const token of ["level:skill:part:4", "backing:skill:part:verified", "any:4", "ev:verified"])
      expect(found).not.toContain(token);
    for (const token of ["any:1", "any:3", "ev:self", "ev:evidenced", "pool:expert", "w:zone"])
      expect(found).toContain(token);
  });

  test("of contact data there is none, and availability counts only with a kind of work", () => {
    const found = [...tokens([], full)];
    expect(found.join(" ")).not.toMatch(/people\.example|\+65/u);
    expect(found).toContain("av:now");
    expect([...tokens([], { ...full, workKinds: [], hoursPerMonth: 0 })]).not.toContain("av:now");
    expect(found).toEqual(expect.arrayContaining(["w:隔离", "w:mill", "w:school", "pool:talent", "region:CN-33"]));
  });

  test("a layer holds what the one below does not", () => {
    expect(besides(["a", "b"], ["b", "c"])).toEqual(["c"]);
  });
});
