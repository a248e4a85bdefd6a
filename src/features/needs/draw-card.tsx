"use client";

import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { seedCommitmentText } from "@/domain/shared/draw";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { ActForm } from "@/features/shared/act-form";
import { api, type Outputs } from "@/features/shared/api";
import { dateTime } from "@/features/shared/format";
import { Badge } from "@/ui/badge";
import { Card } from "@/ui/card";
import { CheckField, FieldGroup, SelectField, TextAreaField, TextField } from "@/ui/field";

type Draw = Outputs["needs"]["draws"][number];

/** The draw of panel experts: frozen list, commitments, seeds, result; anybody can recompute it from the record. */
export function DrawCard({
  needId,
  draws,
  pools,
  canPrepare,
  timeZone,
}: {
  needId: string;
  draws: readonly Draw[];
  pools: Pools;
  canPrepare: boolean;
  timeZone: string;
}) {
  const t = useTranslations("needs");
  if (draws.length === 0 && !canPrepare) return null;
  return (
    <Card title={t("draw")}>
      <div className="flex flex-col gap-5">
        <p className="max-w-prose text-ink-soft">{t("drawIntro")}</p>
        {draws.map((draw) => (
          <DrawView key={draw.drawId} needId={needId} draw={draw} timeZone={timeZone} />
        ))}
        {canPrepare ? <PrepareForm needId={needId} pools={pools} /> : null}
      </div>
    </Card>
  );
}

function DrawView({ needId, draw, timeZone }: { needId: string; draw: Draw; timeZone: string }) {
  const t = useTranslations("needs");
  const locale = useLocale() as Locale;
  const candidate = (ref: string) => {
    const name = draw.names[ref];
    return name ? nameIn(locale, name) : `${ref.slice(0, 12)}…`;
  };
  const party = (id: string) => {
    const name = draw.partyNames[id];
    if (name) return nameIn(locale, name);
    return id === "buyer" || id === "platform" ? t(`drawParty_${id}`) : id.slice(0, 18);
  };
  const revealed = new Set(draw.seeds.map((one) => one.party));
  return (
    <article className="flex flex-col gap-3 rounded-md border border-line p-4">
      <p className="flex flex-wrap items-center gap-2">
        <strong>
          {t("drawOf", { candidates: draw.candidates.length, count: draw.count, reserves: draw.reserves })}
        </strong>
        <Badge tone={draw.result ? "good" : "warn"}>{draw.result ? t("drawDone") : t("drawWaiting")}</Badge>
        <span className="text-ink-soft">{dateTime(draw.createdAt, locale, timeZone)}</span>
      </p>
      {draw.poolName ? <p>{t("drawPoolOf", { name: nameIn(locale, draw.poolName) })}</p> : null}
      {draw.leftOut.length > 0 ? (
        <details>
          <summary className="text-brand">{t("drawLeftOut", { count: draw.leftOut.length })}</summary>
          <ul className="mt-1 list-disc pl-5">
            {draw.leftOut.map(({ name, reason }) => (
              <li key={`${name.nameZh}${name.nameEn}${reason}`}>
                {t("drawLeftOutOne", { name: nameIn(locale, name), reason: t(`leftOut_${reason}`) })}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <code className="block text-xs break-all text-ink-soft">
        {t("drawList")} SHA-256 {draw.listHash}
      </code>
      <ul className="flex flex-col gap-1">
        {draw.commitments.map((one) => (
          <li key={one.party} className="flex flex-wrap items-center gap-2">
            {party(one.party)}
            <Badge tone={revealed.has(one.party) ? "good" : "neutral"}>
              {revealed.has(one.party) ? t("drawRevealed") : t("drawCommitted")}
            </Badge>
          </li>
        ))}
      </ul>
      {draw.result ? (
        <>
          <p>
            {t("drawChosen")} <strong>{draw.result.chosen.map(candidate).join(", ")}</strong>
          </p>
          {draw.result.reserves.length > 0 ? (
            <p>
              {t("drawReserves")} {draw.result.reserves.map(candidate).join(", ")}
            </p>
          ) : null}
        </>
      ) : null}
      {draw.can.commit ? <CommitForm draw={draw} /> : null}
      {draw.can.reveal ? <RevealForm draw={draw} /> : null}
      <p>
        <a href={`/api/needs/${needId}/draw-${draw.drawId}.json`} className="text-brand underline">
          {t("drawRecord")}
        </a>
      </p>
    </article>
  );
}

const keptSeed = (drawId: string, party: string) => `draw-seed:${drawId}:${party}`;

async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The seed is made and kept in this browser; only its hash leaves before the reveal. */
function CommitForm({ draw }: { draw: Draw }) {
  const t = useTranslations("needs");
  return (
    <ActForm
      submit={t("drawCommit")}
      send={async () => {
        const seed = [...crypto.getRandomValues(new Uint8Array(32))]
          .map((byte) => byte.toString(16).padStart(2, "0"))
          .join("");
        localStorage.setItem(keptSeed(draw.drawId, draw.party), seed);
        await api.needs.commitSeed.mutate({
          drawId: draw.drawId,
          commitment: await sha256(seedCommitmentText(draw.drawId, { party: draw.party, seed })),
        });
      }}
    >
      {() => <p className="max-w-prose">{t("drawCommitHint")}</p>}
    </ActForm>
  );
}

function RevealForm({ draw }: { draw: Draw }) {
  const t = useTranslations("needs");
  const [seed, setSeed] = useState("");
  return (
    <ActForm
      submit={t("drawReveal")}
      send={() =>
        api.needs.revealSeed.mutate({
          drawId: draw.drawId,
          seed: seed || (localStorage.getItem(keptSeed(draw.drawId, draw.party)) ?? ""),
        })
      }
    >
      {(errorOf) => (
        <TextField
          id={`seed-${draw.drawId}`}
          label={t("drawSeed")}
          hint={t("drawSeedHint")}
          value={seed}
          onChange={(event) => setSeed(event.target.value)}
          error={errorOf("seed")}
        />
      )}
    </ActForm>
  );
}

type Pools = Outputs["experts"]["pools"];
type Member = Outputs["experts"]["pool"]["terms"][number]["person"];

/** From an expert pool, whose busy members are left out, or from people named one by one. */
function PrepareForm({ needId, pools }: { needId: string; pools: Pools }) {
  const t = useTranslations("needs");
  const locale = useLocale() as Locale;
  const [poolId, setPoolId] = useState("");
  const [members, setMembers] = useState<readonly Member[]>([]);
  const [without, setWithout] = useState<readonly string[]>([]);
  const [emails, setEmails] = useState("");
  const [places, setPlaces] = useState("3");
  const [reserves, setReserves] = useState("1");
  const key = useRef(crypto.randomUUID());
  const choose = async (id: string) => {
    setPoolId(id);
    setWithout([]);
    setMembers(id ? (await api.experts.pool.query({ id })).terms.map(({ person }) => person) : []);
  };
  return (
    <details>
      <summary className="font-semibold">{t("drawPrepare")}</summary>
      <ActForm
        className="mt-3"
        submit={t("drawFreeze")}
        send={async () => {
          await api.needs.prepareDraw.mutate({
            needId,
            poolId: poolId || null,
            withoutIds: [...without],
            emails: poolId ? [] : emails.split(/[\s,;，；]+/u).filter(Boolean),
            places: Number(places),
            reserves: Number(reserves),
            idempotencyKey: key.current,
          });
          key.current = crypto.randomUUID();
          setEmails("");
          await choose("");
        }}
      >
        {(errorOf) => (
          <>
            <SelectField
              id="draw-pool"
              label={t("drawFrom")}
              value={poolId}
              error={errorOf("poolId")}
              options={[
                { value: "", label: t("drawFromPeople") },
                ...pools.map((pool) => ({
                  value: pool.id,
                  label: t("drawFromPool", { name: nameIn(locale, pool), members: pool.members }),
                })),
              ]}
              onChange={(event) => void choose(event.target.value)}
            />
            {poolId ? (
              <FieldGroup legend={t("drawMembers")} hint={t("drawMembersHint")}>
                {members.map((member) => (
                  <CheckField
                    key={member.id}
                    id={`draw-member-${member.id}`}
                    label={nameIn(locale, member) || t("drawNameless")}
                    checked={!without.includes(member.id)}
                    onChange={(event) =>
                      setWithout(
                        event.target.checked ? without.filter((id) => id !== member.id) : [...without, member.id],
                      )
                    }
                  />
                ))}
              </FieldGroup>
            ) : (
              <TextAreaField
                id="draw-emails"
                label={t("drawCandidates")}
                hint={t("panelEmailsHint")}
                value={emails}
                onChange={(event) => setEmails(event.target.value)}
                error={errorOf("emails")}
              />
            )}
            <div className="grid max-w-sm grid-cols-2 gap-3">
              <TextField
                id="places"
                label={t("drawPlaces")}
                inputMode="numeric"
                value={places}
                onChange={(event) => setPlaces(event.target.value)}
                error={errorOf("places")}
              />
              <TextField
                id="reserves"
                label={t("drawReserve")}
                inputMode="numeric"
                value={reserves}
                onChange={(event) => setReserves(event.target.value)}
                error={errorOf("reserves")}
              />
            </div>
          </>
        )}
      </ActForm>
    </details>
  );
}
