import { randomBytes } from "node:crypto";
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import QRCode from "qrcode";
import type { z } from "zod";
import { mayChangeFactors, mayManageOwnAccount, mayUseFrontDoor } from "@/domain/identity/policy";
import { signInLimits } from "@/domain/identity/rate-limits";
import type { passkeyAnswerInput, passkeyRegistrationInput } from "@/domain/identity/schema";
import { formatRecoveryCode } from "@/domain/identity/second-factor";
import { AppError } from "@/domain/shared/errors";
import type { Locale } from "@/domain/shared/locale";
import { type Act, act, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { publicUrl } from "@/server/platform/env";
import { clearLimit, takePoint } from "@/server/platform/limits";
import { queueMail } from "@/server/platform/mail-queue";
import { acceptTotp, hashRecoveryCode, newTotp, verifySecondFactor } from "./factors";
import { secondFactorsOf } from "./first-factor";
import {
  findPasskey,
  insertPasskey,
  removePasskey,
  removeTotp,
  replaceRecoveryCodes,
  usePasskey,
} from "./repo-factors";
import { findPerson, type PersonRow } from "./repo-people";
import { closeSessions } from "./service-account";
import { issueTicket, redeemTicket } from "./tickets";

const recoveryCodes = 10;

/** Begins with an authenticator app: the secret is shown once, as text and as a picture to scan. */
export function beginTotp(ctx: Ctx): Promise<{ secret: string; qr: string }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const me = await self(ctx, tx);
    permit(mayChangeFactors(ctx.actor, enrolment(me)));
    if (me.totp?.confirmedAt) throw new AppError("STATE_REFUSED", { reason: "factorExists" });
    const { uri, secret } = await newTotp(tx, me.id, me.email);
    await record({ act: "factor.totpBegun", entity: "person", entityId: me.id });
    return { secret, qr: await QRCode.toDataURL(uri, { margin: 1, width: 220 }) };
  });
}

/** Confirms the app with its first code; the answer carries the recovery codes, shown this once. */
export function confirmTotp(ctx: Ctx, code: string): Promise<{ recoveryCodes: string[]; ticket: string }> {
  return withCode(ctx, async (current) => {
    const me = await self(ctx, current.tx);
    current.permit(mayChangeFactors(ctx.actor, enrolment(me)));
    if (me.totp?.confirmedAt) throw new AppError("STATE_REFUSED", { reason: "factorExists" });
    await acceptTotp(current.tx, me.id, code.replace(/\s/gu, ""));
    const codes = newRecoveryCodes();
    await replaceRecoveryCodes(current.tx, me.id, hashed(codes));
    await factorChanged(current, me, "factor.totpConfirmed");
    return { recoveryCodes: codes, ticket: await elevation(current, me.id) };
  });
}

/** Shows the second factor inside a session; the ticket becomes a new session, the old one ends. */
export function confirmSecondFactor(ctx: Ctx, code: string): Promise<{ ticket: string }> {
  return withCode(ctx, async (current) => {
    current.permit(mayManageOwnAccount(ctx.actor));
    const me = await self(ctx, current.tx);
    await verifySecondFactor(current.tx, me.id, code);
    await current.record({ act: "account.secondFactor", entity: "person", entityId: me.id });
    return { ticket: await elevation(current, me.id) };
  });
}

export function removeTotpFactor(ctx: Ctx, code: string): Promise<{ done: true }> {
  return withCode(ctx, async (current) => {
    current.permit(mayManageOwnAccount(ctx.actor));
    const me = await self(ctx, current.tx);
    await verifySecondFactor(current.tx, me.id, code);
    await removeTotp(current.tx, me.id);
    await factorChanged(current, me, "factor.totpRemoved");
    return { done: true };
  });
}

export function renewRecoveryCodes(ctx: Ctx, code: string): Promise<{ recoveryCodes: string[] }> {
  return withCode(ctx, async (current) => {
    current.permit(mayManageOwnAccount(ctx.actor));
    const me = await self(ctx, current.tx);
    await verifySecondFactor(current.tx, me.id, code);
    const codes = newRecoveryCodes();
    await replaceRecoveryCodes(current.tx, me.id, hashed(codes));
    await current.record({ act: "factor.recoveryCodesRenewed", entity: "person", entityId: me.id });
    return { recoveryCodes: codes };
  });
}

export function beginPasskey(ctx: Ctx) {
  return act(ctx, async ({ tx, permit, record }) => {
    const me = await self(ctx, tx);
    permit(mayChangeFactors(ctx.actor, enrolment(me)));
    const options = await generateRegistrationOptions({
      rpName: "Lianfang 联防",
      rpID: relyingParty(),
      userName: me.email,
      userID: new TextEncoder().encode(me.id),
      excludeCredentials: me.passkeys.map(({ credentialId }) => ({ id: credentialId })),
      authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
    });
    const ticket = await issueTicket(tx, "passkey", { personId: me.id, data: { challenge: options.challenge } });
    await record({ act: "factor.passkeyBegun", entity: "person", entityId: me.id });
    return { ticket, options: options as unknown as Record<string, unknown> };
  });
}

export async function finishPasskey(
  ctx: Ctx,
  { ticket, name, response }: z.output<typeof passkeyRegistrationInput>,
): Promise<{ ticket: string }> {
  return act(ctx, async (current) => {
    const me = await self(ctx, current.tx);
    current.permit(mayChangeFactors(ctx.actor, enrolment(me)));
    const waiting = await redeemTicket(current.tx, "passkey", ticket);
    if (waiting.personId !== me.id) throw new AppError("EXPIRED", { reason: "link" });
    // The library checks every member of what the browser sent; the cast only names its input type.
    const checked = await verifyRegistrationResponse({
      response: response as unknown as RegistrationResponseJSON,
      expectedChallenge: String(waiting.data.challenge),
      expectedOrigin: new URL(publicUrl()).origin,
      expectedRPID: relyingParty(),
      requireUserVerification: true,
    }).catch((cause: unknown) => {
      throw new AppError("BAD_INPUT", { reason: "passkeyRefused", cause });
    });
    if (!checked.verified || !checked.registrationInfo) throw new AppError("BAD_INPUT", { reason: "passkeyRefused" });
    const { credential } = checked.registrationInfo;
    await insertPasskey(current.tx, {
      personId: me.id,
      credentialId: credential.id,
      publicKey: Uint8Array.from(credential.publicKey),
      counter: BigInt(credential.counter),
      transports: credential.transports ?? [],
      name,
    });
    await factorChanged(current, me, "factor.passkeyAdded");
    return { ticket: await elevation(current, me.id) };
  });
}

export function removePasskeyFactor(ctx: Ctx, id: string): Promise<{ done: true }> {
  return act(ctx, async (current) => {
    const me = await self(ctx, current.tx);
    current.permit(mayChangeFactors(ctx.actor, enrolment(me)));
    await removePasskey(current.tx, me.id, id);
    await factorChanged(current, me, "factor.passkeyRemoved");
    return { done: true };
  });
}

/** Options for signing in with a passkey, without naming anybody: the device knows whose it is. */
export function beginPasskeySignIn(ctx: Ctx) {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayUseFrontDoor());
    const options = await generateAuthenticationOptions({ rpID: relyingParty(), userVerification: "required" });
    const ticket = await issueTicket(tx, "passkey", { data: { challenge: options.challenge } });
    await record({ act: "account.passkeyBegun", entity: "person", entityId: "unknown" });
    return { ticket, options: options as unknown as Record<string, unknown> };
  });
}

/** A passkey with user verification is both factors at once. */
export function finishPasskeySignIn(
  ctx: Ctx,
  { ticket, response }: z.output<typeof passkeyAnswerInput>,
): Promise<{ step: "done"; ticket: string; methods: [] }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayUseFrontDoor());
    const waiting = await redeemTicket(tx, "passkey", ticket);
    const passkey = typeof response.id === "string" ? await findPasskey(tx, response.id) : null;
    if (!passkey) throw new AppError("UNAUTHENTICATED", { reason: "passkeyUnknown" });
    const checked = await verifyAuthenticationResponse({
      response: response as unknown as AuthenticationResponseJSON,
      expectedChallenge: String(waiting.data.challenge),
      expectedOrigin: new URL(publicUrl()).origin,
      expectedRPID: relyingParty(),
      credential: {
        id: passkey.credentialId,
        publicKey: Uint8Array.from(passkey.publicKey),
        counter: Number(passkey.counter),
      },
      requireUserVerification: true,
    }).catch((cause: unknown) => {
      throw new AppError("UNAUTHENTICATED", { reason: "passkeyRefused", cause });
    });
    if (!checked.verified) throw new AppError("UNAUTHENTICATED", { reason: "passkeyRefused" });
    await usePasskey(tx, passkey.id, BigInt(checked.authenticationInfo.newCounter));
    await record({ act: "account.passkeyAccepted", entity: "person", entityId: passkey.personId });
    const next = await issueTicket(tx, "signIn", {
      personId: passkey.personId,
      data: { method: "passkey", secondFactor: true },
    });
    return { step: "done", ticket: next, methods: [] };
  });
}

function relyingParty(): string {
  return new URL(publicUrl()).hostname;
}

async function self(ctx: Ctx, tx: Act["tx"]) {
  const me = ctx.actor.kind === "person" ? await findPerson(tx, ctx.actor.id) : null;
  if (!me) throw new AppError("UNAUTHENTICATED", { reason: "signIn" });
  return me;
}

const enrolment = (me: PersonRow) => ({ enrolled: secondFactorsOf(me).length > 0 });

/**
 * An act that needs a code, counted against the person's tries; a success gives them back. The policy first: whoever
 * may not try at all takes none of them.
 */
async function withCode<T>(ctx: Ctx, work: (current: Act) => Promise<T>): Promise<T> {
  permitOrThrow(mayManageOwnAccount(ctx.actor));
  const key = ctx.actor.kind === "person" ? ctx.actor.id : "";
  await takePoint(signInLimits.secondFactor, key);
  const answer = await act(ctx, work);
  await clearLimit(signInLimits.secondFactor, key);
  return answer;
}

/** A factor that changed ends all other sessions and tells the owner by mail. */
async function factorChanged(
  current: Act,
  me: { id: string; email: string; locale: string },
  story: string,
): Promise<void> {
  await closeSessions(current, me.id, { exceptId: current.ctx.sessionId });
  await queueMail(current, { to: me.email, locale: me.locale as Locale, kind: "factorChanged", path: "/account" });
  await current.record({ act: story, entity: "person", entityId: me.id });
}

function elevation({ tx, ctx }: Act, personId: string): Promise<string> {
  return issueTicket(tx, "signIn", {
    personId,
    data: { method: "stepUp", secondFactor: true, replaces: ctx.sessionId },
  });
}

function newRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodes }, () => formatRecoveryCode(randomBytes(12)));
}

const hashed = (codes: readonly string[]) => codes.map((code) => hashRecoveryCode(code.replaceAll("-", "")));
