import { tokenScopes } from "@/domain/identity/tokens";
import { isAppError } from "@/domain/shared/errors";
import { createTokenFor } from "@/server/modules/identity/service-tokens";
import { CommandError, readArguments, runCommand } from "./support/arguments";
import { withDatabase } from "./support/with-database";

const usage = `npm run token -- --email someone@example.org --scopes ${tokenScopes.join(",")} [--days 30]`;
const mostDays = 90;

await runCommand(async () => {
  const { options } = readArguments(usage, ["email", "scopes", "days"], 0);
  const scopes = (options.scopes ?? "").split(",").filter((scope) => scope !== "");
  const unknown = scopes.find((scope) => !tokenScopes.some((known) => known === scope));
  const days = Number(options.days ?? "30");
  if (!options.email || scopes.length === 0 || unknown || !Number.isInteger(days) || days < 1 || days > mostDays) {
    throw new CommandError(
      `${unknown ? `unknown scope ${unknown}\n` : ""}usage: ${usage}\nscopes: ${tokenScopes.join(", ")}; days: 1 to ${mostDays}`,
    );
  }
  const { email } = options;
  const token = await withDatabase(() => createTokenFor(email.toLowerCase(), scopes, days)).catch((error: unknown) => {
    throw isAppError(error) ? new CommandError(`nobody has signed up as ${email}`) : error;
  });
  console.log(token);
});
