import type { z } from "zod";
import type { MemberCategory } from "@/domain/standards/balance";
import { elementsOf } from "@/domain/standards/cross-references";
import * as policy from "@/domain/standards/policy";
import {
  dropRevision,
  follow,
  type GateAnswer,
  type ProfileId,
  reviewActs,
  stageActs,
  stageOf,
} from "@/domain/standards/profiles";
import { stageDue } from "@/domain/standards/review";
import type { GroupRole } from "@/domain/standards/schema";
import type { clauseSummary, standardSummary, standardView, VersionClauseView } from "@/domain/standards/views";
import type { organisationsById } from "@/server/modules/identity/service-organisations";
import type { peopleById } from "@/server/modules/identity/service-people";
import type { Ctx } from "@/server/platform/ctx";
import { type HeldStandard, mayReadPresent, stageFacts } from "./access";
import type { findStandards, listMoves, listVersions, numberedClauses } from "./repo";

type Organisations = Awaited<ReturnType<typeof organisationsById>>;
type ClauseSummary = z.output<typeof clauseSummary>;
type People = Awaited<ReturnType<typeof peopleById>>;
type Clauses = Awaited<ReturnType<typeof numberedClauses>>;

export function organisationName(organisations: Organisations, id: string) {
  const organisation = organisations.get(id);
  return { id, nameZh: organisation?.nameZh ?? null, nameEn: organisation?.nameEn ?? null };
}

export function personName(people: People, id: string) {
  const person = people.get(id);
  return { id, nameZh: person?.nameZh ?? null, nameEn: person?.nameEn ?? null };
}

export function summaryOf(
  row: Awaited<ReturnType<typeof findStandards>>[number],
  organisations: Organisations,
): z.output<typeof standardSummary> {
  const { id, number, stage, substage, titleZh, titleEn, purpose, publishedAt } = row;
  return {
    id,
    number,
    profile: row.profile as ProfileId,
    stage,
    substage,
    language: row.language === "en" ? "en" : "zh-CN",
    titleZh,
    titleEn,
    purpose,
    proposer: organisationName(organisations, row.proposerOrganisationId),
    publishedAt: publishedAt?.toISOString() ?? null,
    consulting: stageFacts(row).consulting && publishedAt === null,
  };
}

export function clauseSummaryOf(clause: Pick<Clauses[number], Exclude<keyof ClauseSummary, "elements"> | "content">) {
  const { id, parentId, kind, number, depth, title, locked, version, content } = clause;
  return { id, parentId, kind, number, depth, title, locked, version, elements: elementsOf(content) };
}

export function versionClauses(clauses: Clauses): VersionClauseView[] {
  return clauses.map(({ id, parentId, kind, number, depth, title, content }) => ({
    id,
    parentId,
    kind,
    number,
    depth,
    title,
    content,
  }));
}

type Parts = {
  organisations: Organisations;
  moves: Awaited<ReturnType<typeof listMoves>>;
  versions: Awaited<ReturnType<typeof listVersions>>;
  people: People;
  clauses: z.output<typeof standardView>["clauses"];
  /** What the review's ballot decided, or null. */
  decision: string | null;
  balance: z.output<typeof standardView>["balance"];
  gates: GateAnswer[];
  members: (Omit<z.output<typeof standardView>["members"][number], "category" | "role"> & {
    category: string;
    role: string;
  })[];
  patents: z.output<typeof standardView>["patents"];
};

/** The standard with `can`. Who is not of the group sees its public face: no members, patents or drafts' history. */
export function standardViewOf(ctx: Ctx, held: HeldStandard, parts: Parts): z.output<typeof standardView> {
  const { row, facts, profile } = held;
  const { actor } = ctx;
  const inside = policy.mayReadWorkspace(actor, facts).allowed;
  const manage = policy.mayManageStandard(actor, facts).allowed;
  const stage = stageOf(profile, row.stage);
  // Nothing is due in a stage that is over: a published standard has its review instead.
  const resting = (stage?.publication && row.substage === "60") || (stage?.withdrawal && row.substage === "99");
  const due = resting ? null : stageDue(stage, row.stageSince);
  return {
    ...summaryOf(row, parts.organisations),
    version: row.version,
    stageSince: row.stageSince.toISOString(),
    dueAt: due?.toISOString() ?? null,
    role: facts.role,
    revision: row.revision,
    officialNumber: row.officialNumber,
    edition: facts.published ? row.edition : row.edition + 1,
    gates: inside ? parts.gates : [],
    moves: parts.moves.map(({ stage, substage, reason, at, byId }) => ({
      stage,
      substage,
      reason,
      at: at.toISOString(),
      by: inside ? personName(parts.people, byId) : null,
    })),
    members: inside
      ? parts.members.map((member) => ({
          ...member,
          category: member.category as MemberCategory,
          role: member.role as GroupRole,
        }))
      : [],
    balance: parts.balance,
    patents: inside || facts.published ? parts.patents : [],
    clauses: parts.clauses.filter((clause) => mayReadPresent(held, clause.id)),
    versions: inside
      ? parts.versions.map(({ version, stage, reason, at }) => ({ version, stage, reason, at: at.toISOString() }))
      : [],
    acts: manage
      ? stageActs.filter(
          (name) =>
            (name === "drop" && facts.readable ? dropRevision(profile, row) : follow(profile, row, name)) !== null &&
            (!reviewActs.some((one) => one === name) || parts.decision === name),
        )
      : [],
    can: {
      workspace: inside,
      manage,
      shape: policy.mayShapeClauses(actor, facts).allowed,
      comment: policy.mayComment(actor, facts).allowed,
      resolve: policy.mayResolveComments(actor, facts).allowed,
      declarePatents: policy.mayDeclarePatents(actor, facts).allowed,
      object: policy.mayObject(actor, facts).allowed,
    },
  };
}
