import { linkAudit, verifyAudit } from "@/server/platform/audit";
import { runCommand } from "./support/arguments";
import { withDatabase } from "./support/with-database";

/** `npm run audit:verify`: links what is new, walks the whole chain, exit code 1 where it was broken. */
await runCommand(async () => {
  const report = await withDatabase(async () => {
    await linkAudit();
    return verifyAudit();
  });
  if (report.brokenAt) {
    console.error(
      `the audit chain is broken at position ${report.brokenAt.position} (event ${report.brokenAt.eventId}), after ${report.events} good events`,
    );
    process.exitCode = 1;
    return;
  }
  console.log(`the audit chain holds: ${report.events} events`);
});
