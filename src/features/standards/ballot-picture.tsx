import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import type { Outputs } from "@/features/shared/api";
import { Badge } from "@/ui/badge";

type Ballot = Outputs["standards"]["ballots"][number];
type Outcome = NonNullable<Ballot["outcome"]>;

const percent = (part: number, base: number) => (base === 0 ? 0 : (part / base) * 100);

/** Votes as one bar over the roster, and each condition as a bar with a mark where its threshold lies. */
export function BallotPicture({ ballot, outcome }: { ballot: Ballot; outcome: Outcome }) {
  const t = useTranslations("standardsLife");
  const s = useTranslations("standards");
  const { tally, arithmetic } = outcome;
  const of = (name: string) => tally[name] ?? 0;
  const review = ballot.choices.includes("confirm");
  const cast = ballot.choices.reduce((sum, choice) => sum + of(choice), 0);
  const parts = review
    ? [
        { key: "confirm", label: s("vote_confirm"), votes: of("confirm"), look: "bg-good" },
        { key: "revise", label: s("vote_revise"), votes: of("revise"), look: "bg-warn" },
        { key: "withdraw", label: s("vote_withdraw"), votes: of("withdraw"), look: "bg-bad" },
      ]
    : [
        { key: "yes", label: t("yes"), votes: of("approve") + of("approveWithComments"), look: "bg-good" },
        { key: "no", label: t("no"), votes: of("disapprove"), look: "bg-bad" },
      ];
  const all = [
    ...parts,
    { key: "abstained", label: t("abstained"), votes: of("abstain"), look: "bg-line-strong" },
    { key: "silent", label: t("silent"), votes: Math.max(0, of("roster") - cast), look: "bg-sunken" },
  ];
  return (
    <figure className="flex flex-col gap-4">
      <div aria-hidden className="flex h-8 overflow-hidden rounded-md border border-line">
        {all.map(({ key, votes, look }) =>
          votes > 0 ? (
            <span
              key={key}
              className={clsx("h-full border-r border-surface last:border-0", look)}
              style={{ flexGrow: votes }}
            />
          ) : null,
        )}
      </div>
      <figcaption>
        <ul className="flex flex-wrap gap-x-5 gap-y-1">
          {all.map(({ key, label, votes, look }) => (
            <li key={key} className="flex items-center gap-2">
              <span aria-hidden className={clsx("size-3 rounded-sm border border-line", look)} />
              {label} <strong className="tabular-nums">{votes}</strong>
            </li>
          ))}
        </ul>
      </figcaption>
      <ul className="flex flex-col gap-3">
        {arithmetic.map(({ id, part, base, is, share: [top, bottom], holds }) => (
          <li key={id} className="grid items-center gap-x-4 gap-y-1 sm:grid-cols-[9rem_minmax(0,1fr)_auto]">
            <span className="font-medium">{s(`arith_${id}`)}</span>
            <span className="relative block h-4 rounded-full bg-sunken" aria-hidden>
              <span
                className={clsx("absolute inset-y-0 left-0 rounded-full", holds ? "bg-good" : "bg-bad")}
                style={{ width: `${percent(part, base)}%` }}
              />
              <span className="absolute -inset-y-1 w-0.5 bg-ink" style={{ left: `${(top / bottom) * 100}%` }} />
            </span>
            <span>
              <Badge tone={holds ? "good" : "bad"}>{holds ? s("holds") : s("open")}</Badge>
            </span>
            <span className="text-sm text-ink-soft sm:col-start-2 sm:col-end-4">
              {s(`sum_${is}`, { part, base, top, bottom })}
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
