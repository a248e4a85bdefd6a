import { db, type Tx } from "@/server/platform/db";
import { eraseStatements, listApplicationsOf } from "./repo";

/** For somebody's own export: their applications and learning record. */
export function trainingOf(personId: string) {
  return listApplicationsOf(db(), personId);
}

/** Inside the act that erases an account. */
export async function eraseLearner(tx: Tx, personId: string): Promise<void> {
  await eraseStatements(tx, personId);
}
