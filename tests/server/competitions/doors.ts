import { randomUUID } from "node:crypto";
import { db } from "@/server/platform/db";
import { as, challenge, declared, type Event, running, step, type Team, team } from "./stages";

/** Competitions' part of the matrix: every reader is a stranger to the event, in no team and no organiser of it. */
const world = {
  event: {} as Event,
  over: {} as Event,
  entry: {} as Event,
  challengeId: "",
  practiceId: "",
  hintId: "",
  team: {} as Team,
  inviteId: "",
  caseId: "",
  webhookId: "",
};

export async function competitionsWorld(): Promise<void> {
  world.event = await running();
  world.entry = await running();
  world.over = await running();
  world.challengeId = await challenge(world.event, { hints: [{ titleEn: "Hint", bodyEn: "Look", cost: 5 }] });
  world.practiceId = await challenge(world.over);
  for (const name of ["end", "review", "finalise"] as const) await step(world.over, name, { reason: "final" });
  world.team = await team(world.event);
  world.inviteId = (await as(world.team.captain).inviteToTeam({ teamId: world.team.id })).id;
  const [hint] = await db().challengeHint.findMany({ where: { challengeId: world.challengeId } });
  world.hintId = hint?.id ?? "";
  const made = await db().integrityCase.create({
    data: { competitionId: world.event.id, teamId: world.team.id, signal: "burst", cause: "matrix", evidence: {} },
  });
  world.caseId = made.id;
  world.webhookId = (
    await as(world.event.organiser).createWebhook({
      competitionId: world.event.id,
      url: "https://hooks.example/x",
      topics: ["freeze"],
      idempotencyKey: randomUUID(),
    })
  ).id;
}

export function competitionsInputs(): Record<string, unknown> {
  const { event, challengeId, team: of } = world;
  const { id, slug } = event;
  const key = randomUUID();
  const competition = {
    titleEn: "A cup",
    timeZone: "UTC",
    slug: `cup-${key.slice(0, 8)}`,
  };
  const task = {
    key: "task",
    phaseId: event.phaseId,
    category: "web",
    titleEn: "A task",
    scoring: { kind: "static", initial: 1 },
    flags: [{ kind: "static", text: "x" }],
  };
  return {
    "competitions.list": {},
    "competitions.get": { slug },
    "competitions.create": { ...competition, phases: [{ kind: "jeopardy" }], idempotencyKey: key },
    "competitions.update": { ...competition, id, version: 1 },
    "competitions.step": { id, version: 1, step: "pause" },
    "competitions.addOrganiser": { id, email: "nobody@people.example", role: "setter" },
    "competitions.removeOrganiser": { id, personId: randomUUID() },
    "competitions.announce": { competitionId: id, titleEn: "News", idempotencyKey: key },
    "competitions.challenges": { slug },
    "competitions.challenge": { id: challengeId },
    "competitions.managedChallenges": { slug },
    "competitions.createChallenge": { ...task, competitionId: id, idempotencyKey: key },
    "competitions.updateChallenge": { ...task, id: challengeId, version: 1 },
    "competitions.setChallengeState": { id: challengeId, version: 1, state: "hidden" },
    "competitions.teams": { slug },
    "competitions.teamDesk": { slug },
    "competitions.myTeam": { slug },
    "competitions.registerTeam": { competitionId: world.entry.id, name: `Team ${key}`, declared, idempotencyKey: key },
    "competitions.joinTeam": { code: "no-such-code", declared },
    "competitions.inviteToTeam": { teamId: of.id },
    "competitions.revokeInvite": { id: world.inviteId },
    "competitions.leaveTeam": { teamId: of.id },
    "competitions.removeMember": { teamId: of.id, personId: randomUUID() },
    "competitions.handOverTeam": { teamId: of.id, version: 1, personId: randomUUID() },
    "competitions.renameTeam": { teamId: of.id, version: 1, name: "Another name" },
    "competitions.decideTeam": { teamId: of.id, version: 1, step: "accept" },
    "competitions.setTeamKind": { teamId: of.id, version: 1, kind: "guest" },
    "competitions.submit": { challengeId, flag: "x" },
    "competitions.buyHint": { hintId: world.hintId },
    "competitions.practise": { challengeId: world.practiceId, flag: "x" },
    "competitions.board": { slug },
    "competitions.ownStanding": { slug },
    "competitions.results": { slug },
    "competitions.log": { competitionId: id },
    "competitions.statistics": { slug },
    "competitions.previewTeamChange": { teamId: of.id },
    "competitions.adjust": { teamId: of.id, points: 1, reason: "because", idempotencyKey: key },
    "competitions.decideAnswer": { competitionId: id, position: 1, decision: "void", reason: "because" },
    "competitions.rejudge": { challengeId, reason: "because" },
    "competitions.cases": { slug },
    "competitions.replyToCase": { caseId: world.caseId, reply: "No." },
    "competitions.decideCase": { caseId: world.caseId, sanction: "none", reason: "because" },
    "competitions.scanForSignals": { slug },
    "competitions.writeups": { slug },
    "competitions.writeUp": { challengeId, language: "en", body: "x".repeat(30), assistance: "none" },
    "competitions.webhooks": { slug },
    "competitions.createWebhook": {
      competitionId: id,
      url: "https://hooks.example/y",
      topics: ["freeze"],
      idempotencyKey: key,
    },
    "competitions.removeWebhook": { id: world.webhookId },
    "competitions.rotateFeedKey": { id: event.phaseId },
  };
}

type Row = Record<string, string>;

export function competitionsStated<R extends Row>({
  all,
  except,
}: {
  all: (answer: string) => R;
  except: (base: R, change: Partial<R>) => R;
}): Record<string, R> {
  const change = (base: R, row: Row) => except(base, row as Partial<R>);
  const everybody = all("ok");
  const weak = {
    visitor: "UNAUTHENTICATED signIn",
    token: "FORBIDDEN scope",
    oneFactor: "SECOND_FACTOR_REQUIRED secondFactor",
  };
  const organisers = change(all("FORBIDDEN organiserOnly"), weak);
  const inTeam = change(all("FORBIDDEN noTeam"), weak);
  const captains = change(all("FORBIDDEN captainOnly"), weak);
  const anyPerson = change(everybody, weak);
  const makers = change(change(everybody, weak), {
    person: "FORBIDDEN noOrganisation",
    operator: "FORBIDDEN noOrganisation",
    auditor: "FORBIDDEN noOrganisation",
    securityAdmin: "FORBIDDEN noOrganisation",
    unverified: "FORBIDDEN notVerified",
    viewer: "FORBIDDEN memberRole",
  });
  const own = change(all("FORBIDDEN noTeam"), { visitor: weak.visitor });
  return {
    "competitions.list": everybody,
    "competitions.get": everybody,
    "competitions.create": makers,
    "competitions.update": organisers,
    "competitions.step": organisers,
    "competitions.addOrganiser": organisers,
    "competitions.removeOrganiser": organisers,
    "competitions.announce": organisers,
    "competitions.challenges": everybody,
    "competitions.challenge": everybody,
    "competitions.managedChallenges": organisers,
    "competitions.createChallenge": organisers,
    "competitions.updateChallenge": organisers,
    "competitions.setChallengeState": organisers,
    "competitions.teams": everybody,
    "competitions.teamDesk": organisers,
    "competitions.myTeam": own,
    "competitions.registerTeam": anyPerson,
    "competitions.joinTeam": everybody,
    "competitions.inviteToTeam": captains,
    "competitions.revokeInvite": captains,
    "competitions.leaveTeam": inTeam,
    "competitions.removeMember": captains,
    "competitions.handOverTeam": captains,
    "competitions.renameTeam": captains,
    "competitions.decideTeam": organisers,
    "competitions.setTeamKind": organisers,
    "competitions.submit": inTeam,
    "competitions.buyHint": inTeam,
    "competitions.practise": anyPerson,
    "competitions.board": everybody,
    "competitions.ownStanding": own,
    "competitions.results": everybody,
    "competitions.log": organisers,
    "competitions.statistics": organisers,
    "competitions.previewTeamChange": organisers,
    "competitions.adjust": organisers,
    "competitions.decideAnswer": organisers,
    "competitions.rejudge": organisers,
    "competitions.cases": inTeam,
    // A case that is not one's own is not there, for whoever asks.
    "competitions.replyToCase": everybody,
    "competitions.decideCase": everybody,
    "competitions.scanForSignals": organisers,
    "competitions.writeups": everybody,
    "competitions.writeUp": inTeam,
    "competitions.webhooks": organisers,
    "competitions.createWebhook": organisers,
    "competitions.removeWebhook": organisers,
    "competitions.rotateFeedKey": organisers,
  };
}
