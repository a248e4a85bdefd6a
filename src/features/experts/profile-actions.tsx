"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { api, type Outputs } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { Callout } from "@/ui/callout";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { SelectField, TextAreaField } from "@/ui/field";
import { inReaders } from "./words";

const works = [
  "review",
  "advice",
  "judging",
  "standards",
  "training",
  "mentoring",
  "project",
  "employment",
  "internship",
] as const;
type Shortlists = Outputs["experts"]["shortlists"];

/** What a reader can do with somebody's profile: endorse, invite, keep on a list, ask for contact data. */
export function ProfileActions({
  profile,
  shortlists,
  pools,
}: {
  profile: Outputs["experts"]["profile"];
  shortlists: Shortlists;
  /** Pools that the reader's organisation may put the person forward for. */
  pools: Outputs["experts"]["pools"];
}) {
  const t = useTranslations("experts");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const { personId } = profile;
  const [work, setWork] = useState<(typeof works)[number]>("review");
  const [text, setText] = useState("");
  const [conceptId, setConcept] = useState(profile.skills[0]?.conceptId ?? "");
  const [level, setLevel] = useState("3");
  const [poolId, setPool] = useState(pools[0]?.id ?? "");
  const [statement, setStatement] = useState("");
  const [list, setList] = useState(shortlists[0]?.id ?? "");
  const [contact, setContact] = useState<{ email: string; phone: string } | null>(null);
  const [told, setTold] = useState("");
  const run = (message: string, call: () => Promise<unknown>) =>
    acting.run(async () => {
      await call();
      setTold(message);
      router.refresh();
    });
  return (
    <div className="flex flex-col gap-4">
      <ProblemSummary acting={acting} />
      <div aria-live="polite">{told ? <Callout tone="good">{told}</Callout> : null}</div>
      {profile.can.recruit ? (
        <ConfirmDialog
          trigger={t("invite")}
          title={t("invite")}
          confirm={t("invite")}
          cancel={c("cancel")}
          pending={acting.pending}
          onConfirm={() =>
            run(t("invited"), () =>
              api.experts.invite.mutate({ personId, work, text, idempotencyKey: crypto.randomUUID() }),
            ).then(() => undefined)
          }
        >
          <p>{t("inviteEffect")}</p>
          <SelectField
            id="invite-work"
            label={t("work")}
            value={work}
            options={works.map((value) => ({ value, label: t(`work_${value}`) }))}
            onChange={(event) => setWork(event.target.value as (typeof works)[number])}
          />
          <TextAreaField
            id="invite-text"
            label={t("inviteText")}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </ConfirmDialog>
      ) : null}
      {profile.can.recruit ? (
        <div className="flex flex-col gap-2">
          {shortlists.length > 0 ? (
            <>
              <SelectField
                id="shortlist"
                label={t("shortlist")}
                value={list}
                options={shortlists.map(({ id, title }) => ({ value: id, label: title }))}
                onChange={(event) => setList(event.target.value)}
              />
              <Button
                pending={acting.pending}
                onClick={() =>
                  void run(t("listed"), () => api.experts.putOnShortlist.mutate({ id: list, personId, note: "" }))
                }
              >
                {t("putOnList")}
              </Button>
            </>
          ) : (
            <Button
              pending={acting.pending}
              onClick={() =>
                void run(t("listed"), async () => {
                  const { id } = await api.experts.createShortlist.mutate({ title: t("firstList") });
                  await api.experts.putOnShortlist.mutate({ id, personId, note: "" });
                })
              }
            >
              {t("putOnList")}
            </Button>
          )}
        </div>
      ) : null}
      {profile.can.recruit && pools.length > 0 ? (
        <ConfirmDialog
          trigger={t("nominateThem")}
          title={t("nominateThem")}
          confirm={t("nominateThem")}
          cancel={c("cancel")}
          tone="primary"
          pending={acting.pending}
          onConfirm={() =>
            run(t("nominatedTold"), () => api.experts.nominate.mutate({ poolId, personId, statement })).then(
              () => undefined,
            )
          }
        >
          <p>{t("nominateThemEffect")}</p>
          <SelectField
            id="nominate-pool"
            label={t("pool_expert")}
            value={poolId}
            options={pools.map((pool) => ({ value: pool.id, label: inReaders(locale, pool.nameZh, pool.nameEn) }))}
            onChange={(event) => setPool(event.target.value)}
          />
          <TextAreaField
            id="nominate-statement"
            label={t("statement")}
            value={statement}
            error={acting.errorOf("statement")}
            onChange={(event) => setStatement(event.target.value)}
          />
        </ConfirmDialog>
      ) : null}
      {profile.can.endorse && profile.skills.length > 0 ? (
        <ConfirmDialog
          trigger={t("endorse")}
          title={t("endorse")}
          confirm={t("endorse")}
          cancel={c("cancel")}
          tone="primary"
          pending={acting.pending}
          onConfirm={() =>
            run(t("endorsed"), () =>
              api.experts.endorse.mutate({ personId, conceptId, level: Number(level), note: "" }),
            ).then(() => undefined)
          }
        >
          <p>{t("endorseEffect")}</p>
          <SelectField
            id="endorse-skill"
            label={t("skills")}
            value={conceptId}
            options={profile.skills.map((skill) => ({
              value: skill.conceptId,
              label: inReaders(locale, skill.nameZh, skill.nameEn),
            }))}
            onChange={(event) => setConcept(event.target.value)}
          />
          <SelectField
            id="endorse-level"
            label={t("level")}
            value={level}
            options={["1", "2", "3", "4", "5"].map((value) => ({ value, label: `${value} · ${t(`level_${value}`)}` }))}
            onChange={(event) => setLevel(event.target.value)}
          />
        </ConfirmDialog>
      ) : null}
      {profile.hasContact && !profile.own ? (
        contact ? (
          <p className="break-all">
            {contact.email} {contact.phone}
          </p>
        ) : (
          <>
            <Button
              pending={acting.pending}
              onClick={() => void acting.run(async () => setContact(await api.experts.contact.mutate({ personId })))}
            >
              {t("showContact")}
            </Button>
            <p className="text-sm text-ink-soft">{t("contactRecorded")}</p>
          </>
        )
      ) : null}
    </div>
  );
}
