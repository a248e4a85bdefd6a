import type { z } from "zod";
import { mayAnswerForOneself } from "@/domain/experts/policy";
import type { eraseInput } from "@/domain/experts/registry-schema";
import { memberLimits } from "@/domain/identity/rate-limits";
import { AppError } from "@/domain/shared/errors";
import { credentialsOf, eraseHolder } from "@/server/modules/credentials/service";
import { accountData, eraseAccount } from "@/server/modules/identity/service-erasure";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { peopleById } from "@/server/modules/identity/service-people";
import { eraseLearner, trainingOf } from "@/server/modules/training/service-my-data";
import { act, permitOrThrow, recordRead } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, type Tx } from "@/server/platform/db";
import { takePoint } from "@/server/platform/limits";
import { dropFilesOf } from "@/server/platform/stored-files";
import { personOf } from "./access";
import { endorsedBy, eraseRegistry, everythingOf, listConsents, listContactReads } from "./repo-my-data";
import { lockProfile } from "./repo-profiles";
import { reindex } from "./service-profiles";

/** What one agreed to, and who has looked at one's contact data. */
export async function readMyData(ctx: Ctx) {
  permitOrThrow(mayAnswerForOneself(ctx.actor));
  return myDataOf(personOf(ctx), mostOnPage);
}

const mostOnPage = 500;

/** @param most of each list; all where there is none */
async function myDataOf(personId: string, most?: number) {
  const [consents, reads] = await Promise.all([
    listConsents(db(), personId, most),
    listContactReads(db(), personId, most),
  ]);
  const [people, organisations] = await Promise.all([
    peopleById(reads.map(({ readerId }) => readerId)),
    organisationsById(reads.flatMap(({ organisationId }) => organisationId ?? [])),
  ]);
  const named = (one: { nameZh: string | null; nameEn: string | null } | undefined) => ({
    nameZh: one?.nameZh ?? null,
    nameEn: one?.nameEn ?? null,
  });
  return {
    consents: consents.map(({ purpose, granted, detail, at }) => ({ purpose, granted, detail, at: at.toISOString() })),
    reads: reads.map(({ at, readerId, organisationId }) => ({
      at: at.toISOString(),
      reader: named(people.get(readerId)),
      organisation: organisationId ? named(organisations.get(organisationId)) : null,
    })),
  };
}

/** Everything the registry, the account, credentials and training hold about oneself, as one JSON text. */
export async function exportMyData(ctx: Ctx): Promise<{ json: string }> {
  permitOrThrow(mayAnswerForOneself(ctx.actor));
  const personId = personOf(ctx);
  await takePoint(memberLimits.exports, personId);
  const [account, registry, credentials, training, myData] = await Promise.all([
    accountData(personId),
    everythingOf(db() as Tx, personId),
    credentialsOf(personId),
    trainingOf(personId),
    myDataOf(personId),
  ]);
  await recordRead(ctx, { act: "person.exported", entity: "person", entityId: personId });
  return { json: JSON.stringify({ account, registry, credentials, training, ...myData }, null, 2) };
}

/**
 * Erases oneself: account, profile and what hangs on them go; credentials, results, terms and votes stand under a
 * pseudonym. @throws AppError BAD_INPUT where the address typed is not one's own, so that nobody erases by a slip
 */
export function eraseMe(ctx: Ctx, { confirm }: z.output<typeof eraseInput>): Promise<{ done: true }> {
  return act(ctx, async (given) => {
    const { tx, permit, record, follow, now } = given;
    permit(mayAnswerForOneself(ctx.actor));
    const personId = personOf(ctx);
    if (ctx.actor.kind !== "person" || confirm.toLowerCase() !== ctx.actor.email.toLowerCase())
      throw new AppError("BAD_INPUT", { reason: "confirmAddress", field: "confirm" });
    const storageKeys = await dropFilesOf(tx, "avatar", personId, []);
    if (storageKeys.length > 0) await follow("files.dropped", { storageKeys });
    const endorsed = await endorsedBy(tx, personId);
    for (const other of endorsed) await lockProfile(tx, other);
    await eraseRegistry(tx, personId, await now());
    // What somebody attested backs nobody's claim any more.
    for (const other of endorsed) await reindex(tx, other, await now());
    await eraseLearner(tx, personId);
    await eraseHolder(given, personId);
    await eraseAccount(tx, personId, await now());
    await record({ act: "person.erased", entity: "person", entityId: personId });
    return { done: true };
  });
}
