import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { linkAudit, verifyAudit } from "@/server/platform/audit";
import { databaseUrl } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { CommandError, readArguments, runCommand } from "./support/arguments";
import { loadBackup, readBackup } from "./support/backup";
import { withDatabase } from "./support/with-database";

/** `npm run restore -- FILE`: into an empty database; checks the file first, then rows, files and the audit chain. */
await runCommand(async () => {
  const { words } = readArguments("npm run restore -- backups/2026-11-23.tar.gz", [], 1);
  const backup = await readBackup(words[0] ?? "");
  const report = await withDatabase(async () => {
    await loadBackup(databaseUrl(), backup);
    for (const { path } of backup.manifest.files) {
      const target = join(env().LIANFANG_DATA_DIR, "files", path);
      mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
      writeFileSync(target, backup.parts.get(`files/${path}`) ?? Buffer.alloc(0), { mode: 0o600 });
    }
    await linkAudit();
    return verifyAudit();
  });
  if (report.brokenAt)
    throw new CommandError(
      `the rows were restored, but the audit chain is broken at position ${report.brokenAt.position}`,
    );
  const rows = backup.manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(
    `restored ${backup.manifest.tables.length} tables, ${rows} rows, ${backup.manifest.files.length} files; the audit chain holds (${report.events} events)`,
  );
  console.log("Put the master key back before the next start, or nothing sealed can be read.");
});
