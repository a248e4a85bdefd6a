"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { tieKinds } from "@/domain/needs/schema";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { api, type Outputs } from "@/features/shared/api";
import { OrganisationSearch } from "@/features/shared/organisation-search";
import type { NamedOrganisation } from "@/features/shared/organisations-field";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { SelectField, TextField } from "@/ui/field";

type Tie = Outputs["matching"]["ties"][number];
type Kind = (typeof tieKinds)[number];

const kindOf = (value: string): Kind => tieKinds.find((one) => one === value) ?? "supplier";

/** What this organisation declares of others, so that conflicts of interest are found before anybody is offered. */
export function Ties({
  organisationId,
  ties,
  mayDeclare,
}: {
  organisationId: string;
  ties: readonly Tie[];
  mayDeclare: boolean;
}) {
  const t = useTranslations("matching");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const end = (id: string) =>
    void acting.run(async () => {
      await api.matching.endTie.mutate({ organisationId, id });
      router.refresh();
    });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-prose text-ink-soft">{t("tiesIntro")}</p>
      {ties.length === 0 ? <p>{t("tiesNone")}</p> : null}
      <ul className="flex flex-col divide-y divide-line">
        {ties.map(({ id, other, kind, note, until }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-2">
            <span>
              <span className="font-semibold">{nameIn(locale, other)}</span>{" "}
              <Badge tone={until ? "neutral" : "brand"}>{t(`tie_${kind}`)}</Badge>
              {note ? <span className="block text-sm text-ink-soft">{note}</span> : null}
            </span>
            {until ? (
              <span className="text-sm text-ink-soft">{t("tieUntil", { date: day.format(new Date(until)) })}</span>
            ) : mayDeclare ? (
              <Button pending={acting.pending} onClick={() => end(id)}>
                {t("tieEnd")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <ProblemSummary acting={acting} />
      {mayDeclare ? <DeclareTie organisationId={organisationId} /> : null}
    </div>
  );
}

function DeclareTie({ organisationId }: { organisationId: string }) {
  const t = useTranslations("matching");
  const router = useRouter();
  const acting = useAct();
  const key = useRef(crypto.randomUUID());
  const [other, setOther] = useState<NamedOrganisation | null>(null);
  const [kind, setKind] = useState<Kind>("supplier");
  const [note, setNote] = useState("");
  const declare = () =>
    void acting.run(async () => {
      if (!other) return;
      await api.matching.declareTie.mutate({
        organisationId,
        otherId: other.id,
        kind,
        note,
        idempotencyKey: key.current,
      });
      key.current = crypto.randomUUID();
      setOther(null);
      setNote("");
      router.refresh();
    });
  return (
    <div className="flex flex-col gap-3 border-t border-line pt-4">
      <ProblemSummary acting={acting} />
      {other ? null : <OrganisationSearch id="tie-name" among="others" chosen={[]} onChoose={setOther} />}
      {other ? (
        <>
          <p role="status">{t("tieChosen", { name: other.name })}</p>
          <SelectField
            id="tie-kind"
            label={t("tieKind")}
            value={kind}
            onChange={(event) => setKind(kindOf(event.target.value))}
            options={tieKinds.map((value) => ({ value, label: t(`tie_${value}`) }))}
          />
          <TextField
            id="tie-note"
            label={t("tieNote")}
            value={note}
            maxLength={500}
            onChange={(event) => setNote(event.target.value)}
          />
          <div>
            <Button variant="primary" pending={acting.pending} onClick={declare}>
              {t("tieDeclare")}
            </Button>
          </div>
        </>
      ) : null}
    </div>
  );
}
