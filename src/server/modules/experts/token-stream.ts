import { to as copyTo } from "pg-copy-streams";
import type { FacetIndex, Layer } from "@/domain/experts/facet-index";
import { pool } from "@/server/platform/db";

/** What every binary COPY begins with: signature, flags, length of the extension (PostgreSQL manual, COPY). */
const header = 19;
/** After the last row. */
const trailer = -1;
/** An array has its dimensions (0 or 1 here), flags and type of element before its length and lower bound. */
const [arrayHead, arrayLength] = [20, 12];

/**
 * Reads all listed profiles into an index by binary COPY: tokens go from the wire into the index as bytes, and no
 * string is made of them. @returns the moment from which changes have to be followed
 */
export async function streamTokens(index: FacetIndex): Promise<Date> {
  const client = await pool().connect();
  try {
    const { rows } = await client.query<{ now: Date }>("SELECT clock_timestamp() AS now");
    const stream = client.query(
      copyTo(`COPY (SELECT "personId", "strength", "tokens0", "tokens1", "tokens2" FROM "ExpertProfile"
        WHERE "listed") TO STDOUT (FORMAT binary)`),
    );
    let rest: Buffer = Buffer.alloc(0);
    let at = header;
    for await (const chunk of stream) {
      const bytes = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
      at = takeRows(index, bytes, at);
      // What remains is the beginning of a row, or of the header.
      rest = bytes.subarray(Math.min(at, bytes.length));
      at = Math.max(at - bytes.length, 0);
    }
    return rows[0]?.now ?? new Date(0);
  } finally {
    client.release();
  }
}

/** Takes in every row that is there in whole. @returns where the first one lies that is not */
function takeRows(index: FacetIndex, bytes: Buffer, from: number): number {
  let at = from;
  while (at + 2 <= bytes.length) {
    const fields = bytes.readInt16BE(at);
    if (fields === trailer) return bytes.length;
    let behind = at + 2;
    for (let field = 0; field < fields; field += 1) {
      if (behind + 4 > bytes.length) return at;
      behind += 4 + Math.max(bytes.readInt32BE(behind), 0);
    }
    if (behind > bytes.length) return at;
    takeRow(index, bytes, at + 2);
    at = behind;
  }
  return at;
}

function takeRow(index: FacetIndex, bytes: Buffer, from: number): void {
  const id = from + 4;
  const strength = id + 16 + 4;
  index.begin(bytes, id, bytes.readInt32BE(strength));
  let at = strength + 4;
  for (const layer of [0, 1, 2] as const) {
    const length = Math.max(bytes.readInt32BE(at), 0);
    takeTokens(index, layer, bytes, at + 4, length);
    at += 4 + length;
  }
}

function takeTokens(index: FacetIndex, layer: Layer, bytes: Buffer, from: number, length: number): void {
  if (length < arrayHead) return;
  const count = bytes.readInt32BE(from + arrayLength);
  let at = from + arrayHead;
  for (let n = 0; n < count; n += 1) {
    const behind = at + 4 + bytes.readInt32BE(at);
    index.carry(layer, bytes, at + 4, behind);
    at = behind;
  }
}
