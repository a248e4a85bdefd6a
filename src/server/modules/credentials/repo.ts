import type { Tx } from "@/server/platform/db";
import type { Credential, Prisma } from "@/server/platform/prisma/client";

export type CredentialRow = Credential;

type Read<Table extends keyof Tx> = Pick<Tx, Table>;

/** One process at a time makes the first key. */
export async function lockSigningKeys(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('credentials.signing-key'))`;
}

export function listSigningKeys(tx: Read<"signingKey">) {
  return tx.signingKey.findMany({ orderBy: { id: "asc" } });
}

export function insertSigningKey(tx: Tx, data: Prisma.SigningKeyCreateInput) {
  return tx.signingKey.create({ data });
}

/** Reserves a place in the status list, because the signed text names it. */
export async function nextStatusIndex(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<
    { index: number }[]
  >`SELECT nextval(pg_get_serial_sequence('"Credential"', 'statusIndex'))::int AS index`;
  if (!row) throw new Error("the status list gave no place");
  return row.index;
}

/** The standing credential for the same achievement, if there is one. */
export function findStanding(
  tx: Read<"credential">,
  where: { personId: string; kind: string; sourceKind: string; sourceId: string },
) {
  return tx.credential.findFirst({ where: { ...where, revokedAt: null }, select: { id: true } });
}

/** @returns false when a concurrent act issued the same achievement first */
export async function insertCredential(
  tx: Tx,
  { document, ...columns }: Omit<Prisma.CredentialCreateManyInput, "document"> & { document: Record<string, unknown> },
): Promise<boolean> {
  const data = { ...columns, document: document as Prisma.InputJsonObject };
  const { count } = await tx.credential.createMany({ data: [data], skipDuplicates: true });
  return count === 1;
}

export function findCredential(tx: Read<"credential">, id: string) {
  return tx.credential.findUnique({ where: { id } });
}

export function listCredentialsOf(tx: Read<"credential">, personId: string) {
  return tx.credential.findMany({ where: { personId }, orderBy: [{ issuedAt: "desc" }, { id: "desc" }] });
}

export async function revokeRow(tx: Tx, id: string, reason: string, at: Date): Promise<boolean> {
  const { count } = await tx.credential.updateMany({
    where: { id, revokedAt: null },
    data: { revokedAt: at, revokedReason: reason },
  });
  return count === 1;
}

export function listStandingOf(tx: Read<"credential">, sourceKind: string, sourceId: string) {
  return tx.credential.findMany({ where: { sourceKind, sourceId, revokedAt: null } });
}

/** Places in one list whose bit is set. */
export async function revokedIndexes(tx: Read<"credential">, from: number, to: number): Promise<number[]> {
  const rows = await tx.credential.findMany({
    where: { statusIndex: { gte: from, lt: to }, NOT: { revokedAt: null } },
    select: { statusIndex: true },
  });
  return rows.map(({ statusIndex }) => statusIndex);
}

export async function highestStatusIndex(tx: Read<"credential">): Promise<number> {
  return (await tx.credential.aggregate({ _max: { statusIndex: true } }))._max.statusIndex ?? 0;
}

export function replaceDocument(tx: Tx, id: string, document: Record<string, unknown>, erasedAt: Date) {
  // What was signed is plain JSON, which a type of unknown members does not say.
  return tx.credential.update({ where: { id }, data: { document: document as Prisma.InputJsonObject, erasedAt } });
}

export function findKnownIssuer(tx: Read<"knownIssuer">, id: string) {
  return tx.knownIssuer.findUnique({ where: { id } });
}

export function listKnownIssuers(tx: Read<"knownIssuer">) {
  return tx.knownIssuer.findMany({ orderBy: { name: "asc" }, take: 500 });
}

export function saveKnownIssuer(tx: Tx, data: Prisma.KnownIssuerCreateInput) {
  return tx.knownIssuer.upsert({
    where: { id: data.id },
    create: data,
    update: { name: data.name, reason: data.reason, addedById: data.addedById },
  });
}

export async function removeKnownIssuer(tx: Tx, id: string): Promise<boolean> {
  return (await tx.knownIssuer.deleteMany({ where: { id } })).count === 1;
}

export function listStandingFrom(tx: Read<"credential">, sourceKind: string, sourceIds: readonly string[]) {
  return tx.credential.findMany({
    where: { sourceKind, sourceId: { in: [...sourceIds] }, revokedAt: null },
    select: { id: true, sourceId: true },
  });
}
