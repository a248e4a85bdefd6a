import { databaseUrl } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { readArguments, runCommand } from "./support/arguments";
import { writeBackup } from "./support/backup";
import { withDatabase } from "./support/with-database";

/** `npm run backup -- FILE`: also while the server runs. */
await runCommand(async () => {
  const { words } = readArguments("npm run backup -- backups/2026-11-23.tar.gz", [], 1);
  const target = words[0] ?? "";
  const manifest = await withDatabase(() => writeBackup(databaseUrl(), env().LIANFANG_DATA_DIR, target));
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(`${target}: ${manifest.tables.length} tables, ${rows} rows, ${manifest.files.length} files`);
  console.log(
    "Keep the master key apart (LIANFANG_MASTER_KEY or <data>/master.key): without it nothing sealed can be read again.",
  );
});
