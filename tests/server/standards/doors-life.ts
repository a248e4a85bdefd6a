import { randomUUID } from "node:crypto";

/** The doors around a standard's text, for the table of all doors. The standard is in consultation. */
export function standardsLifeInputs(standard: {
  id: string;
  clauseId: string;
  ballotId: string;
}): Record<string, unknown> {
  const id = randomUUID();
  const key = randomUUID();
  const ofStandard = { standardId: standard.id };
  return {
    "standardsLife.catalogue": {},
    "standardsLife.inForce": {},
    "standardsLife.get": { id: standard.id },
    "standardsLife.subscribe": { id: standard.id, on: true },
    "standardsLife.linkSignal": { ...ofStandard, kind: "incident", title: "An incident", idempotencyKey: key },
    "standardsLife.changes": { id: standard.id },
    "standardsLife.requestChange": {
      ...ofStandard,
      clauseId: standard.clauseId,
      clauseVersion: 999,
      content: [],
      reason: "because",
      idempotencyKey: key,
    },
    "standardsLife.decideChange": { id, accept: true },
    "standardsLife.applyChange": { id },
    "standardsLife.ballotList": { id: standard.ballotId },
    "standardsLife.matrix": { id: standard.id },
    "standardsLife.exportMappings": { id: standard.id, format: "csv" },
    "standardsLife.addDocument": { ...ofStandard, reference: `ISO ${key}`, idempotencyKey: key },
    "standardsLife.noteEdition": { id, reference: "ISO 1:2030" },
    "standardsLife.mapClause": {
      clauseId: standard.clauseId,
      documentId: id,
      target: "A.1",
      relation: "equal-to",
      rationale: "r",
    },
    "standardsLife.confirmMapping": { id, version: 1 },
    "standardsLife.removeMapping": { id, version: 1 },
    "standardsLife.trials": { id: standard.id },
    "standardsLife.recordTrial": {
      ...ofStandard,
      clauseId: standard.clauseId,
      provision: "p",
      method: "m",
      site: "s",
      result: "passed",
      evidenceName: "e.txt",
      evidenceHash: "0".repeat(64),
      idempotencyKey: key,
    },
    "standardsLife.answerTrial": { id, changeRequestId: id },
    "standardsLife.requireTrials": { id: standard.id, required: false },
  };
}

type Row = Record<string, string>;

export function standardsLifeStated<R extends Row>(given: {
  all: (answer: string) => R;
  except: (base: R, change: Partial<R>) => R;
  /** In earnest: the buyer's answer, and that of other verified organisations' members. */
  earnest: (buyer: string, others?: string) => R;
}): Record<string, R> {
  const { all, except, earnest } = given;
  const everybody = all("ok");
  const change = (base: R, row: Row) => except(base, row as Partial<R>);
  const ofGroup = change(all("FORBIDDEN notFound"), { visitor: "UNAUTHENTICATED signIn", buyer: "ok" });
  const worked = earnest("ok", "FORBIDDEN groupEditors");
  return {
    "standardsLife.catalogue": everybody,
    "standardsLife.inForce": everybody,
    "standardsLife.get": everybody,
    "standardsLife.subscribe": change(everybody, {
      visitor: "UNAUTHENTICATED signIn",
      token: "FORBIDDEN browserOnly",
    }),
    "standardsLife.linkSignal": earnest("FORBIDDEN standardNotPublished", "FORBIDDEN standardNotPublished"),
    "standardsLife.changes": ofGroup,
    "standardsLife.requestChange": worked,
    // What does not exist is not found before anybody is asked who they are.
    "standardsLife.decideChange": everybody,
    "standardsLife.applyChange": everybody,
    "standardsLife.noteEdition": everybody,
    "standardsLife.confirmMapping": everybody,
    "standardsLife.removeMapping": everybody,
    "standardsLife.answerTrial": everybody,
    "standardsLife.ballotList": ofGroup,
    "standardsLife.matrix": everybody,
    "standardsLife.exportMappings": everybody,
    "standardsLife.addDocument": worked,
    "standardsLife.mapClause": worked,
    "standardsLife.trials": ofGroup,
    "standardsLife.recordTrial": worked,
    "standardsLife.requireTrials": earnest("ok", "FORBIDDEN secretaryOnly"),
  };
}
