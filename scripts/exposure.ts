import { readExposure } from "@/server/modules/needs/service-exposure";
import { readArguments, runCommand } from "./support/arguments";
import { withDatabase } from "./support/with-database";

/** `npm run exposure`: who stands on the first pages of rankings, by size and region, beside who could. */
await runCommand(async () => {
  const { options } = readArguments("npm run exposure [-- --json yes]", ["json"], 0);
  const figures = await withDatabase(() => readExposure());
  if (options.json) return console.log(JSON.stringify(figures, null, 2));
  const percent = (share: number) => `${(share * 100).toFixed(1).padStart(5)} %`;
  console.log(
    `${figures.rankings} rankings, ${figures.lifted} places given by the stated shares, ${percent(figures.cost).trim()} of nDCG@20 given up on average (limit 3 %)`,
  );
  for (const { id, share, exposure, pool } of figures.groups)
    console.log(
      `${id.padEnd(20)} stated share ${percent(share)} · exposure ${percent(exposure)} · of those eligible ${percent(pool)}`,
    );
  for (const [name, rows] of [
    ["size", figures.bySize],
    ["region", figures.byRegion],
  ] as const) {
    console.log(`\nby ${name.padEnd(10)} exposure  eligible  organisations`);
    for (const { key, exposure, pool, organisations } of rows)
      console.log(`${(key || "not stated").padEnd(14)} ${percent(exposure)}   ${percent(pool)}  ${organisations}`);
  }
});
