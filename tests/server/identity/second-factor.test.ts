import { randomUUID } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { describe, expect, it } from "vitest";
import { useDatabase } from "#tests/support/database";
import { as, longPassword, newcomer, outcome, requestWith, sessionOf, stranger } from "#tests/support/reader";
import { signInByProvider } from "@/server/modules/identity/service-sessions";
import { db } from "@/server/platform/db";

useDatabase();

/** An authenticator app that can look one step ahead, so that no test waits for the clock. */
function app(secret: string) {
  const totp = new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30, algorithm: "SHA1" });
  return {
    now: () => totp.generate(),
    next: () => totp.generate({ timestamp: Date.now() + 30_000 }),
    previous: () => totp.generate({ timestamp: Date.now() - 30_000 }),
    far: () => totp.generate({ timestamp: Date.now() + 600_000 }),
  };
}

async function enrolled() {
  const person = await newcomer();
  const { secret } = await as(await person.ctx()).identity.beginTotp({});
  const codes = app(secret);
  const confirmed = await as(await person.ctx()).identity.confirmTotp({ code: codes.previous() });
  const { sid } = await sessionOf(confirmed.ticket);
  return { ...person, secret, codes, recoveryCodes: confirmed.recoveryCodes, sid, ctx: () => requestWith(sid) };
}

const signIn = (email: string) => as(stranger()).identity.signIn({ email, password: longPassword });
const second = (ticket: string, code: string) => as(stranger()).identity.signInSecondFactor({ ticket, code });

describe("an authenticator app", () => {
  it("is asked for at sign-in, whatever the first factor was", async () => {
    const { email, codes } = await enrolled();
    const step = await signIn(email);
    expect(step).toMatchObject({ step: "secondFactor", methods: ["totp"] });
    expect(await outcome(sessionOf(step.ticket))).toBe("EXPIRED link");
    expect((await second(step.ticket, codes.now())).step).toBe("done");
    const provider = await signInByProvider(stranger(), "acme", {
      subject: randomUUID(),
      email,
      emailVerified: true,
      name: null,
    });
    expect(provider?.step).toBe("secondFactor");
  });

  it("accepts each code once, also of many at the same moment, and none that is older", async () => {
    const { email, codes } = await enrolled();
    const tickets = await Promise.all(Array.from({ length: 5 }, async () => (await signIn(email)).ticket));
    const answers = await Promise.all(tickets.map((ticket) => outcome(second(ticket, codes.now()))));
    expect(answers.filter((answer) => answer === "ok")).toHaveLength(1);
    expect(answers.filter((answer) => answer === "UNAUTHENTICATED codeUsed")).toHaveLength(4);
  });

  it("refuses a code of another time, and after five tries asks to wait", async () => {
    const { email, codes } = await enrolled();
    const { ticket } = await signIn(email);
    expect(await outcome(second(ticket, codes.far()))).toBe("UNAUTHENTICATED wrongCode");
    for (let i = 0; i < 4; i++) expect(await outcome(second(ticket, "ABCDEF"))).toBe("UNAUTHENTICATED wrongCode");
    expect(await outcome(second(ticket, codes.now()))).toBe("RATE_LIMITED");
  });

  it("cannot be swapped from a session that has not shown it", async () => {
    const { email, sid } = await enrolled();
    await db().session.updateMany({ where: { person: { email } }, data: { secondFactorAt: null } });
    const stolen = as(await requestWith(sid)).identity;
    expect(await outcome(stolen.beginTotp({}))).toBe("SECOND_FACTOR_REQUIRED secondFactor");
    expect(await outcome(stolen.beginPasskey({}))).toBe("SECOND_FACTOR_REQUIRED secondFactor");
    expect(await outcome(stolen.removePasskey({ id: randomUUID() }))).toBe("SECOND_FACTOR_REQUIRED secondFactor");
    expect(await outcome(stolen.removeTotp({ code: "ABCDEF" }))).toBe("UNAUTHENTICATED wrongCode");
  });

  it("keeps its secret sealed, and ends other sessions when it changes", async () => {
    const { email, secret, ctx, codes } = await enrolled();
    const rows = await db().totpFactor.findMany();
    expect(rows.some(({ sealedSecret }) => Buffer.from(sealedSecret).includes(Buffer.from(secret)))).toBe(false);
    const step = await signIn(email);
    const other = await sessionOf((await second(step.ticket, codes.now())).ticket);
    await as(await ctx()).identity.removeTotp({ code: codes.next() });
    expect((await requestWith(other.sid)).actor.kind).toBe("visitor");
    expect((await signIn(email)).step).toBe("done");
  });
});

describe("recovery codes", () => {
  it("work once each, typed as people type, and are kept as hashes", async () => {
    const { email, recoveryCodes } = await enrolled();
    expect(recoveryCodes).toHaveLength(10);
    const [first = "", other = ""] = recoveryCodes;
    const typed = first.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l");
    expect(await outcome(second((await signIn(email)).ticket, typed))).toBe("ok");
    expect(await outcome(second((await signIn(email)).ticket, first))).toBe("UNAUTHENTICATED wrongCode");
    expect(JSON.stringify(await db().recoveryCode.findMany())).not.toContain(other.replaceAll("-", ""));
  });

  it("are replaced all together", async () => {
    const { email, ctx, codes, recoveryCodes } = await enrolled();
    const { recoveryCodes: renewed } = await as(await ctx()).identity.renewRecoveryCodes({ code: codes.now() });
    expect(renewed.some((code) => recoveryCodes.includes(code))).toBe(false);
    expect(await outcome(second((await signIn(email)).ticket, recoveryCodes[0] ?? ""))).toBe(
      "UNAUTHENTICATED wrongCode",
    );
    expect(await outcome(second((await signIn(email)).ticket, renewed[0] ?? ""))).toBe("ok");
  });
});
