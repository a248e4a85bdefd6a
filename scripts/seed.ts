import pg from "pg";
import { databaseUrl } from "@/server/platform/db";
import { loadSizes, seedLoad } from "../prisma/seed/scenarios/load";
import { fillRegistry } from "../prisma/seed/scenarios/load-registry";
import { CommandError, readArguments, runCommand } from "./support/arguments";
import { withDatabase } from "./support/with-database";

const usage = `npm run seed -- load [--subjects ${loadSizes.subjects}] [--needs ${loadSizes.needs}]
  fills the installation with invented subjects and open needs for measurements; begin with an empty one or the demo`;

/** `npm run seed -- load`: a scenario by its name. */
await runCommand(async () => {
  const { options, words } = readArguments(usage, ["subjects", "needs"], 1);
  if (words[0] !== "load") throw new CommandError(`there is no scenario ${words[0]}\nusage: ${usage}`);
  const count = (given: string | undefined, usual: number, most: number): number => {
    const number = given === undefined ? usual : Number(given);
    if (!Number.isSafeInteger(number) || number < 1 || number > most)
      throw new CommandError(`a count from 1 to ${most}\nusage: ${usage}`);
    return number;
  };
  const sizes = {
    subjects: count(options.subjects, loadSizes.subjects, 5_000_000),
    needs: count(options.needs, loadSizes.needs, 1_000_000),
  };
  await withDatabase(async () => {
    const client = new pg.Client({ connectionString: databaseUrl() });
    await client.connect();
    try {
      await seedLoad(client, sizes, (line) => console.log(line));
      await fillRegistry(client, sizes.subjects, (line) => console.log(line));
    } finally {
      await client.end();
    }
  });
});
