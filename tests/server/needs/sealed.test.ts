import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { organisation, passDeadline, proposal } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { visitor } from "@/domain/shared/actor";
import { appRouter, callerFactory } from "@/server/api/root";
import { uploadFile } from "@/server/modules/files/service";
import { openProposals, submitProposal } from "@/server/modules/needs/service-proposals";
import { type Ctx, systemCtx } from "@/server/platform/ctx";
import { pool } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { published } from "./stages";

useDatabase();

const price = 73_219_457;
const canaries = ["73219457", "732194.57", "732,194.57", "canary-approach", "canary-file"];

/** Every row of every table of every schema, as text. */
async function wholeDatabase(): Promise<string> {
  const { rows } = await pool().query<{ name: string }>(
    "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND has_table_privilege(format('%I.%I', schemaname, tablename), 'SELECT')",
  );
  expect(rows.length).toBeGreaterThan(30);
  const texts: string[] = [];
  for (const { name } of rows) texts.push(JSON.stringify((await pool().query(`SELECT t::text FROM ${name} t`)).rows));
  return texts.join("\n");
}

function filesOnDisk(): string {
  const folder = env().LIANFANG_DATA_DIR;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .join("\n");
}

/** What the reading doors that take a need say to this reader, refusals included. */
async function everyAnswer(ctx: Ctx, needId: string): Promise<string> {
  const caller = callerFactory(ctx);
  const asked = [
    caller.needs.get({ id: needId }),
    caller.needs.list({ state: "all" }),
    caller.needs.list({ query: "canary-approach", state: "all" }),
    caller.needs.questions({ id: needId }),
    caller.needs.received({ id: needId }),
    caller.needs.openedProposals({ id: needId }),
    caller.needs.evaluation({ id: needId }),
    caller.needs.matches({ id: needId }),
    caller.needs.expertMatches({ id: needId }),
    caller.needs.matchedNeeds({}),
    caller.needs.awardOf({ id: needId }),
    caller.needs.ownProposal({ id: needId }),
    caller.needs.myProposals({}),
    caller.notifications.list({}),
    caller.identity.audit({ page: 1 }),
    caller.identity.outbox({}),
  ];
  const answers = await Promise.allSettled(asked);
  return JSON.stringify(
    answers.map((answer) =>
      answer.status === "fulfilled" ? answer.value : `${answer.reason} ${JSON.stringify(answer.reason)}`,
    ),
  );
}

it("a sealed price stands in no table, file, log, mail or answer before the opening, and in its proposer's and the opened ones after", async () => {
  expect(Object.keys(appRouter._def.procedures).length).toBeGreaterThan(50);
  const logged: string[] = [];
  const write = process.stderr.write.bind(process.stderr);
  process.stderr.write = ((chunk: string | Uint8Array) => {
    logged.push(String(chunk));
    return true;
  }) as typeof process.stderr.write;
  try {
    const { needId, buyer, second } = await published();
    const firm = await organisation("securityFirm");
    const rival = await organisation("securityFirm");
    const file = await uploadFile(
      firm.owner.ctx,
      "proposalAttachment",
      "price.txt",
      Buffer.from("canary-file 732194.57"),
    );
    const content = proposal(price, { approach: "canary-approach with the secret plan", fileIds: [file.id] });
    await submitProposal(firm.owner.ctx, { needId, content, idempotencyKey: randomUUID() });
    await settle();

    const database = await wholeDatabase();
    const disk = filesOnDisk();
    for (const canary of canaries) {
      expect(database).not.toContain(canary);
      expect(disk).not.toContain(canary);
    }
    const readers: Ctx[] = [{ ...systemCtx("reader"), actor: visitor }, buyer.owner.ctx, second.ctx, rival.owner.ctx];
    for (const reader of readers)
      for (const canary of canaries) expect(await everyAnswer(reader, needId)).not.toContain(canary);
    expect(await everyAnswer(firm.owner.ctx, needId)).toContain("73219457");

    await passDeadline(needId);
    await openProposals(buyer.owner.ctx, needId);
    expect(await everyAnswer(buyer.owner.ctx, needId)).not.toContain("73219457");
    await openProposals(second.ctx, needId);
    await settle();
    expect(await everyAnswer(buyer.owner.ctx, needId)).toContain("73219457");
    for (const reader of [readers[0], rival.owner.ctx])
      if (reader) expect(await everyAnswer(reader, needId)).not.toContain("73219457");
    for (const canary of canaries) expect(logged.join("")).not.toContain(canary);
  } finally {
    process.stderr.write = write;
  }
});
