import { peopleByEmail } from "@/server/modules/identity/service-people";
import { contextOfPerson } from "@/server/modules/identity/service-sessions";
import type { Ctx } from "@/server/platform/ctx";
import { CommandError } from "./arguments";

/** Whoever an import is made for: drafts belong to this person's only organisation, or to the one named. */
export async function importerContext(email: string | undefined, organisation: string | undefined): Promise<Ctx> {
  if (!email) throw new CommandError("say for whom: --as someone@example.org");
  const [person] = await peopleByEmail([email.toLowerCase()]);
  if (!person) throw new CommandError(`nobody has signed up as ${email}`);
  const acting = organisation ?? (person.organisationIds.length === 1 ? person.organisationIds[0] : undefined);
  if (!acting || !person.organisationIds.includes(acting)) {
    throw new CommandError(
      `${email} belongs to ${person.organisationIds.length} organisations: name one with --organisation (${person.organisationIds.join(", ")})`,
    );
  }
  return contextOfPerson(person.id, acting);
}
