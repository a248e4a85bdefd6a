import type { Tx } from "@/server/platform/db";
import { updatePerson } from "./repo-people";
import { issueTicket } from "./tickets";

export type SignInStep = { step: "done" | "secondFactor"; ticket: string; methods: ("totp" | "passkey")[] };

type Enrolled = { id: string; totp: { confirmedAt: Date | null } | null; passkeys: readonly unknown[] };

export function secondFactorsOf(person: Enrolled): SignInStep["methods"] {
  return [
    ...(person.totp?.confirmedAt ? (["totp"] as const) : []),
    ...(person.passkeys.length > 0 ? (["passkey"] as const) : []),
  ];
}

/** After password, mail link or provider: whoever has set up a second factor is asked for it, whatever the first was. */
export async function afterFirstFactor(tx: Tx, person: Enrolled, method: string): Promise<SignInStep> {
  const methods = secondFactorsOf(person);
  const purpose = methods.length > 0 ? "secondFactor" : "signIn";
  const ticket = await issueTicket(tx, purpose, { personId: person.id, data: { method } });
  return { step: methods.length > 0 ? "secondFactor" : "done", ticket, methods };
}

/**
 * The address is shown to be the person's by a link or a provider. A password that was set before that came from
 * somebody who had not shown it, so it does not survive.
 */
export async function confirmAddress(tx: Tx, person: { id: string; emailVerifiedAt: Date | null }): Promise<void> {
  if (!person.emailVerifiedAt) await updatePerson(tx, person.id, { emailVerifiedAt: new Date(), passwordHash: null });
}
