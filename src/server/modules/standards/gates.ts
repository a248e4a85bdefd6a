import { day } from "@/domain/shared/time";
import { atMostHalf } from "@/domain/standards/balance";
import { type BallotRuleId, ballotRules } from "@/domain/standards/ballot-rules";
import { plainText } from "@/domain/standards/content";
import { type GateEvidence, type GateFacts, stageOf } from "@/domain/standards/profiles";
import { judgeTrials, type TrialResult } from "@/domain/standards/trials";
import type { Tx } from "@/server/platform/db";
import type { HeldStandard } from "./access";
import { findingsOf } from "./findings";
import { listPatents, numberedClauses } from "./repo";
import { countOpenComments, listBallots, listObjections } from "./repo-discussion";
import { countUnsettledChanges, listTrials } from "./repo-life";

const fewestOrganisations = 3;
const interested = new Set(["secretary", "editor", "member"]);

/**
 * What every gate asks, from the rows as they stand now, with what there is and what is needed. `decision` is what the
 * review's ballot of this stage came to.
 */
export async function gateFacts(
  tx: Tx,
  { row, profile, now }: HeldStandard,
): Promise<{ facts: GateFacts; decision: string | null }> {
  const clauses = await numberedClauses(tx, row.id);
  const patents = await listPatents(tx, row.id);
  const openComments = await countOpenComments(tx, row.id);
  const ballots = await listBallots(tx, row.id);
  const objections = await listObjections(tx, row.id);
  const unsettled = await countUnsettledChanges(tx, row.id);
  const trials = await listTrials(tx, row.id);
  const standing = row.members.filter(({ role }) => interested.has(role));
  const categories = new Map(standing.map(({ organisationId, category }) => [organisationId, category]));
  const answered = new Set(
    patents
      .filter(({ stage, revision }) => stage === row.stage && revision === row.revision)
      .map(({ organisationId }) => organisationId),
  );
  const balance = atMostHalf([...categories.values()]);
  // A ballot of an earlier round through this stage decides nothing in this one.
  const ballot = ballots.find(({ stage, openedAt }) => stage === row.stage && openedAt >= row.stageSince);
  const outcome = ballot?.outcome as { approved?: boolean; decision?: string | null } | null | undefined;
  const choices = ballot ? ballotRules[ballot.rule as BallotRuleId].choices : null;
  const decision = choices === "review" ? (outcome?.decision ?? null) : null;
  const days = stageOf(profile, row.stage)?.consultationDays ?? 0;
  const lasted = Math.floor((now.getTime() - row.stageSince.getTime()) / day);
  const findings = await findingsOf(tx, row.language, clauses);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const unanswered = objections.filter(({ answer }) => answer === null).length;
  const written = clauses.some(({ kind, content }) => kind === "scope" && plainText(content).trim() !== "");
  const facts: GateFacts = {
    groupConvened: atLeast(categories.size, fewestOrganisations),
    balanced: { holds: balance.holds, have: balance.largest, need: Math.floor(balance.total / 2) },
    patentCallAnswered: atLeast([...categories.keys()].filter((id) => answered.has(id)).length, categories.size),
    textPresent: atLeast(written ? 1 : 0, 1),
    noLintErrors: none(errors),
    commentsResolved: none(openComments),
    changesApplied: none(unsettled),
    consultationLasted: atLeast(lasted, days),
    ballotApproved: atLeast(choices === "text" && outcome?.approved === true ? 1 : 0, 1),
    objectionsAnswered: none(unanswered),
    trialEvidence: judgeTrials(
      trials.map(({ clauseId, provision, result, at, change }) => ({
        clauseId,
        provision,
        // Written only through `trialInput`.
        result: result as TrialResult,
        at,
        changed: change?.state === "applied",
      })),
    ),
    reviewBallotHeld: atLeast(decision === null ? 0 : 1, 1),
  };
  return { facts, decision };
}

function atLeast(have: number, need: number): GateEvidence {
  return { holds: have >= need, have, need };
}

/** How many are left, of which there must be none. */
function none(left: number): GateEvidence {
  return { holds: left === 0, have: left, need: 0 };
}
