import { type Document, Hocuspocus } from "@hocuspocus/server";
import * as Y from "yjs";
import { type Actor, allow } from "@/domain/shared/actor";
import { editorSchemaVersion, reloadReason } from "@/domain/standards/editor-schema";
import { mayEditClause } from "@/domain/standards/policy";
import { act } from "@/server/platform/act";
import { type Ctx, systemCtx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { gather } from "@/server/platform/gather";
import { announce } from "@/server/platform/live";
import { log } from "@/server/platform/log";
import { holdClause } from "./access";
import { makeRelay, type Writer } from "./live-relay";
import { contentOf, docOf, isUpdate, nameParts, updateTo } from "./live-text";
import { updateClauseAtVersion } from "./repo";
import { foldUpdates, insertUpdatesIfAllowed, lockClauseRow, readLive } from "./repo-live";
import { clauseTopic } from "./write-clause";

const largestUpdate = 1_048_576;
const step2 = 1;
const update = 2;

/**
 * The live texts: one document a clause. Rights are decided here and asked again with each update; an update is in
 * the database before it is applied and passed on, so that whatever a peer has seen survives the end of this process.
 */
export function makeLiveServer(ctxOf: (headers: Headers) => Promise<Ctx>) {
  const relay = makeRelay();
  // Twenty-five people who type cost a few commits a second and not hundreds; one after the other, so that ids keep order.
  const store = gather(insertUpdatesIfAllowed, { lanes: 1, most: 200 });
  const server = new Hocuspocus<Writer>({
    name: "lianfang",
    quiet: true,
    debounce: 2_000,
    maxDebounce: 10_000,
    timeout: 30_000,
    async onAuthenticate({ documentName, requestHeaders, token, connectionConfig }) {
      // A client with another schema would drop what it does not know: it has to load the new page first.
      if (token !== String(editorSchemaVersion)) throw Object.assign(new Error("reload"), { reason: reloadReason });
      const { actor } = await ctxOf(requestHeaders);
      const { writer, mayWrite } = await writerOf(actor, documentName);
      connectionConfig.readOnly = !mayWrite;
      return writer;
    },
    async onLoadDocument({ documentName }) {
      const live = await readLive(db(), documentName);
      // No state is no text: a failed load must end here rather than offer an empty page that would be saved.
      if (!live?.state) throw new Error("not-found");
      relay.loaded(documentName, live);
      return docOf(
        live.state,
        live.updates.map(({ update }) => update),
      );
    },
    async afterLoadDocument({ document }) {
      // What another process stored while this one was loading.
      await relay.catchUp(document);
    },
    async afterUnloadDocument({ documentName }) {
      relay.forget(documentName);
    },
    async beforeSync({ type, payload, connection, context, documentName, document }) {
      if ((type !== step2 && type !== update) || connection.readOnly) return;
      const refuse = (reason: string): void => {
        connection.readOnly = true;
        connection.sendStateless(reason);
      };
      if (payload.length > largestUpdate) return refuse("tooLarge");
      if (!isUpdate(payload)) return refuse("refused");
      if (type === step2 && Y.snapshotContainsUpdate(Y.snapshot(document), payload)) return;
      const { actor: _, standardId: __, ...writer } = context;
      const id = await store({ ...writer, clauseId: documentName, update: new Uint8Array(payload) });
      if (id === null) return refuse("refused");
      relay.stored(documentName, id);
    },
    async onAwarenessUpdate({ document, added, updated, removed, transactionOrigin }) {
      relay.moved(document, [...added, ...updated, ...removed], transactionOrigin);
    },
    async onStoreDocument({ documentName }) {
      const done = await foldClause(documentName);
      if (done) relay.folded(documentName, done.version, done.ids);
    },
  });
  return { server, follow: (signal: AbortSignal) => relay.follow(server, askAgain, signal) };
}

/** @throws AppError NOT_FOUND, Error where the person has no part in the group or the clause */
async function writerOf(actor: Actor, clauseId: string): Promise<{ writer: Writer; mayWrite: boolean }> {
  const { standard, clause, within } = await holdClause(db(), actor, clauseId);
  if (actor.kind !== "person" || standard.facts.role === null || !within) throw new Error("not-found");
  const { id: standardId, stage, substage } = standard.row;
  const secretary = standard.facts.role === "secretary";
  return {
    writer: { actor, personId: actor.id, secretary, standardId, stage, substage },
    mayWrite: mayEditClause(actor, standard.facts, { locked: clause.locked, within }).allowed,
  };
}

/** A lock, a stage or a membership changed: each open socket gets the rights it has now, and its page is told. */
async function askAgain(document: Document): Promise<void> {
  for (const connection of document.getConnections()) {
    // The context is what `onAuthenticate` returned.
    const context = connection.context as Writer;
    const asked = await writerOf(context.actor, document.name).catch(() => null);
    if (asked) Object.assign(context, asked.writer);
    connection.readOnly = asked?.mayWrite !== true;
    connection.sendStateless(asked === null ? "gone" : asked.mayWrite ? "writable" : "readOnly");
  }
}

/**
 * Writes what the live document says into the clause, from the database's own updates and never from memory. New
 * provisions and elements get their stable ids here, by an update of the document like any other.
 * @returns the clause's version and the updates it now holds, where nothing but their content changed
 */
async function foldClause(clauseId: string): Promise<{ version: number; ids: bigint[] } | null> {
  return act(systemCtx("standards.fold"), async ({ tx, permit, record }) => {
    permit(allow);
    const row = await lockClauseRow(tx, clauseId);
    const live = row ? await readLive(tx, clauseId) : null;
    const writers = [...new Set(live?.updates.map(({ byId }) => byId))];
    let done: { version: number; ids: bigint[] } | null = null;
    if (row && live?.state && live.updates.length > 0) {
      const doc = docOf(
        live.state,
        live.updates.map((one) => one.update),
      );
      const written = contentOf(doc);
      const content = written && nameParts(written);
      if (content && content !== written) updateTo(doc, content);
      const ids = live.updates.map(({ id }) => id);
      await foldUpdates(tx, clauseId, new Uint8Array(Y.encodeStateAsUpdate(doc)), ids);
      if (content === null)
        log().warn({ clauseId }, "a live text is larger than a clause may be; the last good text stays");
      else if (await updateClauseAtVersion(tx, clauseId, row.version, { content }))
        done = content === written ? { version: row.version + 1, ids } : null;
      if (!done) await announce(tx, clauseTopic, { clauseId });
    }
    await record({ act: "standard.clauseWritten", entity: "clause", entityId: clauseId, facts: { writers } });
    return done;
  });
}
