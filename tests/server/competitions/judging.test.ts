import { describe, expect, it } from "vitest";
import { organisation } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { stranger } from "#tests/support/reader";
import { adjustSeverity } from "@/domain/competitions/severity";
import { callerFactory } from "@/server/api/root";
import { drawJudges, forbiddenPairs } from "@/server/modules/competitions/judge-draw";
import {
  exportArchive,
  exportCalendar,
  exportEvents,
  exportScoreboard,
} from "@/server/modules/competitions/service-exports";
import { downloadFile, uploadFile } from "@/server/modules/files/service";
import { acceptInvitationFor } from "@/server/modules/identity/service-organisations";
import { db } from "@/server/platform/db";
import {
  as,
  contest,
  entry,
  event,
  hours,
  judge,
  judging,
  key,
  passAppeals,
  passPhase,
  scoreAll,
  settings,
  team,
} from "./judged-stages";

useDatabase();

const refused = (call: Promise<unknown>) =>
  call.then(
    () => "ok",
    (error: { code?: string; cause?: { reason?: string; code?: string } }) =>
      error.cause?.reason ?? error.cause?.code ?? error.code,
  );

describe("what is sealed", () => {
  it("is on no exit before judging: page, panel, board, feeds, search, notifications", async () => {
    const made = await event(["judged"]);
    const phaseId = made.phaseIds[0] ?? "";
    await as(made.organiser).setUp({ phaseId, version: 0, settings: settings(), hours });
    const one = await team(made.id);
    const canary = "quagmirecanary";
    const content = entry({ title: `Title ${canary}`, summary: `Summary ${canary}`, body: `Body ${canary}` });
    await as(one.captain).enter({ phaseId, version: 0, content, namesSeen: true });
    const [member, other] = [await judge(), await team(made.id)];
    await as(made.organiser).invite({ phaseId, emails: [member.email] });
    await as(member).answerInvitation({ phaseId, accept: true, conflictTeamIds: [] });
    await settle();
    const said: string[] = [];
    const tell = async (call: Promise<unknown>) => said.push(JSON.stringify(await call.catch(() => null)));
    for (const ctx of [stranger(), made.organiser.ctx, member.ctx, other.captain.ctx]) {
      const all = callerFactory(ctx);
      const { slug } = made;
      await tell(all.competitionsJudged.phase({ phaseId }));
      await tell(all.competitionsJudged.panel({ phaseId }));
      await tell(all.competitionsJudged.ownEntry({ phaseId }));
      await tell(all.competitionsJudged.results({ phaseId }));
      await tell(all.competitionsJudged.sheets({}));
      await tell(all.competitionsJudged.combination({ slug }));
      await tell(all.competitions.get({ slug }));
      await tell(all.competitions.board({ slug }));
      await tell(all.competitions.teams({ slug }));
      await tell(all.competitions.writeups({ slug }));
      await tell(all.competitions.log({ competitionId: made.id }));
      await tell(all.search.find({ query: canary }));
      await tell(all.notifications.list({}));
      await tell(exportScoreboard(ctx, slug));
      await tell(exportEvents(ctx, slug, 0));
      await tell(exportArchive(ctx, slug));
      await tell(exportCalendar(ctx));
    }
    expect(said.filter((text) => text.includes(canary))).toEqual([]);
    expect(JSON.stringify(await as(one.captain).ownEntry({ phaseId }))).toContain(canary);
  });
});

describe("a panel", () => {
  it("keeps everybody away from those whom the registry of experts ties them to", async () => {
    const made = await contest({ teams: 2, judges: 3 }, { judgesPerEntry: 1 });
    const [first, second] = made.teams;
    const [kin, free, pupil] = made.judges;
    if (!first || !second || !kin || !free || !pupil) throw new Error("nobody came");
    await db().personRelation.createMany({
      data: [
        { byId: kin.id, aboutId: first.captain.id, kind: "kinship", until: null },
        { byId: second.captain.id, aboutId: pupil.id, kind: "supervision", until: new Date("2001-01-01") },
      ],
    });
    const forbidden = await forbiddenPairs(
      db() as Parameters<typeof forbiddenPairs>[0],
      made.id,
      made.judges.map(({ id }) => ({ personId: id, loadLimit: null, conflictTeamIds: [] })),
      new Date(),
    );
    const answers = made.judges.map(({ id }) => made.teams.map((one) => forbidden(id, one.id)));
    expect(answers).toEqual([
      [true, false],
      [false, false],
      [false, true],
    ]);
  });
});

describe("a solution contest from the first entry to the final scores", () => {
  it("keeps entries sealed, judges blind, shows raw and adjusted, hears an appeal, and writes the points into the log", async () => {
    const made = await contest({ teams: 4, judges: 4 });
    const { phaseId, organiser, teams, judges } = made;
    const [first] = teams;
    if (!first) throw new Error("no team");
    const own = await as(first.captain).ownEntry({ phaseId });
    expect(own?.content.title).toBe("Zones for a pump house");
    expect(own?.receipt).toMatch(/^[0-9a-f]{64}$/u);
    // A dump of the database shows nothing of it.
    const [row] = await db().competitionEntry.findMany({ where: { teamId: first.id } });
    expect(Buffer.from(row?.sealed ?? []).toString("utf8")).not.toContain("pump house");
    expect((await as(organiser).panel({ phaseId })).entries.map(({ teamName, number }) => [teamName, number])).toEqual(
      teams.map(() => [null, null]),
    );
    expect(await refused(as(organiser).openJudging({ phaseId }))).toBe("entriesStillOpen");
    await passPhase(phaseId);
    expect(await as(organiser).openJudging({ phaseId })).toEqual({ assigned: 8 });
    expect(await refused(as(first.captain).enter({ phaseId, version: 1, content: entry(), namesSeen: true }))).toBe(
      "entriesClosed",
    );
    const invitations = await Promise.all(judges.map((one) => as(one).sheets({})));
    const sheets = invitations.flatMap(([one]) => one?.sheets ?? []);
    expect(sheets).toHaveLength(8);
    const sheet = await as(judges[0] ?? organiser).sheet({
      assignmentId: invitations[0]?.[0]?.sheets[0]?.assignmentId ?? "",
    });
    expect(JSON.stringify(sheet)).not.toContain(first.name);
    expect(sheet.entry.content.title).toBe("Zones for a pump house");

    // The last judge is four points harder on everything.
    await scoreAll(made, (index, number) => ({ fit: Math.min(10, 4 + number) - (index === 3 ? 2 : 0), novelty: 5 }));
    expect(await refused(as(first.captain).results({ phaseId }))).toBe("scoresNotPublished");
    await as(organiser).publishScores({ phaseId });
    const mine = await as(first.captain).results({ phaseId });
    expect(mine.rows.map(({ own }) => own)).toEqual([true]);
    expect(mine.rows[0]?.comments).toEqual(["Clear.", "Clear."]);
    expect(mine.can.appeal).toBe(true);

    const { id } = await as(first.captain).appeal({
      entryId: own?.id ?? "",
      text: "The second criterion was misread.",
    });
    expect(await refused(as(organiser).closeJudging({ phaseId }))).toBe("appealWindowOpen");
    await passAppeals(phaseId);
    expect(await refused(as(organiser).closeJudging({ phaseId }))).toBe("appealsWaiting");
    const panel = await as(organiser).panel({ phaseId });
    const reopen = panel.appeals[0]?.sheets[0]?.assignmentId ?? "";
    await as(organiser).decideAppeal({
      appealId: id,
      uphold: true,
      reply: "One judge looks again.",
      reopen: [reopen],
      furtherJudge: false,
    });
    expect(await refused(as(organiser).closeJudging({ phaseId }))).toBe("sheetsOpen");
    // Twice: the new look may differ so much from the others that a further judge is drawn.
    for (let round = 0; round < 2; round++) await scoreAll(made, () => ({ fit: 9, novelty: 9 }));
    expect(await db().judgeSheet.count({ where: { assignmentId: reopen } })).toBe(2);
    await as(organiser).closeJudging({ phaseId });

    const reader = await judge();
    const final = await as(reader).results({ phaseId });
    expect(final.rows).toHaveLength(4);
    expect(final.rows.map(({ rank }) => rank)).toEqual(
      [...final.rows.map(({ rank }) => rank)].sort((a, b) => (a ?? 0) - (b ?? 0)),
    );
    for (const one of final.rows)
      expect([typeof one.raw, typeof one.adjusted, typeof one.zscore]).toEqual(["number", "number", "number"]);
    expect(final.severities.map(({ judge }) => judge)).toEqual(["1", "2", "3", "4"]);
    expect(final.agreement.map(({ id }) => id)).toEqual(["fit", "novelty"]);
    expect(final.rows.flatMap(({ comments }) => comments)).toEqual([]);
    // Anybody can compute the scores again from what is shown.
    const again = adjustSeverity(
      final.sheets.map(({ entry: of, judge: by, mark }) => ({ entryId: String(of), judgeId: String(by), value: mark })),
    );
    expect(Object.fromEntries(final.rows.map(({ number, adjusted }) => [String(number), adjusted]))).toEqual(
      Object.fromEntries(again.scores),
    );
    const log = await db().competitionLog.findMany({ where: { competitionId: made.id, kind: "feed" } });
    expect(log.map(({ teamId }) => teamId).sort()).toEqual(teams.map((one) => one.id).sort());
  });

  it("filters the result by what teams declared about artificial intelligence", async () => {
    const made = await contest({ teams: 2, judges: 2 });
    const [one] = made.teams;
    const own = await as(one?.captain ?? made.organiser).ownEntry({ phaseId: made.phaseId });
    await as(one?.captain ?? made.organiser).enter({
      phaseId: made.phaseId,
      version: own?.version ?? 0,
      content: entry({ assistance: "assisted", assistanceNote: "Drafting of the summary." }),
      namesSeen: true,
    });
    await passPhase(made.phaseId);
    await as(made.organiser).openJudging({ phaseId: made.phaseId });
    await scoreAll(made);
    const { rows, counts } = await as(made.organiser).results({ phaseId: made.phaseId, assistance: "assisted" });
    expect(rows.map(({ assistance }) => assistance)).toEqual(["assisted"]);
    expect(counts).toEqual({ none: 1, assisted: 1, agent: 0 });
  });
});

describe("who judges what", () => {
  it("gives nobody their own organisation, a former fellow, or what they declared", async () => {
    const made = await contest({ teams: 3, judges: 4 });
    const { phaseId, organiser, teams, judges } = made;
    const [colleague, fellow, declared] = judges;
    const [teamA, teamB, teamC] = teams;
    if (!colleague || !fellow || !declared || !teamA || !teamB || !teamC) throw new Error("too few");
    await acceptInvitationFor(teamA.captain.ctx, colleague.id, teamA.organisationId, "member");
    // Two people who were in one team at another event.
    const before = await event(["jeopardy"]);
    const old = await team(before.id);
    await db().teamMember.createMany({
      data: [fellow.id, teamB.captain.id].map((personId) => ({
        competitionId: before.id,
        teamId: old.id,
        personId,
        declared: {},
      })),
    });
    await as(declared).answerInvitation({ phaseId, accept: true, conflictTeamIds: [teamC.id] });
    await passPhase(phaseId);
    await as(organiser).openJudging({ phaseId });
    const rows = await db().judgeAssignment.findMany({ where: { entry: { phaseId } }, include: { entry: true } });
    expect(rows).toHaveLength(6);
    const pairs = rows.map(({ personId, entry: { teamId } }) => `${personId} ${teamId}`);
    expect(pairs).not.toContain(`${colleague.id} ${teamA.id}`);
    expect(pairs).not.toContain(`${fellow.id} ${teamB.id}`);
    expect(pairs).not.toContain(`${declared.id} ${teamC.id}`);
    expect(await refused(as(organiser).openJudging({ phaseId }))).toBe("judgingBegun");
  });

  it("spreads the work, and keeps a small panel in one piece so that severities can be told apart", () => {
    const entries = Array.from({ length: 5 }, (_, at) => ({ id: `e${at}`, teamId: `t${at}`, demand: 2 }));
    const judges = Array.from({ length: 4 }, (_, at) => ({ personId: `j${at}`, limit: 10 }));
    for (let seed = 0; seed < 50; seed++) {
      const { pairs } = drawJudges({ entries, judges, held: [], forbidden: () => false, seed });
      const marks = pairs.map(({ entryId, personId }) => ({ entryId, judgeId: personId, value: 0 }));
      expect(adjustSeverity(marks).panels).toHaveLength(1);
      const loads = judges.map(({ personId }) => pairs.filter((pair) => pair.personId === personId).length);
      expect(Math.max(...loads)).toBeLessThanOrEqual(3);
    }
  });

  it("does not open with too few judges, and says so", async () => {
    const made = await contest({ teams: 2, judges: 2 });
    const [one] = made.judges;
    if (one)
      await acceptInvitationFor(
        made.teams[0]?.captain.ctx ?? one.ctx,
        one.id,
        made.teams[0]?.organisationId ?? "",
        "member",
      );
    await passPhase(made.phaseId);
    expect(await refused(as(made.organiser).openJudging({ phaseId: made.phaseId }))).toBe("tooFewJudges");
    expect((await as(made.organiser).phase({ phaseId: made.phaseId })).stage).toBe("entries");
  });

  it("draws a third where two differ by more than the gap, and another where a judge gives an entry back", async () => {
    const made = await judging({ teams: 1, judges: 4 });
    const { phaseId, organiser } = made;
    const assigned = await db().judgeAssignment.findMany({ where: { entry: { phaseId } } });
    const judgeOf = (personId: string) => made.judges.find(({ id }) => id === personId) ?? organiser;
    const [a, b] = assigned;
    if (!a || !b) throw new Error("nobody was drawn");
    await as(judgeOf(a.personId)).recuse({ assignmentId: a.id, reason: "I know this plant." });
    expect(await refused(as(judgeOf(a.personId)).sheet({ assignmentId: a.id }))).toBe("NOT_FOUND");
    const now = (await db().judgeAssignment.findMany({ where: { entry: { phaseId }, recusedAt: null } })).map(
      (one) => one,
    );
    expect(now).toHaveLength(2);
    const scores = [
      { fit: 9, novelty: 9 },
      { fit: 5, novelty: 5 },
    ];
    const answers = [];
    for (const [index, one] of now.entries())
      answers.push(
        await as(judgeOf(one.personId)).submitSheet({
          assignmentId: one.id,
          version: 1,
          scores: scores[index] ?? {},
          comment: "",
          note: "",
        }),
      );
    expect(answers).toEqual([{ further: false }, { further: true }]);
    expect(await refused(as(organiser).publishScores({ phaseId }))).toBe("sheetsOpen");
    await scoreAll(made, () => ({ fit: 6, novelty: 6 }));
    const { rows } = await as(organiser).results({ phaseId });
    expect(rows[0]).toMatchObject({ judges: 3, spread: 40 });
    await as(organiser).publishScores({ phaseId });
  });

  it("lets judges who are asked while judging goes on answer once, so that a gap finds its third", async () => {
    const made = await judging({ teams: 1, judges: 2 });
    const { phaseId, organiser } = made;
    const assigned = await db().judgeAssignment.findMany({ where: { entry: { phaseId } } });
    const hand = (one: (typeof assigned)[number] | undefined, score: number) =>
      refused(
        as(made.judges.find(({ id }) => id === one?.personId) ?? organiser).submitSheet({
          assignmentId: one?.id ?? "",
          version: 1,
          scores: { fit: score, novelty: score },
          comment: "",
          note: "",
        }),
      );
    expect(await hand(assigned[0], 9)).toBe("ok");
    expect(await hand(assigned[1], 2)).toBe("tooFewJudges");
    const third = await judge();
    await as(organiser).invite({ phaseId, emails: [third.email] });
    expect(await refused(as(third).answerInvitation({ phaseId, accept: true }))).toBe("ok");
    expect(await refused(as(third).answerInvitation({ phaseId, accept: false }))).toBe("judgingBegun");
    expect(await refused(as(made.judges[0] ?? organiser).answerInvitation({ phaseId, accept: false }))).toBe(
      "judgingBegun",
    );
    expect(await hand(assigned[1], 2)).toBe("ok");
    expect(await db().judgeAssignment.count({ where: { entry: { phaseId }, personId: third.id } })).toBe(1);
  });

  it("refuses judges who play, and players' looks behind the curtain", async () => {
    const made = await judging({ teams: 1, judges: 2 });
    const { phaseId, organiser, teams } = made;
    const captain = teams[0]?.captain ?? organiser;
    expect(await refused(as(captain).panel({ phaseId }))).toBe("organiserOnly");
    expect(await refused(as(captain).results({ phaseId }))).toBe("scoresNotPublished");
    const [assignment] = await db().judgeAssignment.findMany({ where: { entry: { phaseId } } });
    expect(await refused(as(captain).sheet({ assignmentId: assignment?.id ?? "" }))).toBe("NOT_FOUND");
    const open = await contest({ teams: 1, judges: 0 });
    expect(
      await refused(as(open.organiser).invite({ phaseId: open.phaseId, emails: [open.teams[0]?.captain.email ?? ""] })),
    ).toBe("judgePlays");
    // Nor does a judge begin to play: neither with a team of one's own nor in another's.
    const { id: competitionId, teams: playing, judges: asked } = await contest({ teams: 1, judges: 1 });
    const competitions = (ctx = organiser.ctx) => callerFactory(ctx).competitions;
    const by = competitions(asked[0]?.ctx);
    const declared = { country: "SG", region: null, student: false, ageBand: "over25" as const };
    expect(
      await refused(by.registerTeam({ competitionId, name: "Judges of all", declared, idempotencyKey: key() })),
    ).toBe("judgePlays");
    const { code } = await competitions(playing[0]?.captain.ctx).inviteToTeam({ teamId: playing[0]?.id ?? "" });
    expect(await refused(by.joinTeam({ code, declared }))).toBe("judgePlays");
  });
});

describe("races", () => {
  it("of two windows of one judge one sheet counts", async () => {
    const made = await judging({ teams: 1, judges: 2 });
    const [assignment] = await db().judgeAssignment.findMany({ where: { entry: { phaseId: made.phaseId } } });
    const one = made.judges.find(({ id }) => id === assignment?.personId) ?? made.organiser;
    const submit = (fit: number) =>
      refused(
        as(one).submitSheet({
          assignmentId: assignment?.id ?? "",
          version: 1,
          scores: { fit, novelty: 5 },
          comment: "",
          note: "",
        }),
      );
    const answers = await Promise.all([submit(3), submit(8), submit(5)]);
    expect(answers.filter((answer) => answer === "ok")).toHaveLength(1);
    expect(await db().judgeSheet.count({ where: { assignmentId: assignment?.id ?? "" } })).toBe(1);
  });

  it("a millisecond late is late, and so is an entry that waited for the lock across the deadline", async () => {
    const made = await event(["judged"]);
    const phaseId = made.phaseIds[0] ?? "";
    await as(made.organiser).setUp({ phaseId, version: 0, settings: settings(), hours });
    const late = await team(made.id);
    await passPhase(phaseId, 1);
    expect(await refused(as(late.captain).enter({ phaseId, version: 0, content: entry(), namesSeen: true }))).toBe(
      "entriesClosed",
    );

    // The phase ends while the entry waits for a lock that somebody else holds.
    const held = Promise.withResolvers<void>();
    const waiting = db().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM "JudgedPhase" WHERE "phaseId" = ${phaseId}::uuid FOR UPDATE`;
      held.resolve();
      await tx.$executeRaw`SELECT pg_sleep(1)`;
    });
    await held.promise;
    await db()
      .$executeRaw`UPDATE "CompetitionPhase" SET "endsAt" = clock_timestamp() + interval '300 milliseconds' WHERE "id" = ${phaseId}::uuid`;
    const [answer] = await Promise.all([
      refused(as(late.captain).enter({ phaseId, version: 0, content: entry(), namesSeen: true })),
      waiting,
    ]);
    expect(answer).toBe("entriesClosed");
    expect(await db().competitionEntry.count({ where: { phaseId } })).toBe(0);
  });

  it("of two appeals and two first entries of one team one stands", async () => {
    const made = await judging({ teams: 1, judges: 2 });
    await scoreAll(made);
    await as(made.organiser).publishScores({ phaseId: made.phaseId });
    const captain = made.teams[0]?.captain ?? made.organiser;
    const entryId = (await as(captain).ownEntry({ phaseId: made.phaseId }))?.id ?? "";
    const appeals = await Promise.all(
      [1, 2, 3].map((n) => refused(as(captain).appeal({ entryId, text: `Appeal number ${n} of this team.` }))),
    );
    expect(appeals.sort()).toEqual(["appealFiled", "appealFiled", "ok"]);

    const other = await contest({ teams: 0, judges: 0 });
    const entrant = await team(other.id);
    const entries = await Promise.all(
      [1, 2, 3].map(() =>
        refused(as(entrant.captain).enter({ phaseId: other.phaseId, version: 0, content: entry(), namesSeen: true })),
      ),
    );
    expect(entries.sort()).toEqual(["VERSION_CONFLICT", "VERSION_CONFLICT", "ok"]);
  });

  it("an entry cannot be changed by the database once judging has begun, nor a sheet ever", async () => {
    const made = await judging({ teams: 1, judges: 2 });
    await scoreAll(made);
    const { phaseId } = made;
    await expect(
      db().competitionEntry.updateMany({ where: { phaseId }, data: { assistance: "agent" } }),
    ).rejects.toThrow(/stays as it was/u);
    await expect(db().judgeSheet.deleteMany({})).rejects.toThrow();
  });
});

describe("bad input", () => {
  it("gives a sentence for each", async () => {
    const made = await judging({ teams: 1, judges: 2 });
    const [assignment] = await db().judgeAssignment.findMany({ where: { entry: { phaseId: made.phaseId } } });
    const one = made.judges.find(({ id }) => id === assignment?.personId) ?? made.organiser;
    const submit = (scores: Record<string, number>) =>
      refused(as(one).submitSheet({ assignmentId: assignment?.id ?? "", version: 1, scores, comment: "", note: "" }));
    expect(await submit({ fit: 11, novelty: 1 })).toBe("scoreRange");
    expect(await submit({ fit: 1 })).toBe("scoreMissing");
    expect(await submit({ fit: 1, novelty: 1, bribe: 3 })).toBe("criterionUnknown");
    const set = (criteria: object[]) =>
      as(made.organiser)
        .setUp({ phaseId: made.phaseId, version: 1, settings: { ...settings(), criteria } as never, hours })
        .then(
          () => "ok",
          (error: { code: string }) => error.code,
        );
    expect(await set([{ id: "fit", titleEn: "Fit", weight: 90, max: 10 }])).toBe("BAD_REQUEST");
  });

  it("keeps a phase inside its event, at both ends", async () => {
    const made = await event(["judged"]);
    const phaseId = made.phaseIds[0] ?? "";
    const { startsAt, endsAt } = await db().competition.findUniqueOrThrow({ where: { id: made.id } });
    const beside = (of: Date | null, minutes: number) =>
      new Date((of?.getTime() ?? 0) + minutes * 60_000).toISOString();
    const set = (own: object, version = 0) =>
      refused(as(made.organiser).setUp({ phaseId, version, settings: settings(), hours: { ...hours, ...own } }));
    for (const own of [
      { startsAt: beside(startsAt, -5) },
      { endsAt: beside(startsAt, -5) },
      { endsAt: beside(startsAt, 0) },
      { startsAt: beside(endsAt, 0) },
      { endsAt: beside(endsAt, 5) },
    ])
      expect([own, await set(own)]).toEqual([own, "hoursOutside"]);
    expect(await set({ startsAt: beside(startsAt, 0), endsAt: beside(endsAt, 0) })).toBe("ok");
  });

  it("notices names, wrong kinds of files, and files of others", async () => {
    const made = await event(["judged"]);
    const phaseId = made.phaseIds[0] ?? "";
    await as(made.organiser).setUp({ phaseId, version: 0, settings: settings({ accepts: ["pcap", "trend"] }), hours });
    const one = await team(made.id, "Gatekeepers of Pumps");
    const hand = (change: Parameters<typeof entry>[0], namesSeen = true) =>
      refused(as(one.captain).enter({ phaseId, version: 0, content: entry(change), namesSeen }));
    expect(await hand({ summary: "We, the Gatekeepers of Pumps, did it." }, false)).toBe("entryNamesMakers");
    const file = async (name: string, text: string) =>
      (await uploadFile(one.captain.ctx, "competitionEntry", name, Buffer.from(text))).id;
    expect(await hand({ fileIds: [await file("notes.txt", "notes")] })).toBe("evidence_document");
    expect(await hand({ fileIds: [await file("trend.csv", "time,a\n2026-05-01,1\n2026-04-01,2\n")] })).toBe(
      "TREND_ORDER",
    );
    const good = await file("江海战队 trend.csv", "time,a\n2026-05-01,1\n2026-05-02,2\n");
    const foreign = (
      await uploadFile(
        (
          await organisation()
        ).owner.ctx,
        "competitionEntry",
        "x.csv",
        Buffer.from("time,a\n2026-05-01,1"),
      )
    ).id;
    expect(await hand({ fileIds: [foreign] })).toBe("fileNotYours");
    expect(await hand({ fileIds: [good] })).toBe("ok");

    // Sealed until judging, and then without the name that the file had.
    const judges = [await judge(), await judge()];
    await as(made.organiser).invite({ phaseId, emails: judges.map(({ email }) => email) });
    for (const each of judges) await as(each).answerInvitation({ phaseId, accept: true });
    await expect(downloadFile(made.organiser.ctx, good)).rejects.toThrow(/NOT_FOUND/u);
    await expect(downloadFile(judges[0]?.ctx ?? made.organiser.ctx, good)).rejects.toThrow(/NOT_FOUND/u);
    await passPhase(phaseId);
    await as(made.organiser).openJudging({ phaseId });
    expect((await downloadFile(judges[0]?.ctx ?? made.organiser.ctx, good)).name).toBe("entry-01-1.csv");
  });
});
