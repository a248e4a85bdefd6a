import { randomUUID } from "node:crypto";

/** The text's part of the matrix, on the standard in consultation that the other doors of standards are asked about. */

type World = { id: string; clauseId: string; commentId: string };

export function standardsTextInputs({ id, clauseId, commentId }: World): Record<string, unknown> {
  const idempotencyKey = randomUUID();
  const ofStandard = { standardId: id };
  const fileId = randomUUID();
  const tree = { id: clauseId, version: 1 };
  return {
    "standardsText.read": { id, part: 1 },
    "standardsText.moveClause": { ...tree, parentId: null, afterId: null },
    "standardsText.splitClause": { ...tree, before: 1, idempotencyKey },
    "standardsText.mergeClauses": { ...tree, intoId: randomUUID(), intoVersion: 1, reason: "because" },
    "standardsText.deletedClauses": ofStandard,
    "standardsText.restoreClause": { ...ofStandard, clauseId, idempotencyKey },
    "standardsText.keepFigure": { ...ofStandard, fileId },
    "standardsText.importDraft": { ...ofStandard, fileId, idempotencyKey },
    "standardsText.importComments": { ...ofStandard, fileId, idempotencyKey },
    "standardsText.markRepliesSeen": ofStandard,
    "standardsText.collection": ofStandard,
    "standardsText.setCollection": { ...ofStandard, state: "collecting" },
    "standardsText.changeCollected": { commentId, kind: "ge", comment: "c" },
    "standardsText.dropCollected": { commentId },
    "standardsText.sendCollection": ofStandard,
  };
}

type Row = Record<string, string>;
type Tools<R extends Row> = {
  all: (answer: string) => R;
  except: (base: R, change: Partial<R>) => R;
  frozen: R;
  ofGroup: R;
  readOwn: R;
  signedIn: R;
  worked: R;
};

export function standardsTextStated<R extends Row>({
  all,
  except,
  frozen,
  ofGroup,
  readOwn,
  signedIn,
  worked,
}: Tools<R>) {
  const alone = "FORBIDDEN noOrganisation";
  const withoutOrganisation = {
    person: alone,
    operator: alone,
    oneFactor: alone,
    auditor: alone,
    securityAdmin: alone,
  };
  // The reader of a collection acts for an organisation; who acts for none has none to read.
  const collects = except(all("ok"), {
    visitor: "UNAUTHENTICATED signIn",
    token: "FORBIDDEN scope",
    ...withoutOrganisation,
  } as unknown as Partial<R>);
  const leads = except(collects, {
    viewer: "FORBIDDEN memberRole",
    unverified: "FORBIDDEN notVerified",
  } as unknown as Partial<R>);
  return {
    "standardsText.read": all("ok"),
    "standardsText.moveClause": frozen,
    "standardsText.splitClause": frozen,
    "standardsText.mergeClauses": frozen,
    "standardsText.deletedClauses": ofGroup,
    "standardsText.restoreClause": frozen,
    // A frozen text takes pictures by way of change requests.
    "standardsText.keepFigure": worked,
    "standardsText.importDraft": frozen,
    "standardsText.importComments": readOwn,
    "standardsText.markRepliesSeen": signedIn,
    "standardsText.collection": collects,
    "standardsText.setCollection": leads,
    "standardsText.changeCollected": collects,
    "standardsText.dropCollected": collects,
    "standardsText.sendCollection": leads,
  };
}
