import { Hocuspocus } from "@hocuspocus/server";
import * as Y from "yjs";
import { allow } from "@/domain/shared/actor";
import { editorSchemaVersion } from "@/domain/standards/editor-schema";
import { mayEditClause } from "@/domain/standards/policy";
import { act } from "@/server/platform/act";
import { type Ctx, systemCtx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { listen } from "@/server/platform/live";
import { log } from "@/server/platform/log";
import { holdClause } from "./access";
import { contentOf, docOf, isUpdate } from "./live-text";
import { updateClauseAtVersion } from "./repo";
import { foldUpdates, insertUpdateIfAllowed, lockClauseRow, readLive } from "./repo-live";
import { clauseTopic } from "./write-clause";

/** Who writes through a socket, decided by the server when the document was opened. */
type Writer = { personId: string; secretary: boolean; standardVersion: number };

const largestUpdate = 1_048_576;
const step2 = 1;
const update = 2;

/**
 * The live texts: one document a clause. Rights are decided here and asked again with each update; an update is in
 * the database before it is applied and passed on, so that whatever a peer has seen survives the end of this process.
 */
export function makeLiveServer(ctxOf: (headers: Headers) => Promise<Ctx>): Hocuspocus<Writer> {
  return new Hocuspocus<Writer>({
    name: "lianfang",
    quiet: true,
    debounce: 2_000,
    maxDebounce: 10_000,
    timeout: 30_000,
    async onAuthenticate({ documentName, requestHeaders, token, connectionConfig }) {
      // A client with another schema would drop what it does not know: it has to load the new page first.
      if (token !== String(editorSchemaVersion)) throw new Error("reload");
      const { actor } = await ctxOf(requestHeaders);
      const { standard, clause, within } = await holdClause(db(), actor, documentName);
      if (actor.kind !== "person" || standard.facts.role === null || !within) throw new Error("not-found");
      const may = mayEditClause(actor, standard.facts, { locked: clause.locked, within });
      connectionConfig.readOnly = !may.allowed;
      return {
        personId: actor.id,
        secretary: standard.facts.role === "secretary",
        standardVersion: standard.row.version,
      };
    },
    async onLoadDocument({ documentName }) {
      const live = await readLive(db(), documentName);
      // No state is no text: a failed load must end here rather than offer an empty page that would be saved.
      if (!live?.state) throw new Error("not-found");
      return docOf(
        live.state,
        live.updates.map(({ update }) => update),
      );
    },
    async beforeSync({ type, payload, connection, context, documentName, document }) {
      if ((type !== step2 && type !== update) || connection.readOnly) return;
      if (payload.length > largestUpdate || !isUpdate(payload)) throw new Error("refused");
      if (type === step2 && Y.snapshotContainsUpdate(Y.snapshot(document), payload)) return;
      const stored = await insertUpdateIfAllowed(db(), documentName, new Uint8Array(payload), context);
      if (!stored) throw new Error("refused");
    },
    async onStoreDocument({ documentName }) {
      await foldClause(documentName);
    },
  });
}

/** Writes what the live document says into the clause, from the database's own updates and never from memory. */
async function foldClause(clauseId: string): Promise<void> {
  await act(systemCtx("standards.fold"), async ({ tx, permit, record }) => {
    permit(allow);
    const row = await lockClauseRow(tx, clauseId);
    const live = row ? await readLive(tx, clauseId) : null;
    const writers = [...new Set(live?.updates.map(({ byId }) => byId))];
    if (row && live?.state && live.updates.length > 0) {
      const doc = docOf(
        live.state,
        live.updates.map((one) => one.update),
      );
      const content = contentOf(doc);
      await foldUpdates(
        tx,
        clauseId,
        new Uint8Array(Y.encodeStateAsUpdate(doc)),
        live.updates.map(({ id }) => id),
      );
      if (content === null)
        log().warn({ clauseId }, "a live text holds what is not of a standard; the last good text stays");
      else await updateClauseAtVersion(tx, clauseId, row.version, { content });
    }
    await record({ act: "standard.clauseWritten", entity: "clause", entityId: clauseId, facts: { writers } });
  });
}

/** Brings what a form or another process wrote into the documents that are open here. */
export async function followForms(server: Hocuspocus<Writer>, signal: AbortSignal): Promise<void> {
  for await (const { clauseId } of listen(clauseTopic, signal)) {
    const document = server.documents.get(String(clauseId));
    if (!document) continue;
    const live = await readLive(db(), String(clauseId));
    if (!live?.state) {
      server.closeConnections(String(clauseId));
      continue;
    }
    const doc = docOf(
      live.state,
      live.updates.map((one) => one.update),
    );
    Y.applyUpdate(document, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(document)), {
      source: "local",
      skipStoreHooks: true,
    });
  }
}
