"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type BallotList, ballotList, committedText, type Recount, recount } from "@/domain/standards/ballot-list";
import { FileField } from "@/features/shared/file-field";
import { Badge } from "@/ui/badge";
import { Callout } from "@/ui/callout";
import { Card } from "@/ui/card";
import { DataTable } from "@/ui/data-table";
import { TextField } from "@/ui/field";
import { hashesOf } from "./sha256";

type Read = { list: BallotList; result: Recount } | "bad" | null;

/** Reads a published list in the browser and counts it again; nothing is sent. */
export function RecountDesk() {
  const t = useTranslations("standardsLife");
  const s = useTranslations("standards");
  const [read, setRead] = useState<Read>(null);
  const [receipt, setReceipt] = useState("");
  const choose = async (file: File | undefined) => {
    if (!file) return;
    try {
      const list = ballotList.parse(JSON.parse(await file.text()));
      const hashes = await hashesOf(list.votes.map((vote) => committedText(list.ballotId, vote)));
      setRead({ list, result: recount(list, (text) => hashes.get(text) ?? "") });
    } catch {
      setRead("bad");
    }
  };
  const own = read && read !== "bad" ? read.list.votes.find((vote) => vote.receipt === receipt.trim()) : undefined;
  const nameOf = (id: string) =>
    read && read !== "bad" ? (read.list.roster.find(({ organisationId }) => organisationId === id)?.name ?? "") : "";
  return (
    <div className="flex flex-col gap-6">
      <FileField
        id="list"
        accept="application/json,.json"
        label={t("recountFile")}
        onFiles={([file]) => choose(file)}
      />
      <div role="status" className="flex flex-col gap-6">
        {read === "bad" ? <Callout tone="bad" title={t("recountBad")} /> : null}
        {read && read !== "bad" ? (
          <>
            {read.result.faults.length === 0 ? (
              <Callout tone="good" title={t("recountHolds")} />
            ) : (
              <Callout tone="bad" title={t("recountFaults")}>
                <ul className="list-disc pl-5">
                  {read.result.faults.map(({ code, name }) => (
                    <li key={`${code}${name}`}>{t(`fault_${code}`, { name })}</li>
                  ))}
                </ul>
              </Callout>
            )}
            <Card
              title={read.list.title}
              action={
                <Badge tone={read.result.outcome.approved ? "good" : "bad"}>
                  {read.result.outcome.decision
                    ? s(`vote_${read.result.outcome.decision}`)
                    : s(read.result.outcome.approved ? "approved" : "notApproved")}
                </Badge>
              }
            >
              <DataTable
                caption={s("outcome")}
                columns={[
                  { key: "condition", header: s("condition") },
                  { key: "sum", header: s("sum") },
                  { key: "holds", header: s("outcome") },
                ]}
                rows={read.result.outcome.arithmetic.map(({ id, part, base, is, share: [top, bottom], holds }) => ({
                  id,
                  cells: {
                    condition: s(`arith_${id}`),
                    sum: s(`sum_${is}`, { part, base, top, bottom }),
                    holds: <Badge tone={holds ? "good" : "bad"}>{holds ? s("holds") : s("open")}</Badge>,
                  },
                }))}
              />
            </Card>
          </>
        ) : null}
      </div>
      {read && read !== "bad" ? (
        <Card title={t("findReceipt")}>
          <TextField
            id="receipt"
            label={s("receipt")}
            value={receipt}
            onChange={(event) => setReceipt(event.target.value)}
          />
          <p role="status" className="mt-3">
            {receipt.trim() === ""
              ? ""
              : own
                ? t("receiptFound", { name: nameOf(own.organisationId), vote: s(`vote_${own.vote}`) })
                : t("receiptMissing")}
          </p>
        </Card>
      ) : null}
    </div>
  );
}
