import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { isAbout } from "@/domain/credentials/presented";

const hash = (text: string) => createHash("sha256").update(text).digest("hex");
const email = "Li.Ming@people.example";
const identity = (change: object) => ({
  credentialSubject: { identifier: [{ type: "IdentityObject", identityType: "emailAddress", ...change }] },
});

test.each<[string, Record<string, unknown>, boolean]>([
  ["nobody", { credentialSubject: { achievement: {} } }, false],
  ["no subject", {}, false],
  ["a mailto id", { credentialSubject: { id: "mailto:li.ming@people.example" } }, true],
  ["somebody else's mailto id", { credentialSubject: { id: "mailto:wang@people.example" } }, false],
  ["a plain address", identity({ hashed: false, identityHash: "li.ming@people.example" }), true],
  ["a hash with salt", identity({ hashed: true, salt: "xy", identityHash: `sha256$${hash(`${email}xy`)}` }), true],
  [
    "a hash of the address in small letters",
    identity({ hashed: true, salt: "xy", identityHash: `sha256$${hash("li.ming@people.examplexy")}` }),
    true,
  ],
  [
    "a hash with another salt",
    identity({ hashed: true, salt: "zz", identityHash: `sha256$${hash(`${email}xy`)}` }),
    false,
  ],
  ["the hash itself as an address", identity({ hashed: true, identityHash: "li.ming@people.example" }), false],
  [
    "another kind of identity",
    { credentialSubject: { identifier: [{ identityType: "name", identityHash: email }] } },
    false,
  ],
])("a credential about %s", (_, document, mine) => expect(isAbout(document, email, hash)).toBe(mine));
