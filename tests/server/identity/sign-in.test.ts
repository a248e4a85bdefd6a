import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { useDatabase } from "#tests/support/database";
import { as, linkTo, longPassword, newcomer, outcome, requestWith, sessionOf, stranger } from "#tests/support/reader";
import { signInByProvider } from "@/server/modules/identity/service-sessions";
import { db } from "@/server/platform/db";
import { readOutbox } from "@/server/platform/mail";

useDatabase();

describe("a stranger at the door", () => {
  it("learns nothing about who has an account", async () => {
    const { email } = await newcomer();
    const unknown = `${randomUUID()}@people.example`;
    const again = { password: longPassword, locale: "en" as const };
    expect(await as(stranger()).identity.signUp({ email, ...again })).toEqual({ sent: true });
    expect(await as(stranger()).identity.signUp({ email: unknown, ...again })).toEqual({ sent: true });
    for (const to of [email, `${randomUUID()}@people.example`]) {
      expect(await as(stranger()).identity.requestMagicLink({ email: to, locale: "en" })).toEqual({ sent: true });
      expect(await as(stranger()).identity.requestPasswordReset({ email: to, locale: "en" })).toEqual({ sent: true });
      expect(await outcome(as(stranger()).identity.signIn({ email: to, password: "not the right one" }))).toBe(
        "UNAUTHENTICATED wrongCredentials",
      );
    }
    expect((await linkTo(email)).length).toBeGreaterThan(20);
    const letters = await readOutbox();
    expect(letters.some(({ to, subject }) => to === email && subject === "You have an account already")).toBe(true);
  });

  it("takes about as long for an unknown address as for a wrong password", async () => {
    const { email } = await newcomer();
    const tries = async (to: () => string) => {
      const times: number[] = [];
      for (let i = 0; i < 3; i++) {
        const began = performance.now();
        await outcome(as(stranger()).identity.signIn({ email: to(), password: "not the right one" }));
        times.push(performance.now() - began);
      }
      return Math.min(...times);
    };
    const known = await tries(() => email);
    const unknown = await tries(() => `${randomUUID()}@people.example`);
    // Both hash once; an answer without a hash would be ten times as fast.
    expect(unknown).toBeGreaterThan(known / 4);
  });

  it("may try a password five times in a quarter of an hour, and after three failures from anywhere waits", async () => {
    const email = `${randomUUID()}@people.example`;
    const tries = (address: string) => outcome(as(stranger(address)).identity.signIn({ email, password: "wrong" }));
    const answers: string[] = [];
    for (let i = 0; i < 4; i++) answers.push(await tries(`203.0.113.${i}`));
    expect(answers).toEqual(Array.from({ length: 4 }, () => "UNAUTHENTICATED wrongCredentials"));
    expect(await tries("203.0.113.99")).toBe("RATE_LIMITED");

    const other = `${randomUUID()}@people.example`;
    const here = () => outcome(as(stranger("203.0.113.7")).identity.signIn({ email: other, password: "wrong" }));
    const parallel = await Promise.all(Array.from({ length: 12 }, here));
    expect(parallel.filter((answer) => answer === "UNAUTHENTICATED wrongCredentials").length).toBeLessThanOrEqual(5);
  });

  it("confirms an address only with the password of the sign-up; setting one's own instead is possible", async () => {
    const email = `${randomUUID()}@people.example`;
    // Somebody signs up with another person's address, who then finds the letter.
    await as(stranger()).identity.signUp({ email, password: longPassword, locale: "en" });
    const token = await linkTo(email);
    expect(await outcome(as(stranger()).identity.verifyEmail({ token, password: "my own guess at it" }))).toBe(
      "UNAUTHENTICATED wrongPassword",
    );
    await as(stranger()).identity.requestMagicLink({ email, locale: "en" });
    const step = await as(stranger()).identity.signInByLink({ token: await linkTo(email) });
    expect(step.step).toBe("done");
    expect(await outcome(as(stranger()).identity.signIn({ email, password: longPassword }))).toBe(
      "UNAUTHENTICATED wrongCredentials",
    );
  });

  it("uses a link once", async () => {
    const { email } = await newcomer();
    await as(stranger()).identity.requestMagicLink({ email, locale: "en" });
    const token = await linkTo(email);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => outcome(as(stranger()).identity.signInByLink({ token }))),
    );
    expect(answers.filter((answer) => answer === "ok")).toHaveLength(1);
    expect(new Set(answers)).toEqual(new Set(["ok", "ALREADY_USED link"]));
    expect(await outcome(as(stranger()).identity.signInByLink({ token: "x".repeat(43) }))).toBe("EXPIRED link");
    await as(stranger()).identity.requestMagicLink({ email, locale: "en" });
    const late = await linkTo(email);
    await db().oneTimeToken.updateMany({ where: { usedAt: null }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await outcome(as(stranger()).identity.signInByLink({ token: late }))).toBe("EXPIRED link");
  });
});

describe("a session", () => {
  it("is over at once when it is revoked, and only then", async () => {
    const { email, sid, ctx } = await newcomer();
    const second = await sessionOf((await as(stranger()).identity.signIn({ email, password: longPassword })).ticket);
    const sessions = await as(await ctx()).identity.sessions({});
    expect(sessions.map(({ current }) => current).sort()).toEqual([false, true]);
    await as(await ctx()).identity.revokeOtherSessions({});
    expect((await requestWith(second.sid)).actor.kind).toBe("visitor");
    expect((await requestWith(sid)).actor.kind).toBe("person");
    await as(await ctx()).identity.signOut({});
    expect((await requestWith(sid)).actor.kind).toBe("visitor");
  });

  it("keeps only a hash, and cannot be begun twice with one ticket", async () => {
    const { email } = await newcomer();
    const { ticket } = await as(stranger()).identity.signIn({ email, password: longPassword });
    const { sid } = await sessionOf(ticket);
    expect(await outcome(sessionOf(ticket))).toBe("ALREADY_USED link");
    const rows = await db().session.findMany();
    expect(JSON.stringify(rows)).not.toContain(sid);
  });

  it("ends with a new password, whether changed or reset", async () => {
    const { email, sid, ctx } = await newcomer();
    const other = await sessionOf((await as(stranger()).identity.signIn({ email, password: longPassword })).ticket);
    await as(await ctx()).identity.changePassword({ current: longPassword, next: "seven brass lanterns drift" });
    expect((await requestWith(other.sid)).actor.kind).toBe("visitor");
    expect((await requestWith(sid)).actor.kind).toBe("person");
    await as(stranger()).identity.requestPasswordReset({ email, locale: "en" });
    const token = await linkTo(email);
    expect(
      await outcome(as(stranger()).identity.resetPassword({ token, password: `${email.split("@")[0]}2026` })),
    ).toMatch(/^BAD_INPUT PASSWORD_/);
    await as(stranger()).identity.resetPassword({ token, password: "nine copper harbours wake" });
    expect((await requestWith(sid)).actor.kind).toBe("visitor");
    expect((await as(stranger()).identity.signIn({ email, password: "nine copper harbours wake" })).step).toBe("done");
  });

  it("rests twelve hours, an operator's half an hour, and lasts seven days", async () => {
    const { sid, email } = await newcomer();
    const seen = (ago: number) =>
      db().session.updateMany({
        where: { person: { email } },
        data: { lastSeenAt: new Date(Date.now() - ago * 60_000) },
      });
    await seen(31);
    expect((await requestWith(sid)).actor.kind).toBe("person");
    await db().person.update({ where: { email }, data: { platformRole: "operator" } });
    await seen(31);
    expect((await requestWith(sid)).actor.kind).toBe("visitor");
    await db().person.update({ where: { email }, data: { platformRole: null } });
    await seen(12 * 60 + 1);
    expect((await requestWith(sid)).actor.kind).toBe("visitor");
    await seen(0);
    await db().session.updateMany({ where: { person: { email } }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect((await requestWith(sid)).actor.kind).toBe("visitor");
  });
});

describe("an OpenID Connect provider", () => {
  const profile = (email: string, emailVerified = true) => ({
    subject: randomUUID(),
    email,
    emailVerified,
    name: "Provider Person",
  });

  it("leads to the account of a verified address, or makes one", async () => {
    const { email } = await newcomer();
    expect((await signInByProvider(stranger(), "acme", profile(email.toUpperCase())))?.step).toBe("done");
    expect((await signInByProvider(stranger(), "acme", profile(`${randomUUID()}@people.example`)))?.step).toBe("done");
    expect(await db().person.count({ where: { email } })).toBe(1);
  });

  it("is not believed without a verified address, nor with one that only looks like an account's", async () => {
    const { email } = await newcomer();
    expect(await signInByProvider(stranger(), "acme", profile(email, false))).toBeNull();
    expect(await signInByProvider(stranger(), "acme", profile(email.replace("people", "реople")))).toBeNull();
    expect(await signInByProvider(stranger(), "acme", profile("not an address"))).toBeNull();
  });

  it("wipes a password that was set before the address was shown to be the person's", async () => {
    const email = `${randomUUID()}@people.example`;
    await as(stranger()).identity.signUp({ email, password: longPassword, locale: "en" });
    await signInByProvider(stranger(), "acme", profile(email));
    expect(await outcome(as(stranger()).identity.signIn({ email, password: longPassword }))).toBe(
      "UNAUTHENTICATED wrongCredentials",
    );
  });
});
