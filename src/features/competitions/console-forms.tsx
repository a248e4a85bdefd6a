"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { sanctions, webhookTopics } from "@/domain/competitions/schema";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { api, type Outputs } from "@/features/shared/api";
import { dateTime } from "@/features/shared/format";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Callout } from "@/ui/callout";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { CopyField } from "@/ui/copy-field";
import { CheckField, SelectField, TextAreaField, TextField } from "@/ui/field";

type Competition = Outputs["competitions"]["get"];

/** The next step of the event; its effect is named before the click. */
export function Steps({ competition }: { competition: Competition }) {
  const t = useTranslations("competitions");
  const c = useTranslations("common");
  const router = useRouter();
  const acting = useAct();
  const [reason, setReason] = useState("");
  const { steps } = competition.can;
  return (
    <div className="flex flex-col gap-3">
      <ProblemSummary acting={acting} />
      <div className="flex flex-wrap gap-3">
        {steps.map((step, index) => (
          <ConfirmDialog
            key={step}
            tone={step === "cancel" || step === "end" || step === "pause" ? "danger" : "primary"}
            trigger={t(`step_${step}`)}
            title={t(`step_${step}`)}
            confirm={t(`step_${step}`)}
            cancel={c("cancel")}
            pending={acting.pending}
            onConfirm={async () => {
              await acting.run(async () => {
                await api.competitions.step.mutate({ id: competition.id, version: competition.version, step, reason });
                router.refresh();
              });
            }}
          >
            <p>{t(`stepText_${step}`)}</p>
            {step === "cancel" || step === "finalise" ? (
              <TextAreaField
                id={`reason-${index}`}
                label={t("reason")}
                rows={2}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            ) : null}
          </ConfirmDialog>
        ))}
      </div>
    </div>
  );
}

export function AnnounceForm({ competition }: { competition: Competition }) {
  const t = useTranslations("competitions");
  const router = useRouter();
  const acting = useAct();
  const key = useRef(crypto.randomUUID());
  const empty = { titleZh: "", titleEn: "", bodyZh: "", bodyEn: "" };
  const [text, setText] = useState(empty);
  const [sent, setSent] = useState(false);
  const field = (name: keyof typeof text) => ({
    id: `announce-${name}`,
    label: t(`announce_${name}`),
    lang: name.endsWith("Zh") ? "zh-CN" : "en",
    value: text[name],
    error: acting.errorOf(name),
    onChange: (event: { target: { value: string } }) => setText({ ...text, [name]: event.target.value }),
  });
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(async () => {
          await api.competitions.announce.mutate({
            competitionId: competition.id,
            ...text,
            idempotencyKey: key.current,
          });
          key.current = crypto.randomUUID();
          setText(empty);
          setSent(true);
          router.refresh();
        });
      }}
    >
      <ProblemSummary acting={acting} />
      <TextField {...field("titleZh")} />
      <TextField {...field("titleEn")} />
      <TextAreaField {...field("bodyZh")} rows={2} />
      <TextAreaField {...field("bodyEn")} rows={2} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" pending={acting.pending}>
          {t("announce")}
        </Button>
        <span aria-live="polite" className="text-ink-soft">
          {sent ? t("announced") : ""}
        </span>
      </div>
    </form>
  );
}

type Desk = Outputs["competitions"]["teamDesk"];
type Effect = Outputs["competitions"]["previewTeamChange"];

export function TeamDecisions({ teams }: { teams: Desk }) {
  const t = useTranslations("competitions");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const [chosen, setChosen] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [effect, setEffect] = useState<Effect | null>(null);
  const run = (work: () => Promise<unknown>) =>
    void acting.run(async () => {
      await work();
      router.refresh();
    });
  const decide = (team: Desk[number], step: "accept" | "reject" | "suspend") =>
    run(async () => {
      await api.competitions.decideTeam.mutate({ teamId: team.id, version: team.version, step, reason });
      setChosen(null);
      setReason("");
    });
  const tones = { pending: "warn", accepted: "good", rejected: "bad", suspended: "bad" } as const;
  return (
    <>
      <ProblemSummary acting={acting} />
      <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface">
        {teams.map((team) => (
          <li key={team.id} className="flex flex-col gap-2 px-4 py-3">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <strong className="break-words">{team.name}</strong>
              <Badge tone={tones[team.state]}>{t(`team_${team.state}`)}</Badge>
              {team.kind === "ranked" ? null : <Badge>{t(`kind_${team.kind}`)}</Badge>}
              <span className="text-sm text-ink-soft">
                {team.people
                  .map((one) => `${nameIn(locale, one)} (${one.country})`)
                  .join(locale === "en" ? ", " : "、")}
              </span>
            </div>
            {team.stateReason ? <p className="text-sm">{team.stateReason}</p> : null}
            <div className="flex flex-wrap gap-2">
              {team.state === "accepted" ? null : (
                <Button pending={acting.pending} onClick={() => decide(team, "accept")}>
                  {t("accept")}
                </Button>
              )}
              <Button
                variant="quiet"
                onClick={() => {
                  setChosen(chosen === team.id ? null : team.id);
                  setEffect(null);
                }}
                aria-expanded={chosen === team.id}
              >
                {t("more")}
              </Button>
            </div>
            {chosen === team.id ? (
              <div className="flex flex-col gap-3 rounded-md bg-sunken p-4">
                <TextAreaField
                  id="reason"
                  label={t("reason")}
                  hint={t("reasonHint")}
                  rows={2}
                  value={reason}
                  error={acting.errorOf("reason")}
                  onChange={(event) => setReason(event.target.value)}
                />
                <div className="flex flex-wrap gap-2">
                  {team.state === "accepted" ? (
                    <>
                      <Button
                        pending={acting.pending}
                        onClick={() =>
                          void acting.run(async () =>
                            setEffect(await api.competitions.previewTeamChange.query({ teamId: team.id })),
                          )
                        }
                      >
                        {t("preview")}
                      </Button>
                      <Button variant="danger" pending={acting.pending} onClick={() => decide(team, "suspend")}>
                        {t("suspend")}
                      </Button>
                    </>
                  ) : null}
                  {team.state === "pending" || team.state === "accepted" ? (
                    <Button variant="danger" pending={acting.pending} onClick={() => decide(team, "reject")}>
                      {t("reject")}
                    </Button>
                  ) : null}
                  <Button
                    pending={acting.pending}
                    onClick={() =>
                      run(() =>
                        api.competitions.setTeamKind.mutate({
                          teamId: team.id,
                          version: team.version,
                          kind: team.kind === "ranked" ? "guest" : "ranked",
                        }),
                      )
                    }
                  >
                    {t(team.kind === "ranked" ? "makeGuest" : "makeRanked")}
                  </Button>
                </div>
                {effect ? <EffectList effect={effect} /> : null}
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}

function EffectList({ effect }: { effect: Effect }) {
  const t = useTranslations("competitions");
  return (
    <Callout tone="warn" title={t("effectTitle", { count: effect.changes.length, bloods: effect.bloodsMoved })}>
      <ul className="mt-2 flex flex-col gap-1 text-sm">
        {effect.changes.slice(0, 10).map((one) => (
          <li key={one.teamId}>
            {t("effectLine", {
              name: one.name,
              rankBefore: one.rankBefore ?? "–",
              rankAfter: one.rankAfter ?? "–",
              scoreBefore: one.scoreBefore,
              scoreAfter: one.scoreAfter,
            })}
          </li>
        ))}
      </ul>
    </Callout>
  );
}

type Log = Outputs["competitions"]["log"];

/** The newest entries, kept up while the page is open; an answer opens to be voided or counted. */
export function LogTable({ log, competition, timeZone }: { log: Log; competition: Competition; timeZone: string }) {
  const t = useTranslations("competitions");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const [chosen, setChosen] = useState<number | null>(null);
  const [reason, setReason] = useState("");
  const decide = (position: number, decision: "void" | "grant") =>
    void acting.run(async () => {
      await api.competitions.decideAnswer.mutate({ competitionId: competition.id, position, decision, reason });
      setChosen(null);
      setReason("");
      router.refresh();
    });
  return (
    <ol className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface text-sm">
      {log.entries.map((entry, index) => {
        const decision = entry.kind === "solve" ? "void" : entry.kind === "wrong" ? "grant" : null;
        const { position } = entry;
        return (
          <li key={position ?? `new-${index.toString()}`} className="px-4 py-2">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="w-12 text-ink-soft tabular-nums">{position ?? "…"}</span>
              <time dateTime={entry.at} className="text-ink-soft">
                {dateTime(entry.at, locale, timeZone)}
              </time>
              <Badge tone={entry.kind === "solve" ? "good" : entry.kind === "foreign" ? "bad" : "neutral"}>
                {t(`log_${entry.kind}` as "log_solve")}
              </Badge>
              <span className="font-medium break-words">{entry.team?.name}</span>
              <span>{entry.challenge?.key}</span>
              {entry.answer ? <code className="max-w-64 truncate font-mono">{entry.answer}</code> : null}
              {entry.detail ? <span className="text-ink-soft break-words">{entry.detail}</span> : null}
              {decision && position !== null && competition.can.manage ? (
                <Button
                  variant="quiet"
                  className="ml-auto"
                  aria-expanded={chosen === position}
                  onClick={() => setChosen(chosen === position ? null : position)}
                >
                  {t(decision)}
                </Button>
              ) : null}
            </div>
            {decision && position !== null && chosen === position ? (
              <div className="mt-2 flex max-w-xl flex-col gap-3 rounded-md bg-sunken p-4">
                <ProblemSummary acting={acting} />
                <p>{t(`${decision}Text`)}</p>
                <TextField
                  id={`decision-${position}`}
                  label={t("reason")}
                  hint={t("reasonHint")}
                  value={reason}
                  error={acting.errorOf("reason")}
                  onChange={(event) => setReason(event.target.value)}
                />
                <div>
                  <Button variant="danger" pending={acting.pending} onClick={() => decide(position, decision)}>
                    {t(decision)}
                  </Button>
                </div>
              </div>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}

export function ChallengeStateForm({ challenge }: { challenge: Outputs["competitions"]["managedChallenges"][number] }) {
  const t = useTranslations("competitions");
  const c = useTranslations("common");
  const router = useRouter();
  const acting = useAct();
  const [reason, setReason] = useState("");
  const set = async (state: "visible" | "withdrawn" | "hidden") => {
    await acting.run(async () => {
      await api.competitions.setChallengeState.mutate({ id: challenge.id, version: challenge.version, state, reason });
      router.refresh();
    });
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <ProblemSummary acting={acting} />
      {challenge.state === "visible" ? (
        <>
          <ConfirmDialog
            tone="danger"
            trigger={t("withdraw")}
            title={t("withdraw")}
            confirm={t("withdraw")}
            cancel={c("cancel")}
            pending={acting.pending}
            onConfirm={() => set("withdrawn")}
          >
            <p>{t("withdrawText")}</p>
            <TextField
              id={`withdraw-${challenge.id}`}
              label={t("reason")}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </ConfirmDialog>
          <ConfirmDialog
            trigger={t("rejudge")}
            title={t("rejudge")}
            confirm={t("rejudge")}
            cancel={c("cancel")}
            pending={acting.pending}
            onConfirm={async () => {
              await acting.run(async () => {
                await api.competitions.rejudge.mutate({ challengeId: challenge.id, reason });
                router.refresh();
              });
            }}
          >
            <p>{t("rejudgeText")}</p>
            <TextField
              id={`rejudge-${challenge.id}`}
              label={t("reason")}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </ConfirmDialog>
        </>
      ) : (
        <Button pending={acting.pending} onClick={() => void set("visible")}>
          {t("show")}
        </Button>
      )}
    </div>
  );
}

export function OrganiserForm({ competition }: { competition: Competition }) {
  const t = useTranslations("competitions");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<"organiser" | "setter">("organiser");
  const run = (work: () => Promise<unknown>) =>
    void acting.run(async () => {
      await work();
      router.refresh();
    });
  return (
    <div className="flex flex-col gap-4">
      <ProblemSummary acting={acting} />
      <ul className="flex flex-col gap-2">
        {competition.organisers.map((one) => (
          <li key={one.personId} className="flex flex-wrap items-center gap-3">
            <span>{nameIn(locale, one)}</span>
            <Badge>{t(`role_${one.role}`)}</Badge>
            <Button
              variant="quiet"
              pending={acting.pending}
              onClick={() =>
                run(() => api.competitions.removeOrganiser.mutate({ id: competition.id, personId: one.personId }))
              }
            >
              {c("remove")}
            </Button>
          </li>
        ))}
      </ul>
      <form
        className="flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          run(async () => {
            await api.competitions.addOrganiser.mutate({ id: competition.id, email, role });
            setEmail("");
          });
        }}
      >
        <TextField
          id="email"
          label={t("email")}
          type="email"
          value={email}
          error={acting.errorOf("email")}
          onChange={(event) => setEmail(event.target.value)}
        />
        <SelectField
          id="role"
          label={t("role")}
          value={role}
          options={(["organiser", "setter"] as const).map((one) => ({ value: one, label: t(`role_${one}`) }))}
          onChange={(event) => setRole(event.target.value === "setter" ? "setter" : "organiser")}
        />
        <Button type="submit" pending={acting.pending}>
          {t("addOrganiser")}
        </Button>
      </form>
    </div>
  );
}

export function WebhookForm({
  competition,
  webhooks,
}: {
  competition: Competition;
  webhooks: Outputs["competitions"]["webhooks"];
}) {
  const t = useTranslations("competitions");
  const c = useTranslations("common");
  const router = useRouter();
  const acting = useAct();
  const key = useRef(crypto.randomUUID());
  const [url, setUrl] = useState("");
  const [topics, setTopics] = useState<(typeof webhookTopics)[number][]>([...webhookTopics]);
  const [secret, setSecret] = useState<string | null>(null);
  const feeds = competition.phasesOf.filter(({ kind }) => kind === "scoreFeed");
  const run = (work: () => Promise<unknown>) =>
    void acting.run(async () => {
      await work();
      router.refresh();
    });
  return (
    <div className="flex flex-col gap-4">
      <ProblemSummary acting={acting} />
      <ul className="flex flex-col gap-2">
        {webhooks.map((webhook) => (
          <li key={webhook.id} className="flex flex-wrap items-center gap-3">
            <code className="font-mono text-sm break-all">{webhook.url}</code>
            <span className="text-sm text-ink-soft">
              {webhook.topics.map((topic) => t(`topic_${topic}` as "topic_freeze")).join(" · ")}
            </span>
            <Button
              variant="quiet"
              pending={acting.pending}
              onClick={() => run(() => api.competitions.removeWebhook.mutate({ id: webhook.id }))}
            >
              {c("remove")}
            </Button>
          </li>
        ))}
      </ul>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          run(async () => {
            const made = await api.competitions.createWebhook.mutate({
              competitionId: competition.id,
              url,
              topics,
              idempotencyKey: key.current,
            });
            key.current = crypto.randomUUID();
            setSecret(made.secret);
            setUrl("");
          });
        }}
      >
        <TextField
          id="url"
          label={t("webhookUrl")}
          hint={t("webhookHint")}
          type="url"
          value={url}
          error={acting.errorOf("url")}
          onChange={(event) => setUrl(event.target.value)}
        />
        {webhookTopics.map((topic) => (
          <CheckField
            key={topic}
            id={`topic-${topic}`}
            label={t(`topic_${topic}`)}
            checked={topics.includes(topic)}
            onChange={(event) =>
              setTopics(event.target.checked ? [...topics, topic] : topics.filter((one) => one !== topic))
            }
          />
        ))}
        <div>
          <Button type="submit" pending={acting.pending}>
            {t("addWebhook")}
          </Button>
        </div>
      </form>
      {feeds.map((phase) => (
        <div key={phase.id} className="flex flex-wrap items-center gap-3">
          <span>{t("feedFor", { number: phase.position + 1 })}</span>
          <Button
            pending={acting.pending}
            onClick={() =>
              run(async () => setSecret((await api.competitions.rotateFeedKey.mutate({ id: phase.id })).secret))
            }
          >
            {t("rotateFeedKey")}
          </Button>
        </div>
      ))}
      {secret ? (
        <Callout tone="good" title={t("secretOnce")}>
          <CopyField label={t("secretOnce")} value={secret} copy={c("copy")} copied={c("copied")} />
        </Callout>
      ) : null}
    </div>
  );
}

type Case = Outputs["competitions"]["cases"][number];

export function CaseForm({ found }: { found: Case }) {
  const t = useTranslations("competitions");
  const router = useRouter();
  const acting = useAct();
  const [reply, setReply] = useState("");
  const [reason, setReason] = useState("");
  const [sanction, setSanction] = useState<(typeof sanctions)[number]>("none");
  const run = (work: () => Promise<unknown>) =>
    void acting.run(async () => {
      await work();
      router.refresh();
    });
  return (
    <div className="mt-3 flex flex-col gap-4">
      <ProblemSummary acting={acting} />
      {found.can.reply ? (
        <form
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            run(() => api.competitions.replyToCase.mutate({ caseId: found.id, reply }));
          }}
        >
          <TextAreaField
            id={`reply-${found.id}`}
            label={t("reply")}
            value={reply}
            error={acting.errorOf("reply")}
            onChange={(event) => setReply(event.target.value)}
          />
          <div>
            <Button type="submit" variant="primary" pending={acting.pending}>
              {t("sendReply")}
            </Button>
          </div>
        </form>
      ) : null}
      {found.can.decide ? (
        <form
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            run(() => api.competitions.decideCase.mutate({ caseId: found.id, sanction, reason }));
          }}
        >
          <SelectField
            id={`sanction-${found.id}`}
            label={t("sanction")}
            hint={t("sanctionHint")}
            className="max-w-80"
            value={sanction}
            error={acting.errorOf("sanction")}
            options={sanctions.map((one) => ({ value: one, label: t(`sanction_${one}`) }))}
            onChange={(event) => setSanction(sanctions.find((one) => one === event.target.value) ?? "none")}
          />
          <TextAreaField
            id={`why-${found.id}`}
            label={t("reason")}
            rows={2}
            value={reason}
            error={acting.errorOf("reason")}
            onChange={(event) => setReason(event.target.value)}
          />
          <div>
            <Button type="submit" pending={acting.pending}>
              {t("decide")}
            </Button>
          </div>
        </form>
      ) : null}
    </div>
  );
}

export function ScanButton({ slug }: { slug: string }) {
  const t = useTranslations("competitions");
  const router = useRouter();
  const acting = useAct();
  const [opened, setOpened] = useState<number | null>(null);
  return (
    <div className="flex flex-wrap items-center gap-3">
      <ProblemSummary acting={acting} />
      <Button
        pending={acting.pending}
        onClick={() =>
          void acting.run(async () => {
            setOpened((await api.competitions.scanForSignals.mutate({ slug })).opened);
            router.refresh();
          })
        }
      >
        {t("scan")}
      </Button>
      <span aria-live="polite">{opened === null ? "" : t("scanned", { count: opened })}</span>
    </div>
  );
}
