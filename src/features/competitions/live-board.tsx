"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { api, type Outputs } from "@/features/shared/api";
import { dateTime } from "@/features/shared/format";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { whileRefreshing } from "./refresh-live";
import { titleIn } from "./title";
import { figure } from "./words";

type Board = Outputs["competitions"]["board"];
type Row = Board["rows"][number];
type Change = {
  position: number;
  total: number;
  rows: Omit<Row, "phases">[];
  gone: string[];
  challenges: { id: string; value: number; solves: number }[];
  bloods: Board["bloods"];
};

/** The table as it stands, kept up by what the server says changed; without script it is the table of the moment. */
export function LiveBoard({
  initial,
  own,
  division,
  seesLive,
  timeZone,
}: {
  initial: Board;
  own: string | null;
  division: string | null;
  /** The board moves for this reader also while it is frozen. */
  seesLive: boolean;
  timeZone: string;
}) {
  const t = useTranslations("competitions");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const [board, setBoard] = useState(initial);
  const [line, setLine] = useState<"live" | "broken">("live");
  const acting = useAct();
  const [said, setSaid] = useState("");
  const { slug } = initial;
  const position = useRef(initial.position);
  // Where nothing is solved, as in events that judges or questions decide, there is nothing to say of solves.
  const solves = board.challenges.length > 0 || board.rows.some(({ solved }) => solved > 0);
  const table = { own, solves, timeZone, locale };
  const far = board.own !== null && !board.rows.some(({ teamId }) => teamId === own);
  useEffect(() => setBoard(initial), [initial]);
  useEffect(() => {
    position.current = board.position;
  }, [board.position]);
  useEffect(() => {
    const source = new EventSource(`/competitions/${slug}/live`);
    const asked = { slug, ...(division ? { division } : {}) };
    let timer: ReturnType<typeof setTimeout> | undefined;
    let refreshing: ReturnType<typeof setTimeout> | undefined;
    const anew = async () => setBoard(await api.competitions.board.query(asked));
    source.addEventListener("open", () => setLine("live"));
    source.addEventListener("error", () => setLine("broken"));
    source.addEventListener("reset", () => void anew().catch(() => setLine("broken")));
    // Paused, frozen, final: what stands around the table changes too.
    source.addEventListener("state", () => {
      refreshing ??= setTimeout(() => {
        refreshing = undefined;
        router.refresh();
      }, whileRefreshing());
    });
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void anew().catch(() => setLine("broken"));
      }, whileRefreshing());
    };
    // What happened between the page's reading and this line's beginning was told to nobody on it.
    source.addEventListener("hello", (event) => {
      const at = JSON.parse((event as MessageEvent<string>).data) as { position: number };
      if (at.position > position.current) soon();
    });
    // What organisers see of a frozen board is told to nobody else, so it is read and not sent around.
    source.addEventListener("live", soon);
    source.addEventListener("board", (event) => {
      const change = JSON.parse((event as MessageEvent<string>).data) as Change;
      // Ranks inside one division and of a team far below are not told, so such a table is read again.
      if (division || far) return soon();
      setBoard((before) => applied(before, change));
      const [blood] = change.bloods;
      if (blood) setSaid(t("bloodSaid", { team: blood.name }));
    });
    return () => {
      clearTimeout(timer);
      clearTimeout(refreshing);
      source.close();
    };
  }, [slug, division, far, router, t]);
  const more = () =>
    acting.run(async () => {
      const next = await api.competitions.board.query({
        slug,
        ...(division ? { division } : {}),
        skip: board.rows.length,
        take: 500,
      });
      const known = new Set(board.rows.map(({ teamId }) => teamId));
      setBoard({ ...board, rows: [...board.rows, ...next.rows.filter(({ teamId }) => !known.has(teamId))] });
    });
  return (
    <>
      <p className="mb-3 flex flex-wrap items-center gap-3 text-sm text-ink-soft" aria-live="polite">
        {board.resultVersion !== null || (board.frozenSince && !seesLive) ? null : (
          <Badge tone={line === "live" ? "good" : "warn"}>{t(line === "live" ? "liveOn" : "liveOff")}</Badge>
        )}
        <span>{t("teamsCount", { count: board.total })}</span>
        <span>{said}</span>
      </p>
      {board.own && far ? <Table rows={[board.own]} {...table} /> : null}
      <Table rows={board.rows} {...table} />
      {board.total > board.rows.length ? (
        <div className="mt-3">
          <ProblemSummary acting={acting} />
          <Button pending={acting.pending} onClick={() => void more()}>
            {t("showMore", { count: Math.min(500, board.total - board.rows.length) })}
          </Button>
        </div>
      ) : null}
      {board.bloods.length > 0 ? (
        <section className="mt-8">
          <h2 className="mb-3 text-xl">{t("bloods")}</h2>
          <ul className="grid gap-2 sm:grid-cols-2">
            {board.bloods.map((blood) => {
              const challenge = board.challenges.find(({ id }) => id === blood.challengeId);
              return (
                <li key={blood.challengeId} className="rounded-md border border-line bg-surface px-4 py-2">
                  <span className="font-semibold break-words">{challenge ? titleIn(locale, challenge) : ""}</span>
                  <span className="block text-sm text-ink-soft">
                    {blood.name} · <time dateTime={blood.at}>{dateTime(blood.at, locale, timeZone)}</time>
                  </span>
                </li>
              );
            })}
          </ul>
        </section>
      ) : null}
    </>
  );
}

/** Rows that changed take their new place; the others keep theirs, moved only where somebody passed them. */
function applied(board: Board, change: Change): Board {
  const news = new Map(change.rows.map((row) => [row.teamId, row]));
  const rows = board.rows
    .filter(({ teamId }) => !change.gone.includes(teamId))
    .map((row) => ({ ...row, ...news.get(row.teamId) }))
    .concat(
      change.rows
        .filter(({ teamId }) => !board.rows.some((row) => row.teamId === teamId))
        .map((row) => ({ ...row, phases: {} })),
    )
    .sort((a, b) => b.score - a.score || ((a.lastAt ?? "9") < (b.lastAt ?? "9") ? -1 : 1));
  const values = new Map(change.challenges.map((one) => [one.id, one]));
  return {
    ...board,
    position: change.position,
    total: change.total,
    rows,
    challenges: board.challenges.map((one) => ({ ...one, ...values.get(one.id) })),
    // A blood that moved on stands where the one before it stood.
    bloods: [
      ...board.bloods.filter((old) => !change.bloods.some(({ challengeId }) => challengeId === old.challengeId)),
      ...change.bloods,
    ],
  };
}

type TableProps = { rows: Row[]; own: string | null; solves: boolean; timeZone: string; locale: Locale };

function Table({ rows, own, solves, timeZone, locale }: TableProps) {
  const t = useTranslations("competitions");
  return (
    <table className="mb-2 w-full border-collapse rounded-lg border border-line bg-surface">
      <caption className="sr-only">{t("room_board")}</caption>
      <thead>
        <tr className="border-b border-line bg-sunken text-left text-sm">
          <th scope="col" className="w-12 px-3 py-2 whitespace-nowrap">
            {t("rank")}
          </th>
          <th scope="col" className="px-3 py-2">
            {t("teamName")}
          </th>
          <th scope="col" className="px-3 py-2 text-right">
            {t("score")}
          </th>
          {solves ? (
            <>
              <th scope="col" className="px-3 py-2 text-right max-sm:hidden">
                {t("solved")}
              </th>
              <th scope="col" className="px-3 py-2 max-md:hidden">
                {t("lastSolve")}
              </th>
            </>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={row.teamId}
            className={`border-b border-line last:border-0 ${row.teamId === own ? "bg-brand-soft" : ""}`}
          >
            <td className="px-3 py-2 font-semibold tabular-nums">{row.rank ?? "–"}</td>
            <td className="px-3 py-2 break-words">
              {row.name} {row.country ? <span className="text-sm text-ink-soft">{row.country}</span> : null}{" "}
              {row.kind === "ranked" ? null : <Badge>{t(`kind_${row.kind}`)}</Badge>}
              {row.teamId === own ? <Badge tone="brand">{t("us")}</Badge> : null}
            </td>
            <td className="px-3 py-2 text-right tabular-nums">{figure(row.score, locale)}</td>
            {solves ? (
              <>
                <td className="px-3 py-2 text-right tabular-nums max-sm:hidden">{row.solved}</td>
                <td className="px-3 py-2 text-sm max-md:hidden">
                  {row.lastAt ? <time dateTime={row.lastAt}>{dateTime(row.lastAt, locale, timeZone)}</time> : "–"}
                </td>
              </>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
