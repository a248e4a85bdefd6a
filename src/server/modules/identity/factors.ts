import { Secret, TOTP } from "otpauth";
import { isTotpStepUsable, readRecoveryCode, totpStep } from "@/domain/identity/second-factor";
import { AppError } from "@/domain/shared/errors";
import type { Tx } from "@/server/platform/db";
import { hashToken, sealSmall, unsealSmall } from "@/server/platform/secrets";
import { saveTotp, spendRecoveryCode, takeTotpStep } from "./repo-factors";

const stepSeconds = 30;
/** One step to either side forgives a clock that is half a minute off (RFC 6238, 5.2). */
const window = 1;

export function totpOf(secret: Secret, email: string): TOTP {
  return new TOTP({ issuer: "Lianfang", label: email, secret, digits: 6, period: stepSeconds, algorithm: "SHA1" });
}

export async function newTotp(tx: Tx, personId: string, email: string): Promise<{ uri: string; secret: string }> {
  const secret = new Secret({ size: 20 });
  await saveTotp(tx, personId, sealSmall(Buffer.from(secret.base32), `totp:${personId}`));
  return { uri: totpOf(secret, email).toString(), secret: secret.base32 };
}

/** Accepts a TOTP code that was not used before, or spends a recovery code. @throws AppError UNAUTHENTICATED wrongCode */
export async function verifySecondFactor(tx: Tx, personId: string, code: string): Promise<"totp" | "recovery"> {
  const compact = code.replace(/[\s-]/gu, "");
  if (/^\d{6}$/u.test(compact)) {
    await acceptTotp(tx, personId, compact);
    return "totp";
  }
  const recovery = readRecoveryCode(code);
  if (recovery && (await spendRecoveryCode(tx, personId, hashRecoveryCode(recovery)))) return "recovery";
  throw new AppError("UNAUTHENTICATED", { reason: "wrongCode", field: "code" });
}

export async function acceptTotp(tx: Tx, personId: string, code: string): Promise<void> {
  const factor = await tx.totpFactor.findUnique({ where: { personId } });
  if (!factor) throw new AppError("UNAUTHENTICATED", { reason: "wrongCode", field: "code" });
  const secret = Secret.fromBase32(unsealSmall(factor.sealedSecret, `totp:${personId}`).toString());
  const now = new Date();
  const delta = totpOf(secret, "").validate({ token: code, timestamp: now.getTime(), window });
  if (delta === null) throw new AppError("UNAUTHENTICATED", { reason: "wrongCode", field: "code" });
  const step = totpStep(now) + delta;
  const lastUsed = factor.lastUsedStep === null ? null : Number(factor.lastUsedStep);
  // Asked twice: the rule for the code at hand, the row for one that a parallel call takes at this moment.
  const taken =
    isTotpStepUsable(step, lastUsed, now) &&
    (await takeTotpStep(tx, personId, BigInt(step), factor.confirmedAt ?? now));
  if (!taken) throw new AppError("UNAUTHENTICATED", { reason: "codeUsed", field: "code" });
}

/** @param code as `readRecoveryCode` gives it */
export function hashRecoveryCode(code: string): string {
  return hashToken(`recovery:${code}`);
}
