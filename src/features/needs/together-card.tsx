"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { ActForm } from "@/features/shared/act-form";
import { api, type Outputs } from "@/features/shared/api";
import { OrganisationSearch } from "@/features/shared/organisation-search";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { TextAreaField, TextField } from "@/ui/field";

type Together = Outputs["needs"]["consortia"];
type Consortium = NonNullable<Together["led"]>;
type Member = { organisationId: string; name: string; role: string; share: string };
const tones = { asked: "warn", confirmed: "good", consented: "good", declined: "bad" } as const;

/** With whom one answers: the consortium one leads or is asked to join, and the people of the team. */
export function TogetherCard({ needId, together }: { needId: string; together: Together }) {
  const t = useTranslations("needs");
  const { led, asked, team, can } = together;
  return (
    <Card title={t("together")}>
      <div className="flex flex-col gap-6">
        {asked.map((one) => (
          <section key={one.id} className="flex flex-col gap-3">
            <h3 className="font-semibold">{t("consortiumInvitation")}</h3>
            <ConsortiumView consortium={one} />
            {one.can.answer ? (
              <ActForm
                submit={t("consortiumConfirm")}
                send={() =>
                  api.needs.answerConsortium.mutate({ consortiumId: one.id, version: one.version, confirmed: true })
                }
                second={{
                  label: t("consortiumDecline"),
                  send: () =>
                    api.needs.answerConsortium.mutate({ consortiumId: one.id, version: one.version, confirmed: false }),
                }}
              >
                {() => <p className="max-w-prose text-ink-soft">{t("consortiumConfirmEffect")}</p>}
              </ActForm>
            ) : null}
          </section>
        ))}
        {led ? (
          <section className="flex flex-col gap-3">
            <h3 className="font-semibold">{t("consortium")}</h3>
            <ConsortiumView consortium={led} />
            <p className={led.complete ? "text-good" : "text-warn"}>
              {led.complete ? t("consortiumComplete") : t("consortiumWaiting")}
            </p>
          </section>
        ) : null}
        {can.form ? <ConsortiumForm needId={needId} before={led} /> : null}
        {can.askTeam ? <TeamForm needId={needId} team={team} /> : null}
      </div>
    </Card>
  );
}

function ConsortiumView({ consortium }: { consortium: Consortium }) {
  const t = useTranslations("needs");
  const locale = useLocale() as Locale;
  return (
    <>
      <ul className="flex flex-col gap-1">
        <li>
          <strong>{nameIn(locale, consortium.lead)}</strong> · {consortium.leadRole} · {consortium.leadShare}%{" "}
          <Badge>{t("consortiumLead")}</Badge>
        </li>
        {consortium.members.map((member) => (
          <li key={member.organisation.id}>
            <strong>{nameIn(locale, member.organisation)}</strong> · {member.role} · {member.share}%{" "}
            <Badge tone={tones[member.state]}>{t(`consortiumState_${member.state}`)}</Badge>
          </li>
        ))}
      </ul>
      <p className="max-w-prose whitespace-pre-line">{consortium.agreement}</p>
    </>
  );
}

function ConsortiumForm({ needId, before }: { needId: string; before: Consortium | null }) {
  const t = useTranslations("needs");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const [agreement, setAgreement] = useState(before?.agreement ?? "");
  const [leadRole, setLeadRole] = useState(before?.leadRole ?? "");
  const [leadShare, setLeadShare] = useState(String(before?.leadShare ?? ""));
  const [members, setMembers] = useState<Member[]>(
    before?.members.map(({ organisation, role, share }) => ({
      organisationId: organisation.id,
      name: nameIn(locale, organisation),
      role,
      share: String(share),
    })) ?? [],
  );
  const set = (index: number, change: Partial<Member>) =>
    setMembers(members.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <details className="rounded-md border border-line p-4">
      <summary className="font-semibold">{before ? t("consortiumChange") : t("consortiumForm")}</summary>
      <ActForm
        className="mt-3"
        submit={t("consortiumSend")}
        send={() =>
          api.needs.formConsortium.mutate({
            needId,
            version: before?.version ?? 0,
            agreement,
            leadRole,
            leadShare: Number(leadShare),
            members: members.map(({ organisationId, role, share }) => ({ organisationId, role, share: Number(share) })),
          })
        }
        {...(before
          ? {
              second: {
                label: t("consortiumDissolve"),
                send: () => api.needs.dissolveConsortium.mutate({ id: needId }),
              },
            }
          : {})}
      >
        {(errorOf) => (
          <>
            <p className="max-w-prose text-ink-soft">{t("consortiumHint")}</p>
            <OrganisationSearch
              id="partner"
              among="partners"
              chosen={members.map(({ organisationId }) => organisationId)}
              onChoose={({ id: organisationId, name }) =>
                setMembers([...members, { organisationId, name, role: "", share: "" }])
              }
            />
            <div className="grid gap-3 sm:grid-cols-[2fr_1fr]">
              <TextField
                id="leadRole"
                label={t("consortiumOwnRole")}
                value={leadRole}
                onChange={(event) => setLeadRole(event.target.value)}
                error={errorOf("leadRole")}
              />
              <TextField
                id="leadShare"
                label={t("consortiumShare")}
                inputMode="numeric"
                value={leadShare}
                onChange={(event) => setLeadShare(event.target.value)}
                error={errorOf("leadShare")}
              />
            </div>
            {members.map((member, index) => (
              <fieldset
                key={member.organisationId}
                className="grid gap-3 rounded-md border border-line p-3 sm:grid-cols-[2fr_1fr_auto] sm:items-end"
              >
                <legend className="px-1 font-semibold">{member.name}</legend>
                <TextField
                  id={`members.${index}.role`}
                  label={t("consortiumRole")}
                  value={member.role}
                  onChange={(event) => set(index, { role: event.target.value })}
                  error={errorOf(`members.${index}.role`) ?? errorOf(`members.${index}.organisationId`)}
                />
                <TextField
                  id={`members.${index}.share`}
                  label={t("consortiumShare")}
                  inputMode="numeric"
                  value={member.share}
                  onChange={(event) => set(index, { share: event.target.value })}
                  error={errorOf(`members.${index}.share`)}
                />
                <Button
                  variant="quiet"
                  className="justify-self-end"
                  onClick={() => setMembers(members.filter((_, at) => at !== index))}
                >
                  {c("remove")}
                </Button>
              </fieldset>
            ))}
            <TextAreaField
              id="agreement"
              label={t("consortiumAgreement")}
              value={agreement}
              onChange={(event) => setAgreement(event.target.value)}
              error={errorOf("agreement")}
            />
          </>
        )}
      </ActForm>
    </details>
  );
}

function TeamForm({ needId, team }: { needId: string; team: Together["team"] }) {
  const t = useTranslations("needs");
  const locale = useLocale() as Locale;
  const [email, setEmail] = useState("");
  const [role, setRole] = useState("");
  return (
    <details className="rounded-md border border-line p-4">
      <summary className="font-semibold">{t("teamPeople")}</summary>
      <ul className="my-3 flex flex-col gap-1">
        {team.map((one) => (
          <li key={one.id}>
            <strong>{nameIn(locale, one)}</strong> · {one.role}{" "}
            <Badge tone={tones[one.state]}>{t(`teamState_${one.state}`)}</Badge>
          </li>
        ))}
      </ul>
      <ActForm
        submit={t("teamAsk")}
        send={async () => {
          await api.needs.askTeam.mutate({ needId, email, role });
          setEmail("");
          setRole("");
        }}
      >
        {(errorOf) => (
          <>
            <p className="max-w-prose text-ink-soft">{t("teamHint")}</p>
            <div className="grid gap-3 sm:grid-cols-2">
              <TextField
                id="email"
                type="email"
                label={t("teamEmail")}
                value={email}
                onChange={(event) => setEmail(event.target.value)}
                error={errorOf("email")}
              />
              <TextField
                id="role"
                label={t("memberRole")}
                value={role}
                onChange={(event) => setRole(event.target.value)}
                error={errorOf("role")}
              />
            </div>
          </>
        )}
      </ActForm>
    </details>
  );
}
