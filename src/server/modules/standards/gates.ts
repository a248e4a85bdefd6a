import { day } from "@/domain/shared/time";
import { atMostHalf } from "@/domain/standards/balance";
import { plainText } from "@/domain/standards/content";
import { type GateFacts, stageOf } from "@/domain/standards/profiles";
import type { Tx } from "@/server/platform/db";
import type { HeldStandard } from "./access";
import { findingsOf } from "./findings";
import { listPatents, numberedClauses } from "./repo";
import { countOpenComments, listBallots, listObjections } from "./repo-discussion";

const fewestOrganisations = 3;
const interested = new Set(["secretary", "editor", "member"]);

/** What every gate asks, from the rows as they stand now. */
export async function gateFacts(tx: Tx, { row, profile, now }: HeldStandard): Promise<GateFacts> {
  const clauses = await numberedClauses(tx, row.id);
  const patents = await listPatents(tx, row.id);
  const openComments = await countOpenComments(tx, row.id);
  const ballots = await listBallots(tx, row.id);
  const objections = await listObjections(tx, row.id);
  const standing = row.members.filter(({ role }) => interested.has(role));
  const categories = new Map(standing.map(({ organisationId, category }) => [organisationId, category]));
  const answered = new Set(
    patents.filter(({ stage }) => stage === row.stage).map(({ organisationId }) => organisationId),
  );
  const ballot = ballots.find(({ stage }) => stage === row.stage);
  const days = stageOf(profile, row.stage)?.consultationDays ?? 0;
  return {
    groupConvened: categories.size >= fewestOrganisations,
    balanced: atMostHalf([...categories.values()]).holds,
    patentCallAnswered: [...categories.keys()].every((id) => answered.has(id)),
    textPresent: clauses.some(({ kind, content }) => kind === "scope" && plainText(content).trim() !== ""),
    noLintErrors: (await findingsOf(tx, row.language, clauses)).every(({ severity }) => severity !== "error"),
    commentsResolved: openComments === 0,
    consultationLasted: now.getTime() - row.stageSince.getTime() >= days * day,
    ballotApproved: (ballot?.outcome as { approved?: boolean } | null)?.approved === true,
    objectionsAnswered: objections.every(({ answer }) => answer !== null),
  };
}
