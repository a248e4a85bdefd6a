import { to as copyTo } from "pg-copy-streams";
import { pool } from "@/server/platform/db";

export type TokenRow = { personId: string; strength: number; layers: [string[], string[], string[]] };

/** Between the members of a list inside one field; no token holds it. */
const mark = "\u001f";

/**
 * All listed profiles by COPY, which for a million rows takes seconds where a query takes minutes. @returns the moment
 * from which changes have to be followed
 */
export async function streamTokens(take: (row: TokenRow) => void): Promise<Date> {
  const client = await pool().connect();
  try {
    const { rows } = await client.query<{ now: Date }>("SELECT clock_timestamp() AS now");
    const stream = client.query(
      copyTo(`COPY (SELECT "personId", "strength", array_to_string("tokens0", E'\\x1f'), array_to_string("tokens1", E'\\x1f'),
        array_to_string("tokens2", E'\\x1f') FROM "ExpertProfile" WHERE "listed") TO STDOUT`),
    );
    let rest = "";
    const decoder = new TextDecoder();
    for await (const chunk of stream) {
      const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) take(rowOf(line));
    }
    return rows[0]?.now ?? new Date(0);
  } finally {
    client.release();
  }
}

function rowOf(line: string): TokenRow {
  const [personId = "", strength = "0", ...layers] = line.split("\t");
  const list = (text: string | undefined) => (text ? text.split(mark) : []);
  return { personId, strength: Number(strength), layers: [list(layers[0]), list(layers[1]), list(layers[2])] };
}
