"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { memberRoles } from "@/domain/shared/actor";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { api, type Outputs } from "@/features/shared/api";
import { FilePicker } from "@/features/shared/file-picker";
import { ProblemSummary } from "@/features/shared/problem-summary";
import type { Uploaded } from "@/features/shared/upload";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { Callout } from "@/ui/callout";
import { DataTable } from "@/ui/data-table";
import { SelectField, TextAreaField, TextField } from "@/ui/field";
import { Form } from "./form";

type Desk = Outputs["identity"]["organisationDesk"];
type Role = (typeof memberRoles)[number];

const roleOf = (value: string): Role => memberRoles.find((one) => one === value) ?? "member";

export function Members({ desk, myId }: { desk: Desk; myId: string }) {
  const t = useTranslations("identity");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const organisationId = desk.organisation.id;
  const change = (call: Promise<unknown>) =>
    acting.run(async () => {
      await call;
      router.refresh();
    });
  return (
    <div className="flex flex-col gap-4">
      <ProblemSummary acting={acting} />
      <DataTable
        caption={t("members")}
        columns={[
          { key: "name", header: t("members") },
          { key: "role", header: t("inviteRole") },
          { key: "end", header: "" },
        ]}
        rows={desk.members.map((member) => ({
          id: member.personId,
          cells: {
            name: (
              <>
                {nameIn(locale, member)} <span className="text-ink-soft">{member.email}</span>
              </>
            ),
            role: desk.can.manage ? (
              <select
                className="rounded border border-line-strong bg-surface p-1.5"
                aria-label={`${t("inviteRole")} ${member.email}`}
                value={member.role}
                onChange={(event) =>
                  void change(
                    api.identity.changeMemberRole.mutate({
                      organisationId,
                      personId: member.personId,
                      role: roleOf(event.target.value),
                    }),
                  )
                }
              >
                {memberRoles.map((role) => (
                  <option key={role} value={role}>
                    {t(`role_${role}`)}
                  </option>
                ))}
              </select>
            ) : (
              t(`role_${member.role}`)
            ),
            end:
              desk.can.manage || member.personId === myId ? (
                <Button
                  variant="quiet"
                  onClick={() =>
                    void change(api.identity.endMembership.mutate({ organisationId, personId: member.personId }))
                  }
                >
                  {member.personId === myId ? t("leave") : t("removeMember")}
                </Button>
              ) : null,
          },
        }))}
      />
      {desk.can.manage ? <Invite organisationId={organisationId} /> : null}
      {desk.invitations.length > 0 ? (
        <ul className="flex flex-col gap-2">
          <li className="font-semibold">{t("invitations")}</li>
          {desk.invitations.map((invitation) => (
            <li key={invitation.id} className="flex flex-wrap items-center gap-3">
              {invitation.email} — {t(`role_${invitation.role}`)}
              <Button
                variant="quiet"
                onClick={() => void change(api.identity.withdrawInvitation.mutate({ id: invitation.id }))}
              >
                {t("withdraw")}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function Invite({ organisationId }: { organisationId: string }) {
  const t = useTranslations("identity");
  const router = useRouter();
  const acting = useAct();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("member");
  const [sent, setSent] = useState(false);
  const key = useRef(crypto.randomUUID());
  return (
    <Form
      acting={acting}
      submit={t("inviteSend")}
      primary={false}
      send={async () => {
        await api.identity.invite.mutate({ organisationId, email, role, idempotencyKey: key.current });
        key.current = crypto.randomUUID();
        setEmail("");
        setSent(true);
        router.refresh();
      }}
    >
      {sent ? <Callout tone="good">{t("inviteSent")}</Callout> : null}
      <TextField
        id="email"
        label={t("email")}
        type="email"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        error={acting.errorOf("email")}
      />
      <SelectField
        id="role"
        label={t("inviteRole")}
        value={role}
        onChange={(event) => setRole(roleOf(event.target.value))}
        options={memberRoles.map((one) => ({ value: one, label: t(`role_${one}`) }))}
      />
    </Form>
  );
}

export function VerificationForm({ organisationId }: { organisationId: string }) {
  const t = useTranslations("identity");
  const c = useTranslations("common");
  const router = useRouter();
  const acting = useAct();
  const [files, setFiles] = useState<Uploaded[]>([]);
  const [emailDomain, setEmailDomain] = useState("");
  const [note, setNote] = useState("");
  const key = useRef(crypto.randomUUID());
  return (
    <Form
      acting={acting}
      submit={t("submitVerification")}
      send={async () => {
        await api.identity.submitVerification.mutate({
          organisationId,
          note,
          fileIds: files.map(({ id }) => id),
          ...(emailDomain ? { emailDomain } : {}),
          idempotencyKey: key.current,
        });
        router.refresh();
      }}
    >
      <p className="text-ink-soft">{t("verificationText")}</p>
      <FilePicker id="fileIds" label={t("evidence")} purpose="verificationEvidence" value={files} onChange={setFiles} />
      {acting.errorOf("fileIds") ? <p className="font-medium text-bad">{acting.errorOf("fileIds")}</p> : null}
      <TextField
        id="emailDomain"
        label={t("emailDomain")}
        optional={c("optional")}
        value={emailDomain}
        onChange={(event) => setEmailDomain(event.target.value)}
        error={acting.errorOf("emailDomain")}
      />
      <TextAreaField
        id="note"
        label={t("note")}
        optional={c("optional")}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        error={acting.errorOf("note")}
      />
    </Form>
  );
}
