import { randomUUID } from "node:crypto";
import type { Document, Hocuspocus } from "@hocuspocus/server";
import { applyAwarenessUpdate, encodeAwarenessUpdate } from "y-protocols/awareness";
import * as Y from "yjs";
import type { Actor } from "@/domain/shared/actor";
import { db } from "@/server/platform/db";
import { announce, listen } from "@/server/platform/live";
import { log } from "@/server/platform/log";
import { once } from "@/server/platform/once";
import { docOf } from "./live-text";
import { readLive, readUnseen } from "./repo-live";
import { clauseTopic } from "./write-clause";

/** Who writes through a socket; decided when the document was opened and again whenever rights change. */
export type Writer = {
  actor: Actor;
  personId: string;
  secretary: boolean;
  standardId: string;
  stage: string;
  substage: string;
};

/** Which stored updates an open document holds, and the clause's version at which it last read the whole. */
type Held = { seen: Set<bigint>; version: number };

/** An update from elsewhere is passed on to the people here, and not stored a second time. */
const fromElsewhere = { source: "local", skipStoreHooks: true } as const;
const processId = once("standards-process", () => randomUUID());
/** Words of one clause are gathered for so long before other processes hear of them, in milliseconds. */
const gatherFor = 80;
const gatherCaretsFor = 200;
/** Notifications of PostgreSQL hold 8,000 bytes; a caret takes about two hundred. */
const mostCarets = 20;
const sweepEvery = 5_000;

/**
 * Keeps the documents that are open in several processes alike. What is passed on is only "there is something new":
 * the text itself is always read from the database, where it was stored before anybody saw it. Carets travel with
 * their message, because nothing stores them.
 */
export function makeRelay() {
  const held = new Map<string, Held>();
  const told = new Map<string, ReturnType<typeof setTimeout>>();
  const carets = new Map<string, Set<number>>();

  const tell = (payload: Record<string, string | number>): void => {
    announce(db(), clauseTopic, { ...payload, from: processId }).catch((error: unknown) =>
      log().warn({ err: error }, "other processes were not told of a change; they find it when they look"),
    );
  };

  const loaded = (clauseId: string, live: { version: number; updates: readonly { id: bigint }[] }): void => {
    held.set(clauseId, { seen: new Set(live.updates.map(({ id }) => id)), version: live.version });
  };

  const stored = (clauseId: string, id: bigint): void => {
    held.get(clauseId)?.seen.add(id);
    if (told.has(clauseId)) return;
    told.set(
      clauseId,
      setTimeout(() => {
        told.delete(clauseId);
        tell({ clauseId });
      }, gatherFor),
    );
  };

  /** A fold of this process took these updates into the state that the document already holds. */
  const folded = (clauseId: string, version: number, ids: readonly bigint[]): void => {
    const known = held.get(clauseId);
    if (!known || known.version !== version - 1) return;
    known.version = version;
    for (const id of ids) known.seen.delete(id);
  };

  const moved = (document: Document, clients: readonly number[], origin: unknown): void => {
    if (origin === fromElsewhere) return;
    const { name } = document;
    const gathered = carets.get(name);
    if (gathered) {
      for (const client of clients) gathered.add(client);
      return;
    }
    const first = new Set(clients);
    carets.set(name, first);
    setTimeout(() => {
      carets.delete(name);
      const known = [...first].filter((client) => document.awareness.meta.has(client));
      for (let at = 0; at < known.length; at += mostCarets) {
        const bytes = encodeAwarenessUpdate(document.awareness, known.slice(at, at + mostCarets));
        tell({ clauseId: name, carets: Buffer.from(bytes).toString("base64") });
      }
    }, gatherCaretsFor);
  };

  /** Brings a document up to what the database holds. @returns false when its clause is gone */
  const catchUp = async (document: Document): Promise<boolean> => {
    const known = held.get(document.name);
    if (!known) return true;
    const news = await readUnseen(db(), document.name, [...known.seen]);
    if (!news) return false;
    if (news.version !== known.version) {
      const live = await readLive(db(), document.name);
      if (!live?.state) return false;
      const doc = docOf(
        live.state,
        live.updates.map(({ update }) => update),
      );
      Y.applyUpdate(document, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(document)), fromElsewhere);
      loaded(document.name, live);
      return true;
    }
    for (const { id, update } of news.updates) {
      Y.applyUpdate(document, update, fromElsewhere);
      known.seen.add(id);
    }
    return true;
  };

  /**
   * Follows the other processes until the signal ends it; a sweep finds what a lost message did not tell.
   * @param rights is called where lock, stage or membership changed, or the clause is gone
   */
  const follow = async (
    server: Hocuspocus<Writer>,
    rights: (document: Document) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> => {
    const bring = async (document: Document): Promise<void> => {
      if (!(await catchUp(document))) await rights(document);
    };
    const fail = (error: unknown) => log().warn({ err: error }, "an open clause could not be brought up to date");
    const sweep = setInterval(() => {
      for (const document of server.documents.values()) bring(document).catch(fail);
    }, sweepEvery);
    signal.addEventListener("abort", () => {
      clearInterval(sweep);
    });
    for await (const news of listen(clauseTopic, signal)) {
      if (news.standardId) {
        for (const document of server.documents.values())
          if (document.getConnections().some(({ context }) => (context as Writer).standardId === news.standardId))
            await rights(document).catch(fail);
        continue;
      }
      const document = server.documents.get(String(news.clauseId));
      if (!document || news.from === processId) continue;
      if (news.rights) await rights(document).catch(fail);
      else if (typeof news.carets === "string")
        applyAwarenessUpdate(document.awareness, Buffer.from(news.carets, "base64"), fromElsewhere);
      else await bring(document).catch(fail);
    }
  };

  return {
    loaded,
    stored,
    folded,
    moved,
    catchUp,
    follow,
    forget: (clauseId: string) => {
      held.delete(clauseId);
    },
  };
}
