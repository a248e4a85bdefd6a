import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Member } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { outcome, stranger } from "#tests/support/reader";
import { callerFactory } from "@/server/api/root";
import { linkLog } from "@/server/modules/competitions/log";
import { exportArchive, exportEvents, exportScoreboard } from "@/server/modules/competitions/service-exports";
import { exportTeamFlags } from "@/server/modules/competitions/service-team-flags";
import { db } from "@/server/platform/db";
import {
  as,
  challenge,
  declared,
  drafted,
  inMinutes,
  joined,
  running,
  shift,
  someone,
  step,
  submit,
  team,
} from "./stages";

useDatabase();

const visitor = () => callerFactory(stranger()).competitions;

/** Each team's own flag of a challenge, as whoever builds the instances downloads them. */
async function flagsOf(by: Pick<Member, "ctx">, challengeId: string): Promise<(teamId: string) => string> {
  const rows = (await exportTeamFlags(by.ctx, challengeId)).split("\r\n").map((line) => line.split(","));
  const numbers = new Map((await db().competitionTeam.findMany()).map(({ id, number }) => [id, String(number)]));
  return (teamId) => rows.find(([number]) => number === numbers.get(teamId))?.[2] ?? "";
}

describe("an event from draft to result", { timeout: 120_000 }, () => {
  it("is a draft for nobody else, then open, running, reviewed and final", async () => {
    const event = await drafted({ registrationOpensAt: inMinutes(-1), startsAt: inMinutes(30) });
    expect(await outcome(visitor().get({ slug: event.slug }))).toBe("NOT_FOUND");
    expect((await visitor().list({})).some(({ slug }) => slug === event.slug)).toBe(false);
    await step(event, "publish");
    expect((await visitor().get({ slug: event.slug })).state).toBe("registration");
    const task = await challenge(event, { scoring: { kind: "linear", initial: 100, minimum: 10, decay: 10 } });
    expect(await outcome(visitor().challenges({ slug: event.slug }))).toBe("FORBIDDEN challengesLater");
    const [first, second] = [await team(event), await team(event)];
    expect(await outcome(submit(first.captain, task))).toBe("FORBIDDEN competitionNotRunning");
    await shift(event, { startsAt: new Date(Date.now() - 1_000) });
    expect(await submit(first.captain, task, "LF{no}")).toMatchObject({ result: "wrong" });
    expect(await submit(first.captain, task)).toMatchObject({ result: "correct" });
    expect(await submit(second.captain, task)).toMatchObject({ result: "correct" });
    expect(await submit(second.captain, task)).toMatchObject({ result: "alreadySolved" });
    const board = await as(event.organiser).board({ slug: event.slug });
    expect(board.rows.map(({ teamId, rank, score }) => [teamId, rank, score])).toEqual([
      [first.id, 1, 90],
      [second.id, 2, 90],
    ]);
    expect(board.bloods).toMatchObject([{ challengeId: task, teamId: first.id }]);
    await step(event, "pause");
    expect(await outcome(submit(second.captain, task))).toBe("FORBIDDEN competitionPaused");
    await step(event, "resume");
    expect(await outcome(as(second.captain).practise({ challengeId: task, flag: "LF{right}" }))).toBe(
      "FORBIDDEN practiceLater",
    );
    await step(event, "end");
    expect(await outcome(submit(second.captain, task))).toBe("FORBIDDEN competitionNotRunning");
    expect(await outcome(visitor().results({ slug: event.slug }))).toBe("ok");
    await step(event, "review");
    await step(event, "finalise", { reason: "All cases are closed." });
    const { versions } = await visitor().results({ slug: event.slug });
    expect(versions).toMatchObject([{ version: 1, reason: "All cases are closed.", current: true }]);
    // Practice is answered and never counted: board, archive and statistics stay as they were.
    const counted = async () => [
      await visitor().board({ slug: event.slug }),
      await exportArchive(event.organiser.ctx, event.slug),
      await as(event.organiser).statistics({ slug: event.slug }),
    ];
    const before = await counted();
    for (const by of [await someone(), first.captain])
      for (const [flag, correct] of [
        ["LF{right}", true],
        ["LF{no}", false],
      ] as const)
        expect((await as(by).practise({ challengeId: task, flag })).correct).toBe(correct);
    await settle();
    // Whoever solved it in practice is shown so, and nobody else is.
    const practised = async (by: Pick<Member, "ctx">) => [
      (await as(by).challenges({ slug: event.slug }))[0]?.practised,
      (await as(by).challenge({ id: task })).practised,
    ];
    expect(await practised(first.captain)).toEqual([true, true]);
    expect(await practised(second.captain)).toEqual([false, false]);
    expect(await practised({ ctx: stranger() })).toEqual([false, false]);
    expect(await counted()).toEqual(before);
    const desk = (await as(event.organiser).teamDesk({ slug: event.slug })).items.find(({ id }) => id === first.id);
    await as(event.organiser).decideTeam({
      teamId: first.id,
      version: desk?.version ?? 0,
      step: "suspend",
      reason: "shared a flag",
    });
    await settle();
    const after = await visitor().results({ slug: event.slug });
    expect(after.versions.map(({ version, reason }) => [version, reason])).toEqual([
      [2, "shared a flag"],
      [1, "All cases are closed."],
    ]);
    const rows = (await as(event.organiser).board({ slug: event.slug })).rows;
    expect(rows.map(({ teamId, score }) => [teamId, score])).toEqual([[second.id, 100]]);
  });

  it("shows what a ban would do before it is done", async () => {
    const event = await running({ bloodBonus: [10] });
    const task = await challenge(event, { scoring: { kind: "linear", initial: 100, minimum: 10, decay: 10 } });
    const [first, second] = [await team(event), await team(event)];
    await submit(first.captain, task);
    await submit(second.captain, task);
    const effect = await as(event.organiser).previewTeamChange({ teamId: first.id });
    expect(effect.bloodsMoved).toBe(1);
    expect(effect.changes).toMatchObject([
      { teamId: first.id, rankBefore: 1, rankAfter: null },
      { teamId: second.id, rankBefore: 2, rankAfter: 1, scoreBefore: 90, scoreAfter: 110 },
    ]);
    expect((await as(event.organiser).board({ slug: event.slug })).rows).toHaveLength(2);
    // All that would move are counted, also where not all of them are listed.
    await db().$executeRaw`
      INSERT INTO "CompetitionLog" ("competitionId", "kind", "teamId", "data")
      SELECT ${event.id}::uuid, 'team', gen_random_uuid(),
        jsonb_build_object('name', 'Crowd ' || n, 'number', 100000 + n, 'kind', 'ranked', 'division', NULL, 'country', NULL)
      FROM generate_series(1, 120) n`;
    await linkLog(event.id);
    const large = await as(event.organiser).previewTeamChange({ teamId: first.id });
    expect([large.total, large.changes.length]).toEqual([122, 100]);
  });
});

describe("teams", () => {
  it("have names that nobody can take for another's", async () => {
    const event = await running();
    await team(event, { name: "Polar Bears" });
    for (const name of ["polar bears", "ＰＯＬＡＲ ＢＥＡＲＳ", "Pоlar Bears", "P0lar-Bears"])
      expect([name, await outcome(team(event, { name }))]).toEqual([name, "DUPLICATE teamNameTaken"]);
    expect(await outcome(team(event, { name: "Brown Bears" }))).toBe("ok");
  });

  it("enter only the division they may enter, by every member", async () => {
    const event = await running({
      divisions: [
        { key: "students", nameEn: "Students", nameZh: "学生组", eligibility: { student: true } },
        { key: "open", nameEn: "Open", nameZh: "公开组" },
      ],
    });
    expect(await outcome(team(event, { divisionKey: "students" }))).toBe("FORBIDDEN divisionStudent");
    expect(await outcome(team(event))).toBe("BAD_INPUT divisionUnknown");
    const students = await team(event, { divisionKey: "students", declared: { ...declared, student: true } });
    const { code } = await as(students.captain).inviteToTeam({ teamId: students.id });
    expect(await outcome(as(await someone()).joinTeam({ code, declared }))).toBe("FORBIDDEN divisionStudent");
    const hidden = await challenge(event, { divisionKeys: ["open"] });
    expect(await outcome(as(students.captain).challenge({ id: hidden }))).toBe("NOT_FOUND");
    expect(await outcome(submit(students.captain, hidden))).toBe("NOT_FOUND");
    expect(await as(students.captain).challenges({ slug: event.slug })).toEqual([]);
    expect((await visitor().board({ slug: event.slug, division: "students" })).challenges).toEqual([]);
  });

  it("keep their division, whatever the form says, until nobody is in it", async () => {
    const event = await running({ divisions: [{ key: "open" }, { key: "students" }] });
    await team(event, { divisionKey: "open" });
    const save = async (keys: string[]) => {
      const view = await as(event.organiser).get({ slug: event.slug });
      const { registrationOpensAt, startsAt, endsAt, version, slug, titleEn, timeZone } = view;
      const kept = { id: event.id, version, slug, titleEn, timeZone, registrationOpensAt, startsAt, endsAt };
      return outcome(as(event.organiser).update({ ...kept, divisions: keys.map((key) => ({ key })) }));
    };
    expect(await save(["students"])).toBe("CONFLICT divisionInUse");
    expect(await save(["open"])).toBe("ok");
    expect((await visitor().get({ slug: event.slug })).divisions.map(({ key }) => key)).toEqual(["open"]);
  });

  it("are handed over by their captain to a member, who then leads", async () => {
    const event = await running();
    const one = await team(event);
    const [mate, outsider] = [await joined(one), await team(event)];
    const to = (by: Member, personId: string, version = 1) =>
      outcome(as(by).handOverTeam({ teamId: one.id, version, personId }));
    expect(await to(mate, mate.id)).toBe("FORBIDDEN captainOnly");
    expect(await to(one.captain, outsider.captain.id)).toBe("NOT_FOUND");
    expect(await to(one.captain, mate.id)).toBe("ok");
    expect(await to(one.captain, one.captain.id, 2)).toBe("FORBIDDEN captainOnly");
    expect((await as(mate).myTeam({ slug: event.slug })).can.lead).toBe(true);
    expect(await outcome(as(mate).inviteToTeam({ teamId: one.id }))).toBe("ok");
  });

  it("are found by part of a name and by state, a page at a time, and so is the log", async () => {
    const event = await running({ approval: true });
    const task = await challenge(event);
    const [ours, theirs] = [await team(event, { name: "Heron Guard" }), await team(event, { name: "Otter Guard" })];
    await as(event.organiser).decideTeam({ teamId: ours.id, version: 1, step: "accept" });
    const desk = async (filter: object) =>
      (await as(event.organiser).teamDesk({ slug: event.slug, ...filter })).items.map(({ id }) => id);
    // Those that wait stand first.
    expect(await desk({})).toEqual([theirs.id, ours.id]);
    expect(await desk({ state: "accepted" })).toEqual([ours.id]);
    expect(await desk({ query: "OTTER" })).toEqual([theirs.id]);
    expect(await desk({ page: 2 })).toEqual([]);
    expect(await visitor().teams({ slug: event.slug, query: "guard" })).toMatchObject({
      items: [{ id: ours.id }],
      total: 1,
    });
    await submit(ours.captain, task, "no");
    await submit(ours.captain, task);
    const log = async (filter: object) =>
      (await as(event.organiser).log({ competitionId: event.id, ...filter })).entries.map(({ kind }) => kind);
    expect(await log({ team: "heron", kind: "wrong" })).toEqual(["wrong"]);
    expect(await log({ team: "otter" })).toEqual([]);
    expect(await log({ challengeId: task })).toEqual(["solve", "wrong", "challenge"]);
  });

  it("wait for approval, hear why they are refused, and do not play meanwhile", async () => {
    const event = await running({ approval: true });
    const task = await challenge(event);
    const one = await team(event);
    expect(await outcome(submit(one.captain, task))).toBe("FORBIDDEN teamPending");
    expect(await outcome(as(event.organiser).decideTeam({ teamId: one.id, version: 1, step: "reject" }))).toBe(
      "BAD_INPUT reasonMissing",
    );
    await as(event.organiser).decideTeam({
      teamId: one.id,
      version: 1,
      step: "reject",
      reason: "Tell us who you are.",
    });
    expect(await as(one.captain).myTeam({ slug: event.slug })).toMatchObject({
      state: "rejected",
      stateReason: "Tell us who you are.",
    });
    expect(await outcome(submit(one.captain, task))).toBe("FORBIDDEN teamRejected");
    await as(event.organiser).decideTeam({ teamId: one.id, version: 2, step: "accept" });
    expect(await outcome(submit(one.captain, task))).toBe("ok");
    await settle();
    const news = await callerFactory(one.captain.ctx).notifications.list({});
    expect(news.items.map(({ kind }) => kind)).toContain("competitionTeamAccepted");
  });

  it("play without approval once they have the members that the event asks for", async () => {
    const event = await running({ minTeamSize: 3, maxTeamSize: 3 });
    const task = await challenge(event);
    const one = await team(event);
    const mate = await joined(one);
    expect(await outcome(submit(mate, task))).toBe("FORBIDDEN teamPending");
    expect((await visitor().teams({ slug: event.slug })).items).toEqual([]);
    await joined(one);
    expect(await as(one.captain).myTeam({ slug: event.slug })).toMatchObject({ state: "accepted", version: 2 });
    expect(await outcome(submit(mate, task))).toBe("ok");
    expect((await visitor().board({ slug: event.slug })).rows).toMatchObject([{ teamId: one.id, score: 100 }]);
    await settle();
    const news = await callerFactory(one.captain.ctx).notifications.list({});
    expect(news.items.map(({ kind }) => kind)).toContain("competitionTeamAccepted");
  });

  it("invite with codes that are used up, run out and can be called back", async () => {
    const event = await running({ startsAt: inMinutes(10) });
    const one = await team(event);
    const once = await as(one.captain).inviteToTeam({ teamId: one.id, maxUses: 1 });
    await as(await someone()).joinTeam({ code: once.code, declared });
    expect(await outcome(as(await someone()).joinTeam({ code: once.code, declared }))).toBe("ALREADY_USED inviteUsed");
    const back = await as(one.captain).inviteToTeam({ teamId: one.id });
    await as(one.captain).revokeInvite({ id: back.id });
    expect(await outcome(as(await someone()).joinTeam({ code: back.code, declared }))).toBe("ALREADY_USED inviteUsed");
    const other = await team(event);
    expect(await outcome(as(other.captain).inviteToTeam({ teamId: one.id }))).toBe("FORBIDDEN captainOnly");
    const member = await joined(one);
    await as(member).leaveTeam({ teamId: one.id });
    expect((await as(one.captain).myTeam({ slug: event.slug })).people).toHaveLength(2);
  });

  it("of organisers and guests play outside the ranking", async () => {
    const event = await running();
    const task = await challenge(event, { scoring: { kind: "linear", initial: 100, minimum: 10, decay: 10 } });
    const own = await team(event, {}, event.organiser);
    const guest = await team(event);
    await as(event.organiser).setTeamKind({ teamId: guest.id, version: 1, kind: "guest" });
    const ranked = await team(event);
    expect(await outcome(as(event.organiser).setTeamKind({ teamId: own.id, version: 1, kind: "ranked" }))).toBe(
      "CONFLICT organiserRanked",
    );
    for (const { captain } of [own, guest, ranked]) await submit(captain, task);
    const { rows, bloods, challenges } = await as(event.organiser).board({ slug: event.slug });
    expect(rows.map(({ teamId, rank }) => [teamId, rank])).toContainEqual([ranked.id, 1]);
    expect(rows.filter(({ rank }) => rank !== null)).toHaveLength(1);
    expect(bloods).toMatchObject([{ teamId: ranked.id }]);
    expect(challenges).toMatchObject([{ value: 100, solves: 1 }]);
  });
});

describe("answers", () => {
  it("match flags of every kind", async () => {
    const event = await running();
    const one = await team(event);
    const cases = [
      [{ kind: "static", text: "LF{Exact}" }, "LF{Exact}", "LF{exact}"],
      [{ kind: "caseInsensitive", text: "LF{Any Case}" }, "lf{ANY case}", "LF{Anycase}"],
      [{ kind: "regex", text: "LF\\{[0-9]{3}\\}" }, "LF{042}", "LF{42}"],
    ] as const;
    for (const [flag, right, wrong] of cases) {
      const task = await challenge(event, { flags: [flag] });
      expect((await submit(one.captain, task, wrong)).result).toBe("wrong");
      expect((await submit(one.captain, task, right)).result).toBe("correct");
    }
    const all = await challenge(event, {
      flagLogic: "all",
      flags: [
        { kind: "static", text: "LF{1}" },
        { kind: "static", text: "LF{2}" },
      ],
    });
    expect(await submit(one.captain, all, "LF{1}")).toMatchObject({ result: "partial", found: 1, asked: 2 });
    expect(await submit(one.captain, all, "LF{1}")).toMatchObject({ result: "partial", found: 1 });
    expect((await submit(one.captain, all, "LF{2}")).result).toBe("correct");
    const any = await challenge(event, {
      flags: [
        { kind: "static", text: "LF{1}" },
        { kind: "static", text: "LF{2}" },
      ],
    });
    expect((await submit(one.captain, any, "LF{2}")).result).toBe("correct");
  });

  it("of several flags stay found while the challenge is edited, and none counts for two", async () => {
    const event = await running();
    const one = await team(event);
    const flags = ["LF{1}", "LF{2}", "LF{3}"].map((text) => ({ kind: "static" as const, text }));
    const all = await challenge(event, { flagLogic: "all", flags });
    const edit = async (kept: typeof flags) => {
      const [row] = await as(event.organiser).managedChallenges({ slug: event.slug });
      if (!row) throw new Error("no challenge");
      const { state: _, parity: __, files: ___, ...fields } = row;
      await as(event.organiser).updateChallenge({ ...fields, flags: kept });
    };
    expect((await submit(one.captain, all, "LF{1}")).result).toBe("partial");
    expect(await submit(one.captain, all, "LF{3}")).toMatchObject({ result: "partial", found: 2 });
    await edit([...flags].reverse());
    expect(await submit(one.captain, all, "LF{1}")).toMatchObject({ result: "partial", found: 2 });
    await edit(flags.slice(0, 2));
    expect(await submit(one.captain, all, "LF{1}")).toMatchObject({ result: "partial", found: 1, asked: 2 });
    expect((await submit(one.captain, all, "LF{2}")).result).toBe("correct");
  });

  it("with another team's flag score nothing, tell nothing and open a case", async () => {
    const event = await running();
    const task = await challenge(event, { flags: [{ kind: "perTeam", text: "LF{" }] });
    const [one, other] = [await team(event), await team(event)];
    const flagOf = await flagsOf(event.organiser, task);
    expect((await submit(one.captain, task, flagOf(other.id))).result).toBe("wrong");
    await submit(one.captain, task, flagOf(other.id));
    expect((await submit(other.captain, task, flagOf(other.id))).result).toBe("correct");
    const [found, ...more] = await as(event.organiser).cases({ slug: event.slug });
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      signal: "foreignFlag",
      team: { id: one.id },
      otherTeam: { id: other.id },
      state: "open",
    });
    expect(
      (await as(event.organiser).board({ slug: event.slug })).rows.find(({ teamId }) => teamId === one.id)?.score,
    ).toBe(0);
    expect(await as(other.captain).cases({ slug: event.slug })).toEqual([]);
    const second = await someone();
    await as(event.organiser).addOrganiser({ id: event.id, email: second.email, role: "organiser" });
    await as(one.captain).replyToCase({ caseId: found?.id ?? "", reply: "We found it on a shared screen." });
    const word = { caseId: found?.id ?? "", sanction: "suspendTeam" as const, reason: "The flag was another team's." };
    expect(await as(event.organiser).decideCase(word)).toEqual({ decided: false });
    expect(await outcome(as(event.organiser).decideCase(word))).toBe("CONFLICT caseVoted");
    expect(await as(second).decideCase(word)).toEqual({ decided: true });
    expect((await as(event.organiser).board({ slug: event.slug })).rows.map(({ teamId }) => teamId)).toEqual([
      other.id,
    ]);
    expect(await outcome(submit(one.captain, task, flagOf(one.id)))).toBe("FORBIDDEN teamSuspended");
  });

  it("are listed for organisers and setters, one for each team, and for nobody else", async () => {
    const event = await running();
    const task = await challenge(event, { flags: [{ kind: "perTeam", text: "LF{" }] });
    const [one, other] = [await team(event), await team(event)];
    const setter = await someone();
    await as(event.organiser).addOrganiser({ id: event.id, email: setter.email, role: "setter" });
    const flagOf = await flagsOf(setter, task);
    expect(flagOf(one.id)).toMatch(/^LF\{[0-9a-f]{32}\}$/u);
    expect(flagOf(one.id)).not.toBe(flagOf(other.id));
    expect((await submit(one.captain, task, flagOf(one.id))).result).toBe("correct");
    expect(await db().auditEvent.count({ where: { act: "competition.teamFlagsRead", entityId: task } })).toBe(1);
    expect(await outcome(exportTeamFlags(one.captain.ctx, task))).toBe("FORBIDDEN organiserOnly");
    expect(await outcome(exportTeamFlags(stranger(), task))).toBe("UNAUTHENTICATED signIn");
    const common = await challenge(event);
    expect(await outcome(exportTeamFlags(event.organiser.ctx, common))).toBe("NOT_FOUND");
    // No other exit lets them out: a captain's pages and the public files carry neither one's own nor the other's.
    const exits = JSON.stringify([
      await as(other.captain).challenge({ id: task }),
      await as(other.captain).board({ slug: event.slug }),
      await exportEvents(stranger(), event.slug, 0),
      await exportScoreboard(stranger(), event.slug),
    ]);
    for (const { id } of [one, other]) expect(exits).not.toContain(flagOf(id).slice(3, -1));
  });

  it("wait for prerequisites and their own hours, cost attempts and penalties, and hints once", async () => {
    const event = await running();
    const one = await team(event);
    const mate = await joined(one);
    const first = await challenge(event, { attemptLimit: 2, wrongPenalty: 5 });
    const next = await challenge(event, {
      requires: [first],
      hints: [{ titleEn: "Where", bodyEn: "Look at port 502", titleZh: "何处", bodyZh: "看 502 端口", cost: 20 }],
    });
    const later = await challenge(event, { startsAt: inMinutes(5) });
    expect(await outcome(submit(mate, next))).toBe("STATE_REFUSED challengeLocked");
    expect(await outcome(submit(mate, later))).toContain("NOT_FOUND");
    expect((await as(mate).challenge({ id: next })).statementEn).toBeNull();
    expect(await submit(mate, first, "no")).toMatchObject({ attemptsLeft: 1 });
    expect((await submit(one.captain, first)).result).toBe("correct");
    const [hint] = (await as(mate).challenge({ id: next })).hints;
    expect(hint).toMatchObject({ bought: false, bodyEn: null, cost: 20 });
    expect((await as(mate).buyHint({ hintId: hint?.id ?? "" })).bodyEn).toBe("Look at port 502");
    await as(one.captain).buyHint({ hintId: hint?.id ?? "" });
    expect(await as(mate).ownStanding({ slug: event.slug })).toMatchObject({ score: 100 - 5 - 20, hintCost: 20 });
  });

  it("may be judged anew: granted where they stood, voided where they were wrong after all", async () => {
    const event = await running({ bloodBonus: [10] });
    const task = await challenge(event);
    const [early, late] = [await team(event), await team(event)];
    await submit(early.captain, task, "LF{also right}");
    await submit(late.captain, task);
    const [row] = await as(event.organiser).managedChallenges({ slug: event.slug });
    if (!row) throw new Error("no challenge");
    const { id, version, state: _, parity: __, files: ___, ...fields } = row;
    await as(event.organiser).updateChallenge({
      ...fields,
      id,
      version,
      flags: [{ kind: "static", text: "LF{also right}" }],
    });
    expect(await as(event.organiser).rejudge({ challengeId: task, reason: "the flag was wrong" })).toEqual({
      granted: 1,
      voided: 1,
    });
    const board = await as(event.organiser).board({ slug: event.slug });
    expect(board.rows.map(({ teamId, score }) => [teamId, score])).toEqual([
      [early.id, 110],
      [late.id, 0],
    ]);
    expect(await as(event.organiser).rejudge({ challengeId: task, reason: "again" })).toEqual({
      granted: 0,
      voided: 0,
    });
  });
});

describe("organisers", () => {
  it("are never without one of them, whoever is dropped or becomes a setter", async () => {
    const event = await running();
    const second = await someone();
    const make = (one: Member, role: "organiser" | "setter") =>
      outcome(as(event.organiser).addOrganiser({ id: event.id, email: one.email, role }));
    expect(await make(event.organiser, "setter")).toBe("CONFLICT lastOrganiser");
    expect(await make(second, "setter")).toBe("ok");
    expect(await make(event.organiser, "setter")).toBe("CONFLICT lastOrganiser");
    expect(await make(second, "organiser")).toBe("ok");
    expect(await make(event.organiser, "setter")).toBe("ok");
    expect(await outcome(as(second).removeOrganiser({ id: event.id, personId: second.id }))).toBe(
      "CONFLICT lastOrganiser",
    );
  });
});

describe("a decision about an answer", () => {
  it("counts the earlier answer of a team that gave a second one, once the flag is put right", async () => {
    const event = await running();
    const task = await challenge(event);
    const [one, other] = [await team(event), await team(event)];
    await submit(one.captain, task, "LF{first}");
    await submit(other.captain, task, "LF{first}");
    await submit(one.captain, task);
    const [row] = await as(event.organiser).managedChallenges({ slug: event.slug });
    if (!row) throw new Error("no challenge");
    const { state: _, parity: __, files: ___, ...fields } = row;
    await as(event.organiser).updateChallenge({ ...fields, flags: [{ kind: "static", text: "LF{first}" }] });
    await as(event.organiser).rejudge({ challengeId: task, reason: "the flag was wrong" });
    const board = await as(event.organiser).board({ slug: event.slug });
    expect(board.rows.map(({ teamId, score }) => [teamId, score])).toEqual([
      [one.id, 100],
      [other.id, 100],
    ]);
  });

  it("takes a solve out by sanction also where it was granted, and judging anew does not bring it back", async () => {
    const event = await running();
    const task = await challenge(event);
    const one = await team(event);
    await submit(one.captain, task, "LF{nearly}");
    await submit(one.captain, task, "LF{almost}");
    const { entries } = await as(event.organiser).log({ competitionId: event.id, kind: "wrong" });
    await as(event.organiser).decideAnswer({
      competitionId: event.id,
      position: entries[0]?.position ?? 0,
      decision: "grant",
      reason: "a slip of the pen",
    });
    const caseId = randomUUID();
    await db().integrityCase.create({
      data: {
        id: caseId,
        competitionId: event.id,
        teamId: one.id,
        challengeId: task,
        signal: "tooFast",
        cause: `tooFast:${one.id}`,
        evidence: {},
      },
    });
    const second = await someone();
    await as(event.organiser).addOrganiser({ id: event.id, email: second.email, role: "organiser" });
    const score = async () =>
      (await as(event.organiser).board({ slug: event.slug })).rows.map(({ score: points }) => points);
    expect(await score()).toEqual([100]);
    for (const by of [event.organiser, second])
      await as(by).decideCase({ caseId, sanction: "voidSolve", reason: "It was shared." });
    expect(await score()).toEqual([0]);
    const [row] = await as(event.organiser).managedChallenges({ slug: event.slug });
    if (!row) throw new Error("no challenge");
    const { state: _, parity: __, files: ___, ...fields } = row;
    await as(event.organiser).updateChallenge({ ...fields, flags: [{ kind: "static", text: "LF{nearly}" }] });
    await as(event.organiser).rejudge({ challengeId: task, reason: "another flag" });
    expect(await score()).toEqual([0]);
  });
});

describe("what one sees of the challenges", () => {
  it("is the same in the list, by name and at the answer, whoever looks", async () => {
    const event = await running({ divisions: [{ key: "open" }, { key: "students" }] });
    const all: string[] = [];
    for (const divisionKeys of [[], ["students"]])
      for (const startsAt of [null, inMinutes(5)]) all.push(await challenge(event, { divisionKeys, startsAt }));
    const hidden = await challenge(event);
    await as(event.organiser).setChallengeState({ id: hidden, version: 2, state: "hidden" });
    all.push(hidden);
    const [open, students] = [
      await team(event, { divisionKey: "open" }),
      await team(event, { divisionKey: "students" }),
    ];
    const readers = [
      [as(event.organiser), 5],
      [as(open.captain), 1],
      [as(students.captain), 2],
      [visitor(), 1],
    ] as const;
    for (const [reader, count] of readers) {
      const listed = (await reader.challenges({ slug: event.slug })).map(({ id }) => id);
      expect(listed).toHaveLength(count);
      for (const id of all)
        expect(await outcome(reader.challenge({ id }))).toBe(listed.includes(id) ? "ok" : "NOT_FOUND");
    }
    for (const { captain } of [open, students]) {
      const listed = (await as(captain).challenges({ slug: event.slug })).map(({ id }) => id);
      for (const id of all)
        expect(await outcome(submit(captain, id, "no"))).toBe(listed.includes(id) ? "ok" : "NOT_FOUND");
    }
  });
});

describe("bad input", () => {
  it("is refused with its reason and leaves the board right", async () => {
    const event = await running({ answersPerMinute: 5 });
    const task = await challenge(event);
    const one = await team(event);
    const mate = await joined(one);
    for (const flag of ["x".repeat(501), "", " "]) await expect(submit(one.captain, task, flag)).rejects.toThrow();
    for (const [text, reason] of [
      ["(a+)+\\1", "BAD_INPUT flagPattern"],
      ["(unclosed", "BAD_INPUT flagPattern"],
      [".*", "BAD_INPUT flagPatternEmpty"],
    ] as const)
      expect(await outcome(challenge(event, { flags: [{ kind: "regex", text }] }))).toBe(reason);
    const slow = await challenge(event, { flags: [{ kind: "regex", text: "(x+x+)+y" }] });
    const began = performance.now();
    expect((await submit(one.captain, slow, "x".repeat(500))).result).toBe("wrong");
    expect(performance.now() - began).toBeLessThan(5_000);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        outcome(submit(index % 2 === 0 ? one.captain : mate, task, `no ${index}`)),
      ),
    );
    // One answer of the five is used already.
    expect(answers.filter((answer) => answer === "ok")).toHaveLength(4);
    expect(answers.filter((answer) => answer === "RATE_LIMITED")).toHaveLength(16);
    expect((await visitor().board({ slug: event.slug })).rows).toHaveLength(1);
  });

  it("edits during the event: lost updates are conflicts, passed times stay, circles are refused", async () => {
    const event = await running();
    const [a, b] = [await challenge(event), await challenge(event)];
    const rows = await as(event.organiser).managedChallenges({ slug: event.slug });
    const edit = (id: string, change: object) => {
      const {
        state: _,
        parity: __,
        files: ___,
        ...row
      } = rows.find((one) => one.id === id) ?? rows[0] ?? ({} as never);
      return as(event.organiser).updateChallenge({ ...row, ...change });
    };
    await edit(a, { requires: [b] });
    expect(await outcome(edit(a, { wrongPenalty: 1 }))).toBe("VERSION_CONFLICT");
    expect(await outcome(edit(b, { requires: [a] }))).toBe("BAD_INPUT requirementCircle");
    expect(await outcome(edit(b, { phaseId: randomUUID() }))).toBe("BAD_INPUT phaseUnknown");
    const view = await as(event.organiser).get({ slug: event.slug });
    const change = {
      id: event.id,
      version: view.version,
      slug: event.slug,
      titleEn: "Renamed",
      timeZone: "UTC",
      registrationOpensAt: view.registrationOpensAt,
      startsAt: inMinutes(3),
      endsAt: view.endsAt,
    };
    expect(await outcome(as(event.organiser).update(change))).toBe("STATE_REFUSED timePassed");
    expect(await outcome(as(event.organiser).update({ ...change, startsAt: view.startsAt }))).toBe("ok");
  });
});
