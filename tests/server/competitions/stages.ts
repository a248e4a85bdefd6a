import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import type { ServerResponse } from "node:http";
import type { z } from "zod";
import { type Member, type Organisation, organisation, person } from "#tests/support/community";
import type { challengeInput, competitionInput, teamInput } from "@/domain/competitions/schema";
import { callerFactory } from "@/server/api/root";
import { watchBoard } from "@/server/modules/competitions/service-live";
import { contextOfPerson } from "@/server/modules/identity/service-sessions";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";

type CompetitionFields = z.input<typeof competitionInput>;
type ChallengeFields = z.input<typeof challengeInput>;
type TeamFields = z.input<typeof teamInput>;

export const as = (member: Pick<Member, "ctx">) => callerFactory(member.ctx).competitions;
export const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();
export const declared = { country: "SG", region: null, student: false, ageBand: "over25" as const };

export async function someone(): Promise<Member> {
  const one = await person();
  return { ...one, ctx: await contextOfPerson(one.id, null) };
}

export type Event = { id: string; slug: string; phaseId: string; organiser: Member; of: Organisation };

/** A competition that is a draft; it began a minute ago once it is published, unless told otherwise. */
export async function drafted(change: Partial<CompetitionFields> = {}): Promise<Event> {
  const of = await organisation("alliance");
  const slug = `cup-${randomUUID().slice(0, 8)}`;
  const { id } = await as(of.owner).create({
    slug,
    titleEn: "An invented cup",
    titleZh: "虚构杯",
    timeZone: "Asia/Shanghai",
    registrationOpensAt: inMinutes(-60),
    startsAt: inMinutes(-1),
    endsAt: inMinutes(60),
    approval: false,
    answersPerMinute: 1_000,
    phases: [{ kind: "jeopardy", titleEn: "Jeopardy", titleZh: "解题赛" }],
    idempotencyKey: randomUUID(),
    ...change,
  });
  const [phase] = await db().competitionPhase.findMany({ where: { competitionId: id } });
  return { id, slug, phaseId: phase?.id ?? "", organiser: of.owner, of };
}

export async function step(
  event: Event,
  name: "publish" | "pause" | "resume" | "freeze" | "end" | "review" | "finalise" | "cancel",
  more: object = {},
) {
  const { version } = await as(event.organiser).get({ slug: event.slug });
  return as(event.organiser).step({ id: event.id, version, step: name, ...more });
}

export async function running(change: Partial<CompetitionFields> = {}): Promise<Event> {
  const event = await drafted(change);
  await step(event, "publish");
  return event;
}

let keys = 0;
/** A visible challenge. @returns its id */
export async function challenge(event: Event, change: Partial<ChallengeFields> = {}): Promise<string> {
  keys += 1;
  const { id } = await as(event.organiser).createChallenge({
    competitionId: event.id,
    key: `task-${keys}`,
    phaseId: event.phaseId,
    category: "ics",
    titleEn: `Task ${keys}`,
    titleZh: `题目 ${keys}`,
    statementEn: "Find it.",
    statementZh: "找到它。",
    scoring: { kind: "static", initial: 100 },
    flags: [{ kind: "static", text: "LF{right}" }],
    idempotencyKey: randomUUID(),
    ...change,
  });
  await as(event.organiser).setChallengeState({ id, version: 1, state: "visible" });
  return id;
}

let names = 0;
export type Team = { id: string; captain: Member };
export async function team(event: Event, change: Partial<TeamFields> = {}, captain?: Member): Promise<Team> {
  names += 1;
  const name = `Team number ${names}`;
  const by = captain ?? (await someone());
  const { id } = await as(by).registerTeam({
    competitionId: event.id,
    name,
    declared,
    idempotencyKey: randomUUID(),
    ...change,
  });
  return { id, captain: by };
}

export async function joined(of: Team): Promise<Member> {
  const { code } = await as(of.captain).inviteToTeam({ teamId: of.id });
  const one = await someone();
  await as(one).joinTeam({ code, declared });
  return one;
}

export const submit = (by: Member, challengeId: string, flag = "LF{right}") => as(by).submit({ challengeId, flag });

/** Moves times as time would. */
export async function shift(
  event: Event,
  times: { startsAt?: Date; freezeAt?: Date; endsAt?: Date; writeupsAt?: Date },
): Promise<void> {
  await db().competition.update({ where: { id: event.id }, data: times });
}

/** As much of a response as a stream needs. */
class Watcher extends EventEmitter {
  text = "";
  writeHead(): this {
    return this;
  }
  write(part: string): boolean {
    this.text += part;
    return true;
  }
  end(): void {}
}

/** Opens a live board as a browser does. */
export async function watching(ctx: Ctx, { slug }: Event, lastEventId?: string): Promise<Watcher> {
  const watcher = new Watcher();
  await watchBoard(ctx, slug, lastEventId, watcher as unknown as ServerResponse);
  return watcher;
}
