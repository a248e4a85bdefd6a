import { buffer } from "node:stream/consumers";
import yauzl from "yauzl";
import yazl from "yazl";
import { AppError } from "@/domain/shared/errors";

export type ArchiveLimits = {
  /** Entries, folders included. */
  readonly entries: number;
  /** Octets of all entries together, unpacked. */
  readonly bytes: number;
};

const usual: ArchiveLimits = { entries: 1_000, bytes: 64 * 1_048_576 };

/**
 * Unpacks a zip that a stranger sent: path (with `/`, below the archive) → content; folders are left out.
 * Refused are paths that leave the archive, links, encryption, and archives that grow beyond the limits while they are
 * unpacked, whatever sizes they declare.
 * @throws AppError UNSUPPORTED_FILE with reason `zip`, `zipPath`, `zipLink`, `zipEncrypted` or `zipSize`
 */
export async function readZip(bytes: Buffer, limits: ArchiveLimits = usual): Promise<Map<string, Buffer>> {
  try {
    return await unpack(await yauzl.fromBufferPromise(bytes, { strictFileNames: true }), limits);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const path = error instanceof Error && /relative path|absolute path|characters in fileName/u.test(error.message);
    throw refusal(path ? "zipPath" : "zip");
  }
}

async function unpack(zip: yauzl.ZipFile, limits: ArchiveLimits): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  let entries = 0;
  let left = limits.bytes;
  for await (const entry of zip.eachEntry()) {
    entries += 1;
    if (entries > limits.entries || entry.uncompressedSize > left) throw refusal("zipSize");
    if (isLink(entry)) throw refusal("zipLink");
    if (entry.isEncrypted()) throw refusal("zipEncrypted");
    if (entry.fileName.endsWith("/")) continue;
    const content = await within(await zip.openReadStreamPromise(entry), left);
    left -= content.length;
    files.set(entry.fileName, content);
  }
  return files;
}

async function within(stream: AsyncIterable<Buffer>, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.length;
    if (size > most) throw refusal("zipSize");
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** The upper half of the external attributes is the Unix mode; 0xA000 is a symbolic link. */
function isLink({ externalFileAttributes }: yauzl.Entry): boolean {
  return ((externalFileAttributes >>> 16) & 0xf000) === 0xa000;
}

function refusal(reason: string): AppError {
  return new AppError("UNSUPPORTED_FILE", { reason });
}

/** Packs files into a zip; the same files with the same moment give the same octets. */
export function writeZip(files: ReadonlyMap<string, Buffer>, mtime: Date): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [path, content] of files) zip.addBuffer(content, path, { mtime });
  zip.end();
  return buffer(zip.outputStream);
}
