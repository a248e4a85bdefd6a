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
import { SelectField, TextAreaField, TextField } from "@/ui/field";
import { InviteDialog } from "./invite-dialog";
import { inReaders } from "./words";

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
  const [conceptId, setConcept] = useState(profile.skills[0]?.conceptId ?? "");
  const [level, setLevel] = useState("3");
  const [poolId, setPool] = useState(pools[0]?.id ?? "");
  const [statement, setStatement] = useState("");
  const [list, setList] = useState(shortlists[0]?.id ?? "");
  const [newList, setNewList] = useState("");
  const [note, setNote] = useState("");
  const [contact, setContact] = useState<{ email: string; phone: string } | null>(null);
  const [told, setTold] = useState("");
  /** @returns whether it was done: a dialog stays open where it was not */
  const run = async (message: string, call: () => Promise<unknown>) => {
    setTold("");
    const done = await acting.run(async () => {
      await call();
      setTold(message);
      router.refresh();
      return true;
    });
    return done === true;
  };
  return (
    <div className="flex flex-col gap-4">
      <ProblemSummary acting={acting} />
      <div aria-live="polite">{told ? <Callout tone="good">{told}</Callout> : null}</div>
      {profile.can.recruit ? <InviteDialog personId={personId} /> : null}
      {profile.can.recruit ? (
        <form
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            void run(t("listed"), async () => {
              const id = list === "" ? (await api.experts.createShortlist.mutate({ title: newList })).id : list;
              await api.experts.putOnShortlist.mutate({ id, personId, note });
              setList(id);
            });
          }}
        >
          {shortlists.length > 0 ? (
            <SelectField
              id="shortlist"
              label={t("shortlist")}
              value={list}
              options={[
                ...shortlists.map(({ id, title }) => ({ value: id, label: title })),
                { value: "", label: t("listNew") },
              ]}
              onChange={(event) => setList(event.target.value)}
            />
          ) : null}
          {list === "" ? (
            <TextField
              id="shortlist-title"
              label={t("listTitle")}
              value={newList}
              error={acting.errorOf("title")}
              onChange={(event) => setNewList(event.target.value)}
            />
          ) : null}
          <TextField
            id="shortlist-note"
            label={t("listNote")}
            optional={c("optional")}
            value={note}
            error={acting.errorOf("note")}
            onChange={(event) => setNote(event.target.value)}
          />
          <Button type="submit" pending={acting.pending}>
            {t("putOnList")}
          </Button>
        </form>
      ) : null}
      {profile.can.recruit && pools.length > 0 ? (
        <ConfirmDialog
          trigger={t("nominateThem")}
          quiet
          title={t("nominateThem")}
          confirm={t("nominateThem")}
          cancel={c("cancel")}
          tone="primary"
          pending={acting.pending}
          onConfirm={() => run(t("nominatedTold"), () => api.experts.nominate.mutate({ poolId, personId, statement }))}
        >
          <p>{t("nominateThemEffect")}</p>
          <ProblemSummary acting={acting} />
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
          quiet
          title={t("endorse")}
          confirm={t("endorse")}
          cancel={c("cancel")}
          tone="primary"
          pending={acting.pending}
          onConfirm={() =>
            run(t("endorsed"), () =>
              api.experts.endorse.mutate({ personId, conceptId, level: Number(level), note: "" }),
            )
          }
        >
          <p>{t("endorseEffect")}</p>
          <ProblemSummary acting={acting} />
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
