import type { MatchingNeed, Subject } from "./facts";
import type { Contribution, MatchReason, Missing } from "./match";
import type { SkillCoverage } from "./skill-coverage";

/** The reasons a contribution gives for the match. */
export function reasonsFrom(contribution: Contribution): MatchReason[] {
  switch (contribution.kind) {
    case "text": {
      const items = contribution.items.filter((item) => item.words > 0 || item.latent > 0);
      return items.length > 0 ? [{ kind: "evidence", items }] : [];
    }
    case "mustHave":
    case "niceToHave": {
      const demand = contribution.kind === "mustHave" ? "must" : "nice";
      return contribution.skills.flatMap(({ skill, by }) => (by ? [{ kind: "skill", demand, skill, by }] : []));
    }
    case "verified":
      return contribution.share > 0 ? [{ kind: "verified", share: contribution.share }] : [];
    case "recency":
      return [];
    case "capacity":
      return contribution.free > 0 ? [{ kind: "capacity", free: contribution.free }] : [];
    case "outcomes":
      return contribution.count > 0
        ? [{ kind: "outcomes", mean: contribution.mean, count: contribution.count }]
        : [{ kind: "newcomer" }];
    default:
      return contribution.met.length > 0
        ? [{ kind: contribution.kind, met: contribution.met, itemIds: contribution.itemIds }]
        : [];
  }
}

/** What keeps the subject from the full score, each with the step that would help. */
export function missingOf(
  covered: readonly SkillCoverage[],
  contributions: readonly Contribution[],
  need: MatchingNeed,
  subject: Subject,
): Missing[] {
  return [...missingSkills(covered), ...missingFrom(contributions, need, subject)];
}

function missingSkills(covered: readonly SkillCoverage[]): Missing[] {
  return covered
    .filter(({ coverage }) => coverage < 1)
    .map(({ required, coverage, by }) => {
      const step = by === null ? "addSkill" : by.way === "exact" ? "raiseLevel" : "addExactSkill";
      return { kind: "skill", demand: required.demand, skill: required.skill, coverage, step };
    });
}

function missingFrom(contributions: readonly Contribution[], need: MatchingNeed, subject: Subject): Missing[] {
  return contributions.flatMap((contribution): Missing[] => {
    switch (contribution.kind) {
      case "text":
        return contribution.items.length === 0 ? [{ kind: "evidence", step: "addEvidence" }] : [];
      case "verified":
        return contribution.share === 0 && subject.items.length > 0
          ? [{ kind: "verification", step: "verifyEvidence" }]
          : [];
      case "capacity":
        if (subject.availability === null) return [{ kind: "capacity", step: "stateCapacity" }];
        return contribution.free === 0 ? [{ kind: "capacity", step: "freeCapacity" }] : [];
      case "mustHave":
      case "niceToHave":
      case "recency":
      case "outcomes":
        return [];
      default: {
        const wanted = (need.experience[contribution.kind] ?? []).filter((id) => !contribution.met.includes(id));
        return wanted.length > 0 ? [{ kind: contribution.kind, wanted, step: "addEvidence" }] : [];
      }
    }
  });
}
