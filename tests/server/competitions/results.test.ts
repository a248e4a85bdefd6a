import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import yazl from "yazl";
import { organisation } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { callerFactory } from "@/server/api/root";
import { reviseCertificates } from "@/server/modules/competitions/service-certificates";
import { readCompetition, stepCompetition } from "@/server/modules/competitions/service-competitions";
import { exportArchive } from "@/server/modules/competitions/service-exports";
import { uploadFile } from "@/server/modules/files/service";
import { writeZip } from "@/server/platform/archives";
import { db } from "@/server/platform/db";
import {
  as,
  type Contest,
  contest,
  event,
  judging,
  passAppeals,
  passPhase,
  scoreAll,
  type Team,
} from "./judged-stages";

useDatabase();

const refused = (call: Promise<unknown>) =>
  call.then(
    () => "ok",
    (error: { code?: string; cause?: { reason?: string; code?: string } }) =>
      error.cause?.reason ?? error.cause?.code ?? error.code,
  );

async function finalised(made: Contest): Promise<void> {
  await as(made.organiser).publishScores({ phaseId: made.phaseId });
  await passAppeals(made.phaseId);
  await as(made.organiser).closeJudging({ phaseId: made.phaseId });
  for (const step of ["end", "review", "finalise"] as const) {
    const { id, version } = await readCompetition(made.organiser.ctx, made.slug);
    await stepCompetition(made.organiser.ctx, { id, version, step, extend: true, reason: "final" });
  }
  await settle();
}

async function played(): Promise<Contest & { first: Team }> {
  const made = await judging({ teams: 3, judges: 3 });
  await scoreAll(made, (_, number) => ({ fit: 10 - number, novelty: 5 }));
  await finalised(made);
  const [first] = made.teams;
  if (!first) throw new Error("no team");
  return { ...made, first };
}

describe("certificates of a final result", { timeout: 120_000 }, () => {
  it("are taken by members, verify as credentials, print, and end when a later version says something else", async () => {
    const made = await played();
    const { first, slug } = made;
    const before = await as(first.captain).certificate({ slug });
    expect(before).toMatchObject({ version: 1, teams: 3, taken: null, teamName: first.name });
    const taken = await Promise.all([1, 2, 3].map(() => refused(as(first.captain).takeCertificate({ slug }))));
    expect(taken.filter((answer) => answer === "ok").length).toBeGreaterThan(0);
    expect(await db().competitionCertificate.count({ where: { personId: first.captain.id } })).toBe(1);
    const { credentialId } = await as(first.captain).takeCertificate({ slug });
    const credential = await callerFactory(made.organiser.ctx).credentials.get({ id: credentialId });
    expect(credential).toMatchObject({ kind: "result", revokedAt: null });
    expect(credential.titleEn).toContain(`place ${before.rank}`);
    // Its evidence is a page that there is.
    for (const { url } of credential.evidence)
      expect(existsSync(`src/app/[locale]${url?.replace(slug, "[slug]")}/page.tsx`)).toBe(true);
    expect(credential.evidence).toHaveLength(1);
    const { base64 } = await as(first.captain).printCertificate({ slug });
    expect(Buffer.from(base64, "base64").subarray(0, 5).toString()).toBe("%PDF-");
    expect(await refused(as(made.organiser).takeCertificate({ slug }))).toBe("noTeam");

    // A result that says the same keeps it; one that says something else ends it.
    await reviseCertificates(made.id);
    expect((await as(first.captain).certificate({ slug })).taken).not.toBeNull();
    const [result] = await db().competitionResult.findMany({ where: { competitionId: made.id } });
    if (!result) throw new Error("no result");
    const standing = (result.standing as { teamId: string; rank: number }[]).map((row) => ({
      ...row,
      rank: row.rank + 1,
    }));
    await db().competitionResult.create({
      data: {
        competitionId: made.id,
        version: 2,
        reason: "recount",
        position: result.position,
        root: result.root,
        standing,
      },
    });
    await reviseCertificates(made.id);
    expect((await as(first.captain).certificate({ slug })).taken).toBeNull();
    expect((await callerFactory(made.organiser.ctx).credentials.get({ id: credentialId })).revokedAt).not.toBeNull();
    const again = await as(first.captain).takeCertificate({ slug });
    expect(again.credentialId).not.toBe(credentialId);
  });
});

describe("the season", () => {
  it("rates teams and people by the written formula, names people only where they agree, and leaves organisers out", async () => {
    const made = await played();
    const teams = await as(made.organiser).season({ of: "teams" });
    const own = teams.rows.filter(({ results }) => results.some(({ slug }) => slug === made.slug));
    expect(own).toHaveLength(3);
    const of = teams.events.find(({ slug }) => slug === made.slug);
    expect(of).toMatchObject({ completion: 1, verified: 1, weight: 10 });
    const best = own[0];
    // (1 + 1/1) × 10
    expect(best?.total).toBe(20);
    const winner = made.teams.find(({ name }) => name === best?.name)?.captain ?? made.organiser;
    const asOthers = await as(made.organiser).season({ of: "people" });
    expect(asOthers.rows.every(({ name, entrantId }) => name === null && entrantId !== winner.id)).toBe(true);
    await as(winner).setSeasonName({ shown: true });
    await new Promise((resume) => setTimeout(resume, 1_100));
    const named = await as(made.organiser).season({ of: "people" });
    expect(named.rows.filter(({ name }) => name !== null)).toHaveLength(1);
    await as(winner).setSeasonName({ shown: false });
    expect((await as(made.organiser).season({ of: "people" })).rows.filter(({ name }) => name !== null)).toHaveLength(
      0,
    );
  });
});

describe("who took part and had their account erased", { timeout: 120_000 }, () => {
  it("leaves result, archive, season and certificate standing, the person's own name on none of them", async () => {
    const made = await played();
    const { first, slug } = made;
    const { id, email } = first.captain;
    // Whoever erases themselves has handed over their organisation before.
    await db().membership.updateMany({ where: { personId: id }, data: { role: "member" } });
    // A name of its own, so that no other word of an answer can be taken for it.
    const mark = `Erasee${randomUUID().slice(0, 8)}`;
    await db().person.update({ where: { id }, data: { nameEn: mark, nameZh: mark } });
    await as(first.captain).setSeasonName({ shown: true });
    const { credentialId } = await as(first.captain).takeCertificate({ slug });
    await new Promise((resume) => setTimeout(resume, 1_100));
    const organiser = callerFactory(made.organiser.ctx);
    const seen = async () => ({
      board: await organiser.competitions.board({ slug }),
      results: await organiser.competitions.results({ slug }),
      archive: await exportArchive(made.organiser.ctx, slug),
      teams: await as(made.organiser).season({ of: "teams" }),
      people: await as(made.organiser).season({ of: "people" }),
      credential: await organiser.credentials.get({ id: credentialId }),
    });
    const before = await seen();
    expect(JSON.stringify(before.people)).toContain(mark);
    await callerFactory(first.captain.ctx).experts.eraseMe({ confirm: email });
    await new Promise((resume) => setTimeout(resume, 1_100));
    const after = await seen();
    expect(JSON.stringify(after)).not.toContain(mark);
    expect(JSON.stringify(after)).not.toContain(email);
    expect(after.archive).toBe(before.archive);
    for (const part of ["board", "results"] as const) expect(after[part]).toEqual(before[part]);
    const figures = ({ rows }: { rows: { rank: number; total: number }[] }) =>
      rows.map(({ rank, total }) => [rank, total]);
    expect([figures(after.teams), figures(after.people)]).toEqual([figures(before.teams), figures(before.people)]);
    const pseudonym = after.people.rows.find(({ entrantId }) => entrantId === id)?.name;
    expect(pseudonym).toMatch(/^(Former member|已注销成员) [0-9A-F]{6}$/u);
    expect(after.credential).toMatchObject({ outcome: "valid", revokedAt: null, holder: null });
    expect(after.credential.titleEn).toBe(before.credential.titleEn);
  });
});

describe("the total over phases", () => {
  it("weighs each phase's share of its best and says how stable the first places are", async () => {
    const made = await contest({ teams: 2, judges: 2 });
    await passPhase(made.phaseId);
    await as(made.organiser).openJudging({ phaseId: made.phaseId });
    await scoreAll(made, (_, number) => ({ fit: number === 1 ? 10 : 5, novelty: 5 }));
    await finalised(made);
    const total = await as(made.organiser).combination({ slug: made.slug });
    expect(total.rows.map(({ rank, total: points }) => [rank, points])).toEqual([
      [1, 100],
      [2, 62.5],
    ]);
    expect(total.stability.stable).toBe(true);
  });
});

describe("challenge packs", () => {
  const yaml = (name: string, more = "") =>
    Buffer.from(`name: ${name}\ncategory: plc\nvalue: 100\nflags:\n  - "flag{${name}}"\nhints:\n  - look\n${more}`);
  const moment = new Date("2026-05-01T00:00:00Z");

  async function desk() {
    const made = await event(["jeopardy"]);
    const load = async (bytes: Buffer) => (await uploadFile(made.organiser.ctx, "challengePack", "pack.zip", bytes)).id;
    const bring = async (bytes: Buffer, take = false) =>
      as(made.organiser).importPack({
        slug: made.slug,
        phaseId: made.phaseIds[0] ?? "",
        fileId: await load(bytes),
        take,
      });
    return { made, bring };
  }

  it("are looked at, taken hidden with files and requirements, and come out again the same", async () => {
    const { made, bring } = await desk();
    const zip = await writeZip(
      new Map([
        ["b-second/challenge.yml", yaml("Second", 'requirements: ["First"]\n')],
        ["a-first/challenge.yml", yaml("First", 'files: ["dist/notes.txt"]\n')],
        ["a-first/dist/notes.txt", Buffer.from("notes")],
        ["c-broken/challenge.yml", Buffer.from("name: [")],
        ["d-poor/challenge.yml", Buffer.from("name: Poor\ncategory: web\nfiles: ['../../etc/passwd']\n")],
      ]),
      moment,
    );
    const looked = await bring(zip);
    expect(looked.challenges.map(({ name, taken }) => [name, taken])).toEqual([
      ["First", false],
      ["Second", false],
    ]);
    expect(looked.problems.map(({ file }) => file)).toEqual([
      "c-broken/challenge.yml",
      "d-poor/challenge.yml",
      "d-poor/challenge.yml",
    ]);
    expect(looked.problems.every(({ sentence }) => !sentence.startsWith("PACK_"))).toBe(true);
    expect(await db().challenge.count({ where: { competitionId: made.id } })).toBe(0);
    const taken = await bring(zip, true);
    expect(taken.challenges.every((one) => one.taken)).toBe(true);
    const rows = await db().challenge.findMany({ where: { competitionId: made.id }, orderBy: { key: "asc" } });
    expect(rows.map(({ key, state, requires }) => [key, state, requires])).toEqual([
      ["first", "hidden", []],
      ["second", "hidden", [rows[0]?.id]],
    ]);
    const out = await as(made.organiser).exportPack({ slug: made.slug });
    const other = await desk();
    const again = await other.bring(Buffer.from(out.base64, "base64"));
    expect(again.challenges.map(({ name, files, flags }) => [name, files, flags])).toEqual([
      ["First", 1, 1],
      ["Second", 0, 1],
    ]);
    expect(again.problems).toEqual([]);
    const stranger = (await organisation()).owner;
    expect(await refused(as(stranger).exportPack({ slug: made.slug }))).toBe("organiserOnly");
  });

  it("keep both languages, every kind of flag and every formula on the way from here to here", async () => {
    const { made } = await desk();
    const { competitions } = callerFactory(made.organiser.ctx);
    const { id } = await competitions.createChallenge({
      competitionId: made.id,
      key: "both",
      phaseId: made.phaseIds[0] ?? "",
      category: "plc",
      difficulty: 4,
      titleZh: "双语",
      titleEn: "Both languages",
      statementZh: "中文题面",
      statementEn: "English statement",
      conceptIds: ["attack-ics:T0836"],
      wrongPenalty: 7,
      scoring: { kind: "exponential", initial: 1_000, minimumShare: 0.3, difficulty: 4 },
      flagLogic: "all",
      flags: [
        { kind: "perTeam", text: "LF{" },
        { kind: "caseInsensitive", text: "LF{Any}" },
        { kind: "regex", text: "LF\\{[0-9]+\\}" },
      ],
      hints: [{ titleZh: "提示", titleEn: "Hint", bodyZh: "看这里", bodyEn: "Look here", cost: 9 }],
      idempotencyKey: randomUUID(),
    });
    const out = await as(made.organiser).exportPack({ slug: made.slug });
    const other = await desk();
    const report = await other.bring(Buffer.from(out.base64, "base64"), true);
    expect(report.problems).toEqual([]);
    const kept = async (of: Contest["organiser"], slug: string) =>
      (await callerFactory(of.ctx).competitions.managedChallenges({ slug })).map(
        ({ id: _, version, phaseId, key, state, hints, ...rest }) => ({
          ...rest,
          hints: hints.map(({ id: __, ...hint }) => hint),
        }),
      );
    expect(id).toMatch(/^[0-9a-f-]{36}$/u);
    expect(await kept(other.made.organiser, other.made.slug)).toEqual(await kept(made.organiser, made.slug));
    const broken = await writeZip(
      new Map([
        ["a/challenge.yml", yaml("First")],
        ["a/lianfang.yml", Buffer.from("format: 1\nscoring: { kind: nonsense }\n")],
      ]),
      moment,
    );
    expect((await other.bring(broken, true)).problems).toMatchObject([{ file: "a/lianfang.yml", refused: true }]);
  });

  it("refuses paths that leave, bombs, laughing YAML and programs in tags", async () => {
    const { bring } = await desk();
    const raw = async (path: string, content: Buffer, options: Partial<yazl.Options> = {}) => {
      const zip = new yazl.ZipFile();
      // yazl refuses such names itself, so the bytes are changed afterwards.
      zip.addBuffer(content, path.replaceAll("..", "xx"), options);
      zip.end();
      const parts: Buffer[] = [];
      for await (const part of zip.outputStream) parts.push(part as Buffer);
      return Buffer.from(
        Buffer.concat(parts).toString("latin1").replaceAll(path.replaceAll("..", "xx"), path),
        "latin1",
      );
    };
    expect(await refused(bring(await raw("../../evil/challenge.yml", yaml("Evil"))))).toBe("zipPath");
    expect(await refused(bring(await raw("a/link", Buffer.from("/etc/passwd"), { mode: 0o120777 })))).toBe("zipLink");
    expect(await refused(bring(await raw("a/bomb", Buffer.alloc(220 * 1_048_576))))).toBe("zipSize");
    const laughing = Buffer.from(
      `a: &a ["x","x","x","x","x","x","x","x","x"]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\nname: *d\n`,
    );
    const report = await bring(
      await writeZip(
        new Map([
          ["l/challenge.yml", laughing],
          ["t/challenge.yml", Buffer.from("name: !!js/function 'function(){}'\ncategory: x\nvalue: 1\n")],
        ]),
        moment,
      ),
    );
    expect(report.challenges.filter(({ folder }) => folder === "l/")).toEqual([]);
    expect(report.problems.some(({ file, refused: no }) => file === "l/challenge.yml" && no)).toBe(true);
    expect((await bring(await writeZip(new Map([["readme.txt", Buffer.from("x")]]), moment))).problems).toHaveLength(1);
  });
});
