"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { api, type Outputs } from "@/features/shared/api";
import { dateTime } from "@/features/shared/format";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { titleIn } from "./title";

type Board = Outputs["competitions"]["board"];
type Row = Board["rows"][number];
type Change = {
  position: number;
  rows: Pick<Row, "teamId" | "name" | "rank" | "score" | "solved" | "lastAt">[];
  challenges: { id: string; value: number; solves: number }[];
  bloods: Board["bloods"];
};
const page = 50;
/** A board that is asked for is at most a second old; a little later it has what was told. */
const settled = 1_200;

/** The table as it stands, kept up by what the server says changed; without script it is the table of the moment. */
export function LiveBoard({
  initial,
  own,
  division,
  timeZone,
}: {
  initial: Board;
  own: string | null;
  division: string | null;
  timeZone: string;
}) {
  const t = useTranslations("competitions");
  const locale = useLocale() as Locale;
  const [board, setBoard] = useState(initial);
  const [line, setLine] = useState<"live" | "broken">("live");
  const [shown, setShown] = useState(page);
  const [said, setSaid] = useState("");
  const { slug } = initial;
  useEffect(() => setBoard(initial), [initial]);
  useEffect(() => {
    const source = new EventSource(`/competitions/${slug}/live`);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const anew = async () => setBoard(await api.competitions.board.query({ slug, ...(division ? { division } : {}) }));
    source.addEventListener("open", () => setLine("live"));
    source.addEventListener("error", () => setLine("broken"));
    source.addEventListener("reset", () => void anew().catch(() => setLine("broken")));
    source.addEventListener("board", (event) => {
      const change = JSON.parse((event as MessageEvent<string>).data) as Change;
      // Ranks inside one division are not those that are told, so such a table is read again.
      if (division) {
        timer ??= setTimeout(() => {
          timer = undefined;
          void anew().catch(() => setLine("broken"));
        }, settled);
        return;
      }
      setBoard((before) => applied(before, change));
      const [blood] = change.bloods;
      if (blood) setSaid(t("bloodSaid", { team: blood.name }));
    });
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [slug, division, t]);
  const rows = board.rows.slice(0, shown);
  const mine = board.rows.find(({ teamId }) => teamId === own);
  return (
    <>
      <p className="mb-3 flex flex-wrap items-center gap-3 text-sm text-ink-soft" aria-live="polite">
        {board.frozenSince ? null : (
          <Badge tone={line === "live" ? "good" : "warn"}>{t(line === "live" ? "liveOn" : "liveOff")}</Badge>
        )}
        <span>{t("teamsCount", { count: board.rows.length })}</span>
        <span>{said}</span>
      </p>
      {mine && !rows.includes(mine) ? <Table rows={[mine]} own={own} timeZone={timeZone} locale={locale} /> : null}
      <Table rows={rows} own={own} timeZone={timeZone} locale={locale} />
      {board.rows.length > shown ? (
        <p className="mt-3">
          <Button onClick={() => setShown(shown + 200)}>{t("showMore", { count: board.rows.length - shown })}</Button>
        </p>
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
    .map((row) => ({ ...row, ...news.get(row.teamId) }))
    .concat(
      change.rows
        .filter(({ teamId }) => !board.rows.some((row) => row.teamId === teamId))
        .map((row) => ({ ...row, number: 0, kind: "ranked" as const, division: null, country: null, phases: {} })),
    )
    .sort((a, b) => b.score - a.score || ((a.lastAt ?? "9") < (b.lastAt ?? "9") ? -1 : 1));
  const values = new Map(change.challenges.map((one) => [one.id, one]));
  return {
    ...board,
    position: change.position,
    rows,
    challenges: board.challenges.map((one) => ({ ...one, ...values.get(one.id) })),
    bloods: [...board.bloods, ...change.bloods],
  };
}

function Table({ rows, own, timeZone, locale }: { rows: Row[]; own: string | null; timeZone: string; locale: Locale }) {
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
          <th scope="col" className="px-3 py-2 text-right max-sm:hidden">
            {t("solved")}
          </th>
          <th scope="col" className="px-3 py-2 max-md:hidden">
            {t("lastSolve")}
          </th>
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
            <td className="px-3 py-2 text-right tabular-nums">{row.score}</td>
            <td className="px-3 py-2 text-right tabular-nums max-sm:hidden">{row.solved}</td>
            <td className="px-3 py-2 text-sm max-md:hidden">
              {row.lastAt ? <time dateTime={row.lastAt}>{dateTime(row.lastAt, locale, timeZone)}</time> : "–"}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
