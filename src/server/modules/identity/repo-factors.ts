import type { Tx } from "@/server/platform/db";

export function saveTotp(tx: Tx, personId: string, sealedSecret: Uint8Array<ArrayBuffer>) {
  return tx.totpFactor.upsert({
    where: { personId },
    create: { personId, sealedSecret },
    update: { sealedSecret, confirmedAt: null, lastUsedStep: null },
  });
}

/** Takes a TOTP step: false when this or a later one was used before, also by a parallel call. */
export async function takeTotpStep(tx: Tx, personId: string, step: bigint, confirmedAt: Date): Promise<boolean> {
  const { count } = await tx.totpFactor.updateMany({
    where: { personId, OR: [{ lastUsedStep: null }, { lastUsedStep: { lt: step } }] },
    data: { lastUsedStep: step, confirmedAt },
  });
  return count === 1;
}

export function removeTotp(tx: Tx, personId: string) {
  return tx.totpFactor.deleteMany({ where: { personId } });
}

export async function replaceRecoveryCodes(tx: Tx, personId: string, codeHashes: readonly string[]): Promise<void> {
  await tx.recoveryCode.deleteMany({ where: { personId } });
  await tx.recoveryCode.createMany({ data: codeHashes.map((codeHash) => ({ personId, codeHash })) });
}

export async function spendRecoveryCode(tx: Tx, personId: string, codeHash: string): Promise<boolean> {
  const { count } = await tx.recoveryCode.updateMany({
    where: { personId, codeHash, usedAt: null },
    data: { usedAt: new Date() },
  });
  return count === 1;
}

export function insertPasskey(
  tx: Tx,
  data: {
    personId: string;
    credentialId: string;
    publicKey: Uint8Array<ArrayBuffer>;
    counter: bigint;
    transports: string[];
    name: string;
  },
) {
  return tx.passkey.create({ data });
}

export function findPasskey(tx: Pick<Tx, "passkey">, credentialId: string) {
  return tx.passkey.findUnique({ where: { credentialId } });
}

export function usePasskey(tx: Tx, id: string, counter: bigint) {
  return tx.passkey.update({ where: { id }, data: { counter, lastUsedAt: new Date() } });
}

export function removePasskey(tx: Tx, personId: string, id: string) {
  return tx.passkey.deleteMany({ where: { id, personId } });
}
