import type { Board, StandingRow } from "./board";
import { tasksOf } from "./board";
import type { LogEvent } from "./log";

/** The table as ctftime.org reads it: `{tasks, standings: [{pos, team, score, taskStats, lastAccept}]}`. */
export function ctftimeScoreboard(
  board: Board,
  rows: readonly StandingRow[],
  named: ReadonlySet<string>,
): {
  tasks: string[];
  standings: {
    pos: number;
    team: string;
    score: number;
    taskStats: Record<string, { points: number; time: number }>;
    lastAccept: number;
  }[];
} {
  const titleOf = (id: string): string => {
    const data = board.challenges.get(id)?.data;
    return data?.titleEn ?? data?.titleZh ?? data?.key ?? "";
  };
  const titled = Map.groupBy(named, titleOf);
  // A task is known by its name alone, so those of one title are told apart by their keys.
  const names = new Map(
    [...titled].flatMap(([title, ids]) =>
      ids.map((id) => [id, ids.length === 1 ? title : `${title} (${board.challenges.get(id)?.data.key ?? ""})`]),
    ),
  );
  const nameOf = (id: string): string => names.get(id) ?? "";
  const seconds = (at: string): number => Math.floor(Date.parse(at) / 1_000);
  return {
    tasks: [...board.challenges.keys()].filter((id) => named.has(id)).map(nameOf),
    standings: rows.flatMap(({ rank, teamId, name, score, lastAt }) =>
      rank === null
        ? []
        : [
            {
              pos: rank,
              team: name,
              score,
              taskStats: Object.fromEntries(
                tasksOf(board, teamId)
                  .filter(({ challengeId }) => named.has(challengeId))
                  .map(({ challengeId, points, at }) => [nameOf(challengeId), { points, time: seconds(at) }]),
              ),
              lastAccept: lastAt ? seconds(lastAt) : 0,
            },
          ],
    ),
  };
}

/**
 * The event feed after the CLICS Contest API: one JSON object a line, `{type, id, data, token}`, in the order in which
 * things happened; `token` is the position in the log from which a reader can go on. Judgements are public only as far
 * as the board is.
 */
export function clicsLines(events: readonly LogEvent[], contest: { id: string; name: string }): string {
  const lines: object[] = [];
  for (const event of events) {
    const token = String(event.position);
    const say = (type: string, id: string, data: object) => lines.push({ type, id, data, token });
    switch (event.kind) {
      case "team":
        say("teams", event.teamId, { id: event.teamId, name: event.data.name, hidden: event.data.kind !== "ranked" });
        break;
      case "challenge":
        say("problems", event.challengeId, {
          id: event.challengeId,
          label: event.data.key,
          name: event.data.titleEn ?? event.data.titleZh ?? event.data.key,
        });
        break;
      case "solve":
      case "wrong":
      case "foreign":
        say("submissions", token, {
          id: token,
          team_id: event.teamId,
          problem_id: event.challengeId,
          time: event.at,
          language_id: "flag",
        });
        say("judgements", token, {
          id: token,
          submission_id: token,
          judgement_type_id: event.kind === "solve" ? "AC" : "WA",
          end_time: event.at,
        });
        break;
      case "void":
        say("judgements", String(event.data.target), {
          id: String(event.data.target),
          submission_id: String(event.data.target),
          judgement_type_id: "WA",
          end_time: event.at,
        });
        break;
      case "restore":
      case "grant":
        say("judgements", String(event.data.target), {
          id: String(event.data.target),
          submission_id: String(event.data.target),
          judgement_type_id: "AC",
          end_time: event.at,
        });
        break;
      default:
        break;
    }
  }
  const head = [
    { type: "contest", id: contest.id, data: contest, token: "0" },
    {
      type: "judgement-types",
      id: "AC",
      data: { id: "AC", name: "correct", solved: true, penalty: false },
      token: "0",
    },
    { type: "judgement-types", id: "WA", data: { id: "WA", name: "wrong", solved: false, penalty: true }, token: "0" },
  ];
  return [...head, ...lines].map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** What anybody needs to recompute a result: the log with its chain, and the table that it is to lead to. */
export type Archive = {
  readonly format: "lianfang-competition-archive";
  readonly version: 1;
  readonly competition: { readonly slug: string; readonly titleZh: string | null; readonly titleEn: string | null };
  readonly roots: readonly { readonly of: string; readonly position: number; readonly hash: string }[];
  readonly results: readonly {
    readonly version: number;
    readonly reason: string;
    readonly position: number;
    readonly root: string;
    readonly standing: readonly StandingRow[];
  }[];
  readonly log: readonly (LogEvent & { readonly hash: string })[];
};
