import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createConnection } from "node:net";
import { dirname, join } from "node:path";
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { fileTypeFromBuffer } from "file-type";
import { AppError } from "@/domain/shared/errors";
import { type FilePurpose, type FileRule, filePurposes } from "@/domain/shared/files";
import { env } from "./env";
import { once } from "./once";
import { redrawn } from "./pictures";
import { seal, sha256, unseal } from "./secrets";

export type CheckedFile = { bytes: Buffer; mediaType: string; sha256: string };
export type Stored = { storageKey: string; wrappedKey: Uint8Array<ArrayBuffer> | null };

/** Types that carry no magic bytes; they are accepted only where the bytes are valid UTF-8 without control characters. */
const textTypes: Record<string, string> = {
  txt: "text/plain",
  md: "text/markdown",
  csv: "text/csv",
  json: "application/json",
  // Programs of controllers: structured text, Siemens' SCL and statement list, instruction list.
  st: "text/plain",
  scl: "text/plain",
  awl: "text/plain",
  il: "text/plain",
};

/** Other endings of what the bytes say. */
const alsoCalled: Record<string, readonly string[]> = { jpg: ["jpeg"], xml: ["l5x"], pcap: ["cap"] };

/**
 * Judges a file by its bytes, not by its name or what the sender called it.
 * @throws AppError TOO_LARGE, UNSUPPORTED_FILE (reasons: empty, type, disguised, infected, pictureSize, pictureBroken)
 */
export async function checkFile(purpose: FilePurpose, name: string, bytes: Buffer): Promise<CheckedFile> {
  const rule: FileRule = filePurposes[purpose];
  if (bytes.length > rule.maxBytes)
    throw new AppError("TOO_LARGE", {
      reason: "file",
      facts: { name, megabytes: Math.floor(rule.maxBytes / 1_048_576) },
    });
  if (bytes.length === 0) throw new AppError("UNSUPPORTED_FILE", { reason: "empty", facts: { name } });
  const extension = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  const sniffed = captureType(bytes) ?? (await fileTypeFromBuffer(bytes));
  const mediaType = sniffed?.mime ?? (isPlainText(bytes) ? textTypes[extension] : undefined);
  if (!mediaType || !rule.mediaTypes.includes(mediaType))
    throw new AppError("UNSUPPORTED_FILE", { reason: "type", facts: { name } });
  if (sniffed && sniffed.ext !== extension && !alsoCalled[sniffed.ext]?.includes(extension)) {
    throw new AppError("UNSUPPORTED_FILE", { reason: "disguised", facts: { name, found: sniffed.ext } });
  }
  await scan(name, bytes);
  const kept = rule.mostPixels === undefined ? bytes : redrawn(name, bytes, rule.mostPixels);
  return { bytes: kept, mediaType, sha256: sha256(kept) };
}

/** Captures that the library does not know: pcapng, and libpcap with nanoseconds in either byte order. */
function captureType(bytes: Buffer): { ext: string; mime: string } | undefined {
  const magic = bytes.subarray(0, 4).toString("hex");
  if (magic === "0a0d0d0a") return { ext: "pcapng", mime: "application/x-pcapng" };
  if (magic === "4d3cb2a1" || magic === "a1b23c4d") return { ext: "pcap", mime: "application/vnd.tcpdump.pcap" };
  return undefined;
}

function isPlainText(bytes: Buffer): boolean {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return !/[\p{Cc}--[\t\n\v\f\r]]/v.test(text);
  } catch {
    return false;
  }
}

/** ClamAV's INSTREAM over TCP, when CLAMAV_HOST is set. A scanner that does not answer refuses the file, never passes it. */
async function scan(name: string, bytes: Buffer): Promise<void> {
  const { CLAMAV_HOST, CLAMAV_PORT } = env();
  if (!CLAMAV_HOST) return;
  const verdict = await new Promise<string>((resolve, reject) => {
    const socket = createConnection({ host: CLAMAV_HOST, port: CLAMAV_PORT, timeout: 20_000 });
    let answer = "";
    socket.on("connect", () => {
      const size = Buffer.alloc(4);
      size.writeUInt32BE(bytes.length);
      socket.write(Buffer.concat([Buffer.from("zINSTREAM\0"), size, bytes, Buffer.alloc(4)]));
    });
    socket.on("data", (chunk) => (answer += chunk.toString("utf8")));
    socket.on("end", () => resolve(answer));
    socket.on("timeout", () => socket.destroy(new Error("the virus scanner did not answer in time")));
    socket.on("error", reject);
  }).catch((cause: unknown) => {
    throw new AppError("UNAVAILABLE", { reason: "scanner", cause });
  });
  if (!verdict.includes("OK")) throw new AppError("UNSUPPORTED_FILE", { reason: "infected", facts: { name } });
}

/** Puts checked bytes away, sealed where the purpose says so. @param id the StoredFile's id, part of the seal's context */
export async function putFile(purpose: FilePurpose, id: string, file: CheckedFile): Promise<Stored> {
  const storageKey = `${purpose}/${id.slice(0, 2)}/${id}`;
  if (!filePurposes[purpose].sealed) {
    await write(storageKey, file.bytes);
    return { storageKey, wrappedKey: null };
  }
  const { sealed, wrappedKey } = seal(file.bytes, `file:${id}`);
  await write(storageKey, Buffer.from(sealed));
  return { storageKey, wrappedKey };
}

export async function getFile(
  id: string,
  { storageKey, wrappedKey }: { storageKey: string; wrappedKey: Uint8Array | null },
): Promise<Buffer> {
  const bytes = await read(storageKey);
  return wrappedKey ? unseal({ sealed: bytes, wrappedKey }, `file:${id}`) : bytes;
}

/** Takes bytes away for good; where they are gone already there is nothing to do. */
export async function removeFile(storageKey: string): Promise<void> {
  const s3 = bucket();
  if (s3) await s3.client.send(new DeleteObjectCommand({ Bucket: s3.name, Key: storageKey }));
  else await rm(diskPath(storageKey), { force: true });
}

function bucket(): { client: S3Client; name: string } | undefined {
  const settings = env();
  if (!settings.S3_BUCKET) return undefined;
  const name = settings.S3_BUCKET;
  return once("s3", () => ({
    name,
    client: new S3Client({
      region: settings.S3_REGION,
      ...(settings.S3_ENDPOINT ? { endpoint: settings.S3_ENDPOINT, forcePathStyle: true } : {}),
      ...(settings.S3_ACCESS_KEY_ID && settings.S3_SECRET_ACCESS_KEY
        ? { credentials: { accessKeyId: settings.S3_ACCESS_KEY_ID, secretAccessKey: settings.S3_SECRET_ACCESS_KEY } }
        : {}),
    }),
  }));
}

function diskPath(storageKey: string): string {
  return join(env().LIANFANG_DATA_DIR, "files", storageKey);
}

async function write(storageKey: string, bytes: Buffer): Promise<void> {
  const s3 = bucket();
  if (s3) {
    await s3.client.send(new PutObjectCommand({ Bucket: s3.name, Key: storageKey, Body: bytes }));
    return;
  }
  const path = diskPath(storageKey);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  // Written beside and renamed, so that a full disk or a crash never leaves half a file under its name.
  await writeFile(`${path}.part`, bytes, { mode: 0o600, flush: true });
  await rename(`${path}.part`, path);
}

async function read(storageKey: string): Promise<Buffer> {
  const s3 = bucket();
  if (!s3) return readFile(diskPath(storageKey));
  const answer = await s3.client.send(new GetObjectCommand({ Bucket: s3.name, Key: storageKey }));
  if (!answer.Body) throw new Error(`the object store has no bytes for ${storageKey}`);
  return Buffer.from(await answer.Body.transformToByteArray());
}
