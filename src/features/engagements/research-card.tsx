"use client";

import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { resultKinds, workPackageStates } from "@/domain/engagements/schema";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { ActForm } from "@/features/shared/act-form";
import { api, type Outputs } from "@/features/shared/api";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { SelectField, TextField } from "@/ui/field";

type Engagement = Outputs["engagements"]["get"];
type Result = Engagement["results"][number];
const tones = { planned: "neutral", running: "warn", done: "good" } as const;

function partiesOf(engagement: Engagement) {
  return [engagement.buyer, engagement.provider, ...engagement.partners.map(({ organisation }) => organisation)];
}

/** Work packages, results with the shares of each party, publications. */
export function ResearchCard({ engagement }: { engagement: Engagement }) {
  const t = useTranslations("engagements");
  const locale = useLocale() as Locale;
  if (engagement.kind !== "jointResearch") return null;
  return (
    <>
      <Card title={t("workPackages")}>
        <ol className="mb-4 flex flex-col gap-2">
          {engagement.workPackages.map((one, index) => (
            <li key={one.title}>
              <strong>
                {index + 1}. {one.title}
              </strong>{" "}
              <Badge tone={tones[one.state]}>{t(`package_${one.state}`)}</Badge> · {nameIn(locale, one.lead)}
              <p className="max-w-prose text-ink-soft">{[one.goal, one.note].filter(Boolean).join(" — ")}</p>
            </li>
          ))}
        </ol>
        {engagement.can.keepResearch ? <PackagesForm key={engagement.version} engagement={engagement} /> : null}
      </Card>
      <Card title={t("results")}>
        {engagement.results.length === 0 ? <p className="mb-3 text-ink-soft">{t("resultsNone")}</p> : null}
        <ul className="mb-4 flex flex-col gap-4">
          {engagement.results.map((one) => (
            <ResultView key={one.id} result={one} />
          ))}
        </ul>
        {engagement.can.keepResearch ? <ResultForm engagement={engagement} /> : null}
      </Card>
    </>
  );
}

function PackagesForm({ engagement }: { engagement: Engagement }) {
  const t = useTranslations("engagements");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const [packages, setPackages] = useState(
    engagement.workPackages.map(({ lead, ...one }) => ({ ...one, leadOrganisationId: lead.id })),
  );
  const set = (index: number, change: Partial<(typeof packages)[number]>) =>
    setPackages(packages.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <details className="rounded-md border border-line p-4">
      <summary className="font-semibold">{t("packagesKeep")}</summary>
      <ActForm
        className="mt-3"
        submit={t("packagesSave")}
        send={() =>
          api.engagements.saveWorkPackages.mutate({ id: engagement.id, packages, version: engagement.version })
        }
      >
        {(errorOf) => (
          <>
            {packages.map((one, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity of their own and keep their place
              <div key={index} className="grid gap-3 border-b border-line pb-3 sm:grid-cols-3">
                <TextField
                  id={`package-${index}-title`}
                  label={t("packageTitle")}
                  value={one.title}
                  onChange={(event) => set(index, { title: event.target.value })}
                  error={errorOf(`packages.${index}.title`)}
                />
                <SelectField
                  id={`package-${index}-lead`}
                  label={t("packageLead")}
                  value={one.leadOrganisationId}
                  onChange={(event) => set(index, { leadOrganisationId: event.target.value })}
                  options={partiesOf(engagement).map((party) => ({ value: party.id, label: nameIn(locale, party) }))}
                />
                <SelectField
                  id={`package-${index}-state`}
                  label={t("packageState")}
                  value={one.state}
                  onChange={(event) =>
                    set(index, { state: workPackageStates.find((state) => state === event.target.value) ?? "planned" })
                  }
                  options={workPackageStates.map((state) => ({ value: state, label: t(`package_${state}`) }))}
                />
                <div className="sm:col-span-3">
                  <Button variant="quiet" onClick={() => setPackages(packages.filter((_, at) => at !== index))}>
                    {c("remove")}
                  </Button>
                </div>
              </div>
            ))}
            <div>
              <Button
                onClick={() =>
                  setPackages([
                    ...packages,
                    { title: "", goal: "", note: "", state: "planned", leadOrganisationId: engagement.provider.id },
                  ])
                }
              >
                {t("packageAdd")}
              </Button>
            </div>
          </>
        )}
      </ActForm>
    </details>
  );
}

function ResultView({ result }: { result: Result }) {
  const t = useTranslations("engagements");
  const locale = useLocale() as Locale;
  return (
    <li className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-2">
        <strong>{result.title}</strong>
        <Badge>{t(`result_${result.kind}`)}</Badge>
        <Badge tone={result.agreedAt ? "good" : "warn"}>
          {result.agreedAt ? t("sharesAgreed") : t("sharesWaiting")}
        </Badge>
      </p>
      <ul className="list-disc pl-5">
        {result.shares.map((share) => (
          <li key={share.organisation.id}>
            {nameIn(locale, share.organisation)} {share.percent}%{share.confirmed ? ` · ${t("confirmed")}` : ""}
          </li>
        ))}
      </ul>
      {result.publication ? (
        <p>
          {t("publishedIn", { venue: result.publication.venue, on: result.publication.on })}{" "}
          {result.publication.url ? (
            <a href={result.publication.url} rel="noreferrer" className="text-brand underline">
              {result.publication.url}
            </a>
          ) : null}
        </p>
      ) : null}
      {result.can.confirm ? (
        <ActForm
          submit={t("shareConfirm")}
          send={() => api.engagements.confirmResult.mutate({ resultId: result.id, version: result.version })}
        />
      ) : null}
      {result.can.publish && !result.publication ? <PublicationForm resultId={result.id} /> : null}
    </li>
  );
}

function PublicationForm({ resultId }: { resultId: string }) {
  const t = useTranslations("engagements");
  const c = useTranslations("common");
  const [venue, setVenue] = useState("");
  const [url, setUrl] = useState("");
  const [publishedOn, setPublishedOn] = useState("");
  return (
    <details>
      <summary>{t("publish")}</summary>
      <ActForm
        className="mt-2"
        submit={t("publishSave")}
        send={() => api.engagements.publishResult.mutate({ resultId, venue, url: url || null, publishedOn })}
      >
        {(errorOf) => (
          <>
            <TextField
              id={`venue-${resultId}`}
              label={t("venue")}
              value={venue}
              onChange={(event) => setVenue(event.target.value)}
              error={errorOf("venue")}
            />
            <TextField
              id={`url-${resultId}`}
              label={t("url")}
              optional={c("optional")}
              value={url}
              onChange={(event) => setUrl(event.target.value)}
              error={errorOf("url")}
            />
            <TextField
              id={`published-${resultId}`}
              type="date"
              label={t("on")}
              value={publishedOn}
              onChange={(event) => setPublishedOn(event.target.value)}
              error={errorOf("publishedOn")}
            />
          </>
        )}
      </ActForm>
    </details>
  );
}

function ResultForm({ engagement }: { engagement: Engagement }) {
  const t = useTranslations("engagements");
  const locale = useLocale() as Locale;
  const parties = partiesOf(engagement);
  const [kind, setKind] = useState<(typeof resultKinds)[number]>("paper");
  const [title, setTitle] = useState("");
  const [shares, setShares] = useState<Record<string, string>>({});
  const key = useRef(crypto.randomUUID());
  return (
    <details className="rounded-md border border-line p-4">
      <summary className="font-semibold">{t("resultAdd")}</summary>
      <ActForm
        className="mt-3"
        submit={t("resultSave")}
        send={async () => {
          await api.engagements.saveResult.mutate({
            id: engagement.id,
            resultId: null,
            kind,
            title,
            description: "",
            shares: parties.map(({ id }) => ({ organisationId: id, percent: Number(shares[id] ?? 0) })),
            idempotencyKey: key.current,
          });
          key.current = crypto.randomUUID();
          setTitle("");
          setShares({});
        }}
      >
        {(errorOf) => (
          <>
            <SelectField
              id="result-kind"
              label={t("resultKind")}
              value={kind}
              onChange={(event) => setKind(resultKinds.find((one) => one === event.target.value) ?? "other")}
              options={resultKinds.map((one) => ({ value: one, label: t(`result_${one}`) }))}
            />
            <TextField
              id="result-title"
              label={t("resultTitle")}
              value={title}
              onChange={(event) => setTitle(event.target.value)}
              error={errorOf("title")}
            />
            <fieldset id="shares" className="grid gap-3 sm:grid-cols-2">
              <legend className="mb-1 font-semibold">{t("shares")}</legend>
              {parties.map((party) => (
                <TextField
                  key={party.id}
                  id={`share-${party.id}`}
                  inputMode="numeric"
                  label={`${nameIn(locale, party)} (%)`}
                  value={shares[party.id] ?? ""}
                  onChange={(event) => setShares({ ...shares, [party.id]: event.target.value })}
                />
              ))}
            </fieldset>
            <FieldProblem text={errorOf("shares")} />
          </>
        )}
      </ActForm>
    </details>
  );
}

function FieldProblem({ text }: { text: string | undefined }) {
  return text ? <p className="font-medium text-bad">{text}</p> : null;
}
