import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "./env";
import { once } from "./once";

const algorithm = "aes-256-gcm";
const ivLength = 12;
const tagLength = 16;

/**
 * The master key: LIANFANG_MASTER_KEY (32 bytes, base64), else `<data>/master.key`, made on the first start with
 * mode 600. Whoever holds a database dump without it reads nothing sealed.
 */
function masterKey(): { key: Buffer; derived: Map<string, KeyObject> } {
  return once("master-key", () => {
    const given = env().LIANFANG_MASTER_KEY;
    const key = given ? Buffer.from(given, "base64") : keyFile();
    if (key.length !== 32) throw new Error("LIANFANG_MASTER_KEY must be 32 bytes in base64");
    return { key, derived: new Map() };
  });
}

function keyFile(): Buffer {
  const file = join(env().LIANFANG_DATA_DIR, "master.key");
  if (!existsSync(file)) {
    mkdirSync(env().LIANFANG_DATA_DIR, { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(32).toString("base64"), { mode: 0o600, flag: "wx" });
  }
  return Buffer.from(readFileSync(file, "utf8").trim(), "base64");
}

/**
 * A key for one purpose, derived from the master key by HKDF (RFC 5869). Keys are objects of Node's own: bytes given as a
 * key cost it several times the work they are for.
 */
export function purposeKey(purpose: string): KeyObject {
  const { key, derived } = masterKey();
  const known = derived.get(purpose) ?? createSecretKey(Buffer.from(hkdfSync("sha256", key, "lianfang", purpose, 32)));
  derived.set(purpose, known);
  return known;
}

function encrypt(key: KeyObject, plain: Buffer, context: string): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(context));
  return Uint8Array.from(Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]));
}

function decrypt(key: KeyObject, sealed: Uint8Array, context: string): Buffer {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivLength))
    .setAAD(Buffer.from(context))
    .setAuthTag(bytes.subarray(bytes.length - tagLength));
  return Buffer.concat([decipher.update(bytes.subarray(ivLength, bytes.length - tagLength)), decipher.final()]);
}

export type Sealed = { sealed: Uint8Array<ArrayBuffer>; wrappedKey: Uint8Array<ArrayBuffer> };

/**
 * Encrypts one object under a key of its own, wrapped by the master key.
 * @param context binds the ciphertext to its row (`proposal:<id>:<number>`), so that it cannot be moved to another
 */
export function seal(plain: Buffer, context: string): Sealed {
  const key = randomBytes(32);
  return {
    sealed: encrypt(createSecretKey(key), plain, context),
    wrappedKey: encrypt(purposeKey("seal"), key, context),
  };
}

/** @throws when the bytes, their key or their context were changed */
export function unseal(
  { sealed, wrappedKey }: { sealed: Uint8Array; wrappedKey: Uint8Array },
  context: string,
): Buffer {
  return decrypt(createSecretKey(decrypt(purposeKey("seal"), wrappedKey, context)), sealed, context);
}

/** For small secrets kept in a column, such as a TOTP seed. */
export function sealSmall(plain: Buffer, context: string): Uint8Array<ArrayBuffer> {
  return encrypt(purposeKey("small"), plain, context);
}

export function unsealSmall(sealed: Uint8Array, context: string): Buffer {
  return decrypt(purposeKey("small"), sealed, context);
}

export function sha256(text: string | Uint8Array): string {
  return createHash("sha256").update(text).digest("hex");
}

/** What is stored of a session id, link or API token: enough to find it, not enough to use it. */
export function hashToken(token: string): string {
  return createHmac("sha256", purposeKey("token")).update(token).digest("hex");
}

/** 256 random bits, safe in a URL. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}
