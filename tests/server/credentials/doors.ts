import { person } from "#tests/support/community";
import { issued } from "./stages";

/** The credentials' part of the matrix. */

const world = { id: "" };

export async function credentialsWorld(): Promise<void> {
  world.id = await issued((await person()).id);
}

export function credentialsInputs(): Record<string, unknown> {
  return {
    "credentials.get": { id: world.id },
    "credentials.mine": {},
    "credentials.verify": { text: "{}" },
    "credentials.revoke": { id: world.id, reason: "because" },
    "credentials.issuers": {},
    "credentials.addIssuer": { id: "did:web:academy.example", name: "Academy", reason: "known" },
    "credentials.dropIssuer": { id: "did:web:nobody.example" },
  };
}

type Row = Record<string, string>;

export function credentialsStated<R extends Row>({
  all,
  except,
}: {
  all: (answer: string) => R;
  except: (base: R, change: Partial<R>) => R;
}): Record<string, R> {
  const change = (base: R, row: Row) => except(base, row as Partial<R>);
  const everybody = all("ok");
  const signIn = "UNAUTHENTICATED signIn";
  const keepers = change(all("FORBIDDEN operatorOnly"), {
    visitor: signIn,
    operator: "ok",
    oneFactor: "SECOND_FACTOR_REQUIRED secondFactor",
    token: "FORBIDDEN browserOnly",
  });
  return {
    "credentials.get": everybody,
    "credentials.mine": change(everybody, { visitor: signIn, token: "FORBIDDEN scope" }),
    "credentials.verify": everybody,
    "credentials.revoke": keepers,
    "credentials.issuers": keepers,
    "credentials.addIssuer": keepers,
    "credentials.dropIssuer": keepers,
  };
}
