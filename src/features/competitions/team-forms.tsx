"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { ageBands } from "@/domain/competitions/eligibility";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { regions } from "@/domain/taxonomy/regions";
import { api, type Outputs } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { type Acting, useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { Callout } from "@/ui/callout";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { CopyField } from "@/ui/copy-field";
import { CheckField, SelectField, TextField } from "@/ui/field";

const regionOptions = (locale: Locale) =>
  regions.map(({ id, titles }) => ({ value: id.slice("region:".length), label: titles[locale] }));

type Competition = Outputs["competitions"]["get"];
type Declared = { country: string; region: string | null; student: boolean; ageBand: (typeof ageBands)[number] };

function useDeclared() {
  const [declared, setDeclared] = useState<Declared>({
    country: "CN",
    region: null,
    student: false,
    ageBand: "over25",
  });
  return { declared, setDeclared };
}

/** What a person says of oneself, for the divisions; only organisers see it. */
function DeclaredFields({ declared, setDeclared, acting }: ReturnType<typeof useDeclared> & { acting: Acting }) {
  const t = useTranslations("competitions");
  const locale = useLocale() as Locale;
  return (
    <>
      <TextField
        id="declared.country"
        label={t("country")}
        hint={t("countryHint")}
        className="max-w-24"
        maxLength={2}
        value={declared.country}
        error={acting.errorOf("declared.country")}
        onChange={(event) => setDeclared({ ...declared, country: event.target.value.toUpperCase(), region: null })}
      />
      <SelectField
        id="declared.ageBand"
        label={t("ageBand")}
        className="max-w-72"
        value={declared.ageBand}
        options={ageBands.map((band) => ({ value: band, label: t(`age_${band}`) }))}
        onChange={(event) =>
          setDeclared({ ...declared, ageBand: ageBands.find((band) => band === event.target.value) ?? "over25" })
        }
      />
      {declared.country === "CN" ? (
        <SelectField
          id="declared.region"
          label={t("region")}
          className="max-w-72"
          value={declared.region ?? ""}
          options={[{ value: "", label: t("regionNone") }, ...regionOptions(locale)]}
          onChange={(event) => setDeclared({ ...declared, region: event.target.value || null })}
        />
      ) : null}
      <CheckField
        id="declared.student"
        label={t("student")}
        checked={declared.student}
        onChange={(event) => setDeclared({ ...declared, student: event.target.checked })}
      />
    </>
  );
}

export function RegisterForm({ competition }: { competition: Competition }) {
  const t = useTranslations("competitions");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const key = useRef(crypto.randomUUID());
  const about = useDeclared();
  const [name, setName] = useState("");
  const [divisionKey, setDivisionKey] = useState(competition.divisions[0]?.key ?? null);
  return (
    <form
      className="flex max-w-xl flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(async () => {
          await api.competitions.registerTeam.mutate({
            competitionId: competition.id,
            name,
            divisionKey,
            declared: about.declared,
            idempotencyKey: key.current,
          });
          router.push(`/${locale}/competitions/${competition.slug}/team`);
          router.refresh();
        });
      }}
    >
      <ProblemSummary acting={acting} />
      <TextField
        id="name"
        label={t("teamName")}
        hint={t("teamNameHint")}
        maxLength={60}
        value={name}
        error={acting.errorOf("name")}
        onChange={(event) => setName(event.target.value)}
      />
      {competition.divisions.length > 0 ? (
        <SelectField
          id="divisionKey"
          label={t("division")}
          value={divisionKey ?? ""}
          error={acting.errorOf("divisionKey")}
          options={competition.divisions.map((one) => ({ value: one.key, label: nameIn(locale, one) || one.key }))}
          onChange={(event) => setDivisionKey(event.target.value)}
        />
      ) : null}
      <DeclaredFields {...about} acting={acting} />
      <div>
        <Button type="submit" variant="primary" pending={acting.pending}>
          {t("register")}
        </Button>
      </div>
    </form>
  );
}

export function JoinForm({ competition }: { competition: Competition }) {
  const t = useTranslations("competitions");
  const locale = useLocale();
  const router = useRouter();
  const acting = useAct();
  const about = useDeclared();
  const [code, setCode] = useState("");
  return (
    <form
      className="flex max-w-xl flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(async () => {
          await api.competitions.joinTeam.mutate({ code, declared: about.declared });
          router.push(`/${locale}/competitions/${competition.slug}/team`);
          router.refresh();
        });
      }}
    >
      <ProblemSummary acting={acting} />
      <TextField
        id="code"
        label={t("inviteCode")}
        hint={t("inviteCodeHint")}
        className="font-mono"
        value={code}
        error={acting.errorOf("code")}
        onChange={(event) => setCode(event.target.value)}
      />
      <DeclaredFields {...about} acting={acting} />
      <div>
        <Button type="submit" pending={acting.pending}>
          {t("join")}
        </Button>
      </div>
    </form>
  );
}

type MyTeam = Outputs["competitions"]["myTeam"];

export function TeamDesk({ team, begun }: { team: MyTeam; begun: boolean }) {
  const t = useTranslations("competitions");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const [name, setName] = useState(team.name);
  const [uses, setUses] = useState("1");
  const [code, setCode] = useState<string | null>(null);
  const run = (work: () => Promise<unknown>) =>
    acting.run(async () => {
      await work();
      router.refresh();
    });
  return (
    <div className="flex flex-col gap-6">
      <ProblemSummary acting={acting} />
      <section>
        <h2 className="mb-2 text-xl">{t("members")}</h2>
        <p className="mb-3 text-ink-soft">{t("seats", { taken: team.people.length, all: team.maxSize })}</p>
        <ul className="flex flex-col gap-2">
          {team.people.map((one) => (
            <li key={one.personId} className="flex flex-wrap items-center gap-3">
              <span>{nameIn(locale, one)}</span>
              {one.captain ? <span className="text-sm text-ink-soft">{t("captain")}</span> : null}
              {team.can.lead && !one.captain ? (
                <ConfirmDialog
                  trigger={t("handOver")}
                  quiet
                  title={t("handOver")}
                  confirm={t("handOver")}
                  cancel={c("cancel")}
                  pending={acting.pending}
                  onConfirm={() =>
                    run(() =>
                      api.competitions.handOverTeam.mutate({
                        teamId: team.id,
                        version: team.version,
                        personId: one.personId,
                      }),
                    )
                  }
                >
                  <p>{t("handOverText", { name: nameIn(locale, one) })}</p>
                </ConfirmDialog>
              ) : null}
              {team.can.lead && !one.captain && !begun ? (
                <Button
                  variant="quiet"
                  pending={acting.pending}
                  onClick={() =>
                    run(() => api.competitions.removeMember.mutate({ teamId: team.id, personId: one.personId }))
                  }
                >
                  {c("remove")}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      </section>
      {team.can.lead ? (
        <section>
          <h2 className="mb-2 text-xl">{t("inviteTitle")}</h2>
          <p className="mb-3 max-w-prose text-ink-soft">{t("inviteText")}</p>
          <form
            className="flex flex-wrap items-end gap-3"
            onSubmit={(event) => {
              event.preventDefault();
              void run(async () => {
                const made = await api.competitions.inviteToTeam.mutate({
                  teamId: team.id,
                  maxUses: Number(uses) || 1,
                });
                setCode(made.code);
              });
            }}
          >
            <TextField
              id="uses"
              label={t("inviteUses")}
              type="number"
              min={1}
              max={100}
              className="max-w-28"
              value={uses}
              onChange={(event) => setUses(event.target.value)}
            />
            <Button type="submit" pending={acting.pending}>
              {t("makeCode")}
            </Button>
          </form>
          {code ? (
            <div className="mt-3">
              <Callout tone="good" title={t("codeOnce")}>
                <CopyField label={t("inviteCode")} value={code} copy={c("copy")} copied={c("copied")} />
              </Callout>
            </div>
          ) : null}
          <ul className="mt-3 flex flex-col gap-2">
            {team.invites.map((invite) => (
              <li key={invite.id} className="flex flex-wrap items-center gap-3">
                <span className="font-mono">…{invite.ending}</span>
                <span className="text-ink-soft">{t("used", { uses: invite.uses, maxUses: invite.maxUses })}</span>
                <Button
                  variant="quiet"
                  pending={acting.pending}
                  onClick={() => run(() => api.competitions.revokeInvite.mutate({ id: invite.id }))}
                >
                  {t("revoke")}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {team.can.lead ? (
        <form
          className="flex flex-wrap items-end gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            void run(() => api.competitions.renameTeam.mutate({ teamId: team.id, version: team.version, name }));
          }}
        >
          <TextField
            id="name"
            label={t("newName")}
            value={name}
            maxLength={60}
            error={acting.errorOf("name")}
            onChange={(event) => setName(event.target.value)}
          />
          <Button type="submit" pending={acting.pending} disabled={name === team.name}>
            {t("rename")}
          </Button>
        </form>
      ) : null}
      {team.can.leave ? (
        <div>
          <ConfirmDialog
            tone="danger"
            trigger={t("leave")}
            title={t("leave")}
            confirm={t("leave")}
            cancel={c("cancel")}
            pending={acting.pending}
            onConfirm={() => run(() => api.competitions.leaveTeam.mutate({ teamId: team.id }))}
          >
            <p>{t("leaveText")}</p>
          </ConfirmDialog>
        </div>
      ) : null}
    </div>
  );
}
