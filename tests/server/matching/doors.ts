import { randomUUID } from "node:crypto";

/** Matching's part of the matrix: what an organisation declares of others is its own affair. */

export function matchingInputs(organisationId: string): Record<string, unknown> {
  return {
    "matching.exposure": {},
    "matching.ties": { organisationId },
    "matching.declareTie": { organisationId, otherId: randomUUID(), kind: "supplier", idempotencyKey: randomUUID() },
    "matching.endTie": { organisationId, id: randomUUID() },
  };
}

type Row = Record<string, string>;

export function matchingStated<R extends Row>({
  all,
  except,
}: {
  all: (answer: string) => R;
  except: (base: R, change: Partial<R>) => R;
}): Record<string, R> {
  const change = (base: R, row: Row) => except(base, row as Partial<R>);
  const signIn = "UNAUTHENTICATED signIn";
  const scope = "FORBIDDEN scope";
  const nobodyOf = "FORBIDDEN noOrganisation";
  const elsewhere = all("FORBIDDEN notFound");
  const reading = change(elsewhere, { visitor: signIn, viewer: "ok", buyer: "ok", token: scope });
  const declaring = change(elsewhere, {
    visitor: signIn,
    person: nobodyOf,
    unverified: "FORBIDDEN notVerified",
    viewer: "FORBIDDEN memberRole",
    buyer: "ok",
    operator: nobodyOf,
    oneFactor: nobodyOf,
    auditor: nobodyOf,
    securityAdmin: nobodyOf,
    token: scope,
  });
  return {
    "matching.exposure": all("ok"),
    "matching.ties": reading,
    "matching.declareTie": declaring,
    "matching.endTie": declaring,
  };
}
