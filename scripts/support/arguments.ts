import { parseArgs } from "node:util";

/** `--name value` pairs and plain words; anything that the command does not know is refused with its usage. */
export function readArguments<Name extends string>(
  usage: string,
  names: readonly Name[],
  words: number,
): { options: Partial<Record<Name, string>>; words: string[] } {
  try {
    const { values, positionals } = parseArgs({
      options: Object.fromEntries(names.map((name) => [name, { type: "string" as const }])),
      allowPositionals: true,
    });
    if (positionals.length !== words) throw new Error(`expects ${words} file name(s)`);
    return { options: values as Partial<Record<Name, string>>, words: positionals };
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : String(error)}\nusage: ${usage}`);
  }
}

/** A failure that is the person's to mend: printed without a stack, exit code 2. */
export class CommandError extends Error {}

export async function runCommand(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const expected = error instanceof CommandError;
    console.error(expected ? error.message : error);
    process.exitCode = expected ? 2 : 1;
  }
}
