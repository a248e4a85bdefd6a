import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { z } from "zod";
import { parseOfflineLine } from "@/domain/matching/offline-format";
import { InputFault, systemCode } from "./input-fault";
import type { FaultWords } from "./words";

type Sentence = (words: FaultWords) => string;

const mostSentences = 20;

/**
 * Reads a file of one JSON object a line. Blank lines are passed over.
 * @param ignored told once per field that is not part of the format, with how many lines hold it
 * @throws InputFault with the line and field of the first faults of all lines
 */
export async function readRecords<T extends { id: string | number }>(
  path: string,
  schema: z.ZodType<T>,
  ignored: (field: string, lines: number, path: string) => void,
): Promise<T[]> {
  const records: T[] = [];
  const faults: Sentence[] = [];
  const lineOfId = new Map<string, number>();
  const unknown = new Map<string, number>();
  let number = 0;
  for await (const line of readLines(path)) {
    number++;
    if (line.trim() === "") continue;
    const at = number;
    const parsed = parseOfflineLine(schema, line);
    if (!parsed.ok) {
      faults.push(
        ...parsed.problems.map(
          (problem): Sentence =>
            (words) =>
              words.lineFault(path, at, problem),
        ),
      );
      continue;
    }
    const id = String(parsed.value.id);
    const first = lineOfId.get(id);
    if (first !== undefined) faults.push((words) => words.duplicate(path, at, id, first));
    lineOfId.set(id, first ?? at);
    for (const field of parsed.unknownFields) unknown.set(field, (unknown.get(field) ?? 0) + 1);
    records.push(parsed.value);
  }
  if (faults.length > 0) throw tooManyToTell(path, faults);
  if (records.length === 0) throw new InputFault((words) => words.fileEmpty(path));
  for (const [field, lines] of unknown) ignored(field, lines, path);
  return records;
}

function tooManyToTell(path: string, faults: readonly Sentence[]): InputFault {
  const more = faults.length - mostSentences;
  const rest: Sentence[] = more > 0 ? [(words) => words.moreFaults(path, more)] : [];
  return new InputFault(...faults.slice(0, mostSentences), ...rest, (words) => words.nothingWritten());
}

/** Lines of a UTF-8 file without their ends. A byte order mark at the start is passed over. */
async function* readLines(path: string): AsyncGenerator<string> {
  await refuseUnreadable(path);
  // Strict: a file saved in another encoding must be named as such instead of being compared as rubbish.
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  let number = 0;
  const decode = (chunk?: Uint8Array) => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw new InputFault((words) => words.notUtf8(path, number + 1));
    }
  };
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const lines = (rest + decode(chunk)).split(/\r?\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) {
      number++;
      yield line;
    }
  }
  rest += decode();
  if (rest !== "") yield rest;
}

async function refuseUnreadable(path: string): Promise<void> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new InputFault((words) => words.fileIsFolder(path));
  } catch (error) {
    if (error instanceof InputFault) throw error;
    const code = systemCode(error);
    throw new InputFault((words) => (code === "ENOENT" ? words.fileMissing(path) : words.fileRefused(path, code)));
  }
}
