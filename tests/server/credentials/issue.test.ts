import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { person } from "#tests/support/community";
import { settle, useDatabase } from "#tests/support/database";
import { allow, visitor } from "@/domain/shared/actor";
import { callerFactory } from "@/server/api/root";
import { issuerDocument } from "@/server/modules/credentials/keys";
import { eraseHolder, exportCredential, revokeCredentialsOf } from "@/server/modules/credentials/service";
import { signedStatusList } from "@/server/modules/credentials/status-list";
import { contextOfPerson } from "@/server/modules/identity/service-sessions";
import { act } from "@/server/platform/act";
import { systemCtx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { foreign } from "./foreign";
import { verifiedElsewhere } from "./independent";
import { issued } from "./stages";

useDatabase();

const stranger = callerFactory({ ...systemCtx("test"), actor: visitor, address: "192.0.2.1" });
const check = async (document: unknown) =>
  (await stranger.credentials.verify({ text: typeof document === "string" ? document : JSON.stringify(document) }))
    .outcome;

describe("a credential issued here", () => {
  it("holds for a verifier of other people's make; with one byte changed it holds nowhere", async () => {
    const id = await issued((await person()).id);
    const document = await exportCredential(id);
    expect(await verifiedElsewhere(document)).toBe(true);
    expect(await check(document)).toBe("valid");
    const text = JSON.stringify(document);
    for (const [from, to] of [
      ["Twelve weeks", "Twelve weekz"],
      ["OT security", "IT security"],
      ['"created":"2', '"created":"1'],
    ] as const) {
      const changed = JSON.parse(text.replace(from, to)) as object;
      expect(JSON.stringify(changed)).not.toBe(text);
      expect(await verifiedElsewhere(changed)).toBe(false);
      expect(await check(changed)).toBe("altered");
    }
  });

  it("is on its page for anybody, with the holder's name, and carries no name or address in its file", async () => {
    const holder = await person();
    const id = await issued(holder.id);
    const page = await stranger.credentials.get({ id });
    expect(page).toMatchObject({ outcome: "valid", titleEn: "OT security training", can: { revoke: false } });
    expect(page.holder?.nameEn).toMatch(/^Person/u);
    expect(page.document).not.toContain(page.holder?.nameEn);
    expect(page.document).not.toContain(holder.email);
  });

  it("is one for one achievement, however often and at once it is asked for", async () => {
    const { id } = await person();
    const ids = await Promise.all([1, 2, 3, 4].map(() => issued(id)));
    expect(new Set(ids).size).toBe(1);
    expect(await db().credential.count({ where: { personId: id } })).toBe(1);
  });

  it("is taken back with its source: its page, the list and every check say so at once", async () => {
    const { id: personId } = await person();
    const sourceId = randomUUID();
    const id = await issued(personId, { sourceId });
    const document = await exportCredential(id);
    const index = Number((document.credentialStatus as { statusListIndex: string }).statusListIndex);
    const revoke = () =>
      act(systemCtx("test"), async (given) => {
        given.permit(allow);
        await given.record({ act: "test.withdrawn", entity: "test", entityId: sourceId });
        return revokeCredentialsOf(given, "training", sourceId, "the result was annulled");
      });
    expect(await revoke()).toBe(1);
    expect(await revoke()).toBe(0);
    expect(await check(document)).toBe("revoked");
    expect(await stranger.credentials.get({ id })).toMatchObject({
      outcome: "revoked",
      revokedReason: "the result was annulled",
    });
    const list = await signedStatusList(0);
    expect(await verifiedElsewhere(list)).toBe(true);
    expect(index).toBeGreaterThan(0);
    await settle();
    const news = await db().notification.findMany({ where: { personId }, orderBy: { createdAt: "asc" } });
    expect(news.map(({ kind }) => kind).sort()).toEqual(["credentialIssued", "credentialRevoked"]);
    // The same achievement may be earned again.
    expect(await issued(personId, { sourceId })).not.toBe(id);
  });

  it("expires by the clock", async () => {
    const id = await issued((await person()).id, { expiresAt: new Date(Date.now() + 150) });
    const document = await exportCredential(id);
    const before = await check(document);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect([before, await check(document)]).toEqual([expect.stringMatching(/valid|expired/u), "expired"]);
    expect((await stranger.credentials.get({ id })).outcome).toBe("expired");
  });

  it("keeps standing without a word about its holder when the account is erased", async () => {
    const holder = await person();
    const id = await issued(holder.id);
    await act(systemCtx("test"), async (given) => {
      given.permit(allow);
      await eraseHolder(given, holder.id);
      await given.record({ act: "test.erased", entity: "person", entityId: holder.id });
    });
    const document = await exportCredential(id);
    expect(JSON.stringify(document)).not.toContain("identityHash");
    expect(await verifiedElsewhere(document)).toBe(true);
    expect(await stranger.credentials.get({ id })).toMatchObject({ holder: null, outcome: "valid" });
  });

  it("cannot be rewritten, and a revocation cannot be undone, not even by the application's own role", async () => {
    const id = await issued((await person()).id);
    await expect(db().credential.update({ where: { id }, data: { document: { changed: true } } })).rejects.toThrow();
    await db().credential.update({ where: { id }, data: { revokedAt: new Date(), revokedReason: "test" } });
    await expect(db().credential.update({ where: { id }, data: { revokedAt: null } })).rejects.toThrow();
  });

  it("is signed with a key that no dump of the database shows", async () => {
    const [key] = await db().signingKey.findMany();
    expect(await db().signingKey.count()).toBe(1);
    const methods = (await issuerDocument()).verificationMethod as { publicKeyMultibase: string }[];
    expect(methods[0]?.publicKeyMultibase).toBe(key?.publicKeyMultibase);
    // PKCS#8 of Ed25519 begins with these bytes (RFC 8410); sealed ones do not.
    expect(Buffer.from(key?.sealedPrivateKey ?? []).toString("hex")).not.toContain("302e020100300506032b6570");
  });
});

/** Of a list that nobody can reach. */
const entry = {
  statusPurpose: "revocation",
  statusListIndex: "7",
  statusListCredential: "https://academy.invalid/status/1",
};
/** The entry of a credential issued here: a list that can be read. */
async function ownEntry(revoked = false): Promise<object> {
  const id = await issued((await person()).id);
  if (revoked) await db().credential.update({ where: { id }, data: { revokedAt: new Date(), revokedReason: "test" } });
  return (await exportCredential(id)).credentialStatus as object;
}

describe("a credential of somebody else", () => {
  it("is well signed by an unknown issuer until operators know the issuer", async () => {
    const { document, issuerId } = await foreign("eddsa-rdfc-2022");
    expect(await check(document)).toBe("unknownIssuer");
    const operator = await person("operator");
    const asOperator = callerFactory(await contextOfPerson(operator.id, null));
    await asOperator.credentials.addIssuer({ id: issuerId, name: "Example Academy", reason: "known for years" });
    expect(await stranger.credentials.verify({ text: JSON.stringify(document) })).toMatchObject({
      outcome: "valid",
      issuerName: "Example Academy",
      securedBy: "eddsa-rdfc-2022",
    });
  });

  it.each(["eddsa-rdfc-2022", "eddsa-jcs-2022"] as const)("%s: a changed byte is seen", async (suite) => {
    const { document } = await foreign(suite);
    const changed = JSON.parse(JSON.stringify(document).replace("Plant security", "Plant sekurity")) as object;
    expect([await check(document), await check(changed)]).toEqual(["unknownIssuer", "altered"]);
  });

  it("comes as a signed token as well", async () => {
    const { token } = await foreign("jwt");
    expect(await check(token)).toBe("unknownIssuer");
    const [header, payload = "", signature] = (token ?? "").split(".");
    const claims = Buffer.from(payload, "base64url").toString().replace("Plant security", "Plant sekurity");
    expect(await check([header, Buffer.from(claims).toString("base64url"), signature].join("."))).toBe("altered");
  });

  it.each([
    ["expired", { validUntil: "2020-01-01T00:00:00Z", validFrom: "2019-01-01T00:00:00Z" }],
    ["notYetValid", { validFrom: "2999-01-01T00:00:00Z" }],
    ["foreignKey", { issuer: "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK" }],
    ["statusUnreachable", { credentialStatus: { type: "SomethingElse" } }],
  ])("%s is told apart", async (expected, change) => {
    expect(await check((await foreign("eddsa-jcs-2022", change)).document)).toBe(expected);
  });

  it.each([
    ["validUntil", { validUntil: "2026-02-01T00:00:00Z" }, "expired"],
    ["credentialStatus", { credentialStatus: { type: "BitstringStatusListEntry", ...entry } }, "statusUnreachable"],
  ])("%s counts however its holder writes the same statements", async (term, change, expected) => {
    const document = (await foreign("eddsa-rdfc-2022", change)).document as Record<string, unknown>;
    expect(await check(document)).toBe(expected);
    const { [term]: told, ...rest } = document;
    const iri = `https://www.w3.org/2018/credentials#${term}`;
    const typed =
      typeof told === "string" ? { "@value": told, "@type": "http://www.w3.org/2001/XMLSchema#dateTime" } : told;
    const contexts = document["@context"] as string[];
    for (const disguised of [
      { ...rest, [iri]: typed },
      { ...rest, "@context": [...contexts, { told: { "@id": iri, "@type": "xsd:dateTime" } }], told },
      { ...rest, "@context": [...contexts, { told: iri }], told: typed },
    ])
      expect(await check(disguised)).toBe("unsupported");
  });

  it("has every status that it names looked up", async () => {
    const taken = { ...entry, type: "BitstringStatusListEntry" };
    const { document } = await foreign("eddsa-jcs-2022", { credentialStatus: [await ownEntry(), taken] });
    expect(await check(document)).toBe("statusUnreachable");
    const revoked = await ownEntry(true);
    const last = await foreign("eddsa-jcs-2022", { credentialStatus: [await ownEntry(), revoked] });
    expect(await check(last.document)).toBe("revoked");
  });

  it.each([
    ["exp", { exp: 1_600_000_000 }, "expired"],
    ["nbf", { nbf: 32_503_680_000 }, "notYetValid"],
  ])("keeps to the dates that a token tells in its own claims: %s", async (_, change, expected) => {
    expect(await check((await foreign("jwt", change)).token)).toBe(expected);
  });

  it("with a date that cannot be read is not taken for one without a date", async () => {
    const { document } = await foreign("eddsa-jcs-2022");
    for (const validUntil of ["once", ["2020-01-01T00:00:00Z"], { "@value": "2020-01-01T00:00:00Z" }])
      expect(await check({ ...document, validUntil })).toBe("unreadable");
    expect(await check((await foreign("jwt", { exp: 1e300 })).token)).toBe("unreadable");
  });

  it("under a key whose address cannot be read is answered as any other", async () => {
    const { document } = await foreign("eddsa-jcs-2022");
    const proof = { ...(document as { proof: object }).proof, verificationMethod: "did:web:%zz#key" };
    expect(await check({ ...document, proof })).toBe("issuerUnreachable");
  });

  it.each([
    ["hello", "unreadable"],
    ["{}", "unreadable"],
    ["{", "unreadable"],
    ["a.b.c", "unreadable"],
    ['{"type":["VerifiableCredential"],"issuer":"did:key:z6Mk","credentialSubject":{}}', "unsupported"],
  ])("%s: %s", async (text, expected) => {
    expect(await check(text)).toBe(expected);
  });
});
