import { HocuspocusProvider } from "@hocuspocus/provider";
import * as Y from "yjs";
import { editorSchemaVersion, liveField } from "@/domain/standards/editor-schema";
import { liveSocket } from "@/features/standards/live-socket";

const open: HocuspocusProvider[] = [];

/** Ends every client that a test opened. */
export function closeWriters(): void {
  for (const provider of open.splice(0)) {
    provider.configuration.websocketProvider.destroy();
    provider.destroy();
  }
}

export async function until(claim: () => boolean | Promise<boolean>, within = 8_000): Promise<void> {
  const end = Date.now() + within;
  while (!(await claim())) {
    if (Date.now() > end) throw new Error(`never: ${claim.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export type LiveWriter = {
  provider: HocuspocusProvider;
  text: () => string;
  write: (text: string) => void;
  /** One keystroke at a random place of the clause's first paragraph. */
  type: (key: string) => void;
  /** Every keystroke that the server has acknowledged. */
  acknowledged: () => readonly string[];
  refused: () => boolean;
  told: string[];
};

/** A real client with a session of its own, as the browser's editor has one. */
export function liveWriter(
  origin: string,
  clauseId: string,
  authorization: string,
  token = String(editorSchemaVersion),
): LiveWriter {
  class WithHeaders extends WebSocket {
    constructor(url: string) {
      // Node's own socket takes headers; the type is the browser's, which does not.
      super(url, { headers: { authorization } } as unknown as string[]);
    }
  }
  const websocketProvider = liveSocket({
    url: `${origin.replace(/^http/u, "ws")}/collab`,
    WebSocketPolyfill: WithHeaders,
    delay: 50,
    minDelay: 50,
    maxDelay: 500,
  });
  let failed = false;
  const typed: string[] = [];
  let acknowledged = 0;
  const told: string[] = [];
  const provider = new HocuspocusProvider({
    websocketProvider,
    name: clauseId,
    document: new Y.Doc(),
    token,
    onAuthenticationFailed: () => {
      failed = true;
    },
    onStateless: ({ payload }) => told.push(payload),
    onUnsyncedChanges: ({ number }) => {
      if (number === 0) acknowledged = typed.length;
    },
  });
  provider.attach();
  open.push(provider);
  const fragment = () => provider.document.getXmlFragment(liveField);
  return {
    provider,
    told,
    text: () => fragment().toJSON(),
    write: (text) => {
      const paragraph = new Y.XmlElement("paragraph");
      paragraph.insert(0, [new Y.XmlText(text)]);
      fragment().push([paragraph]);
    },
    type: (key) => {
      const text = (fragment().get(0) as Y.XmlElement).get(0) as Y.XmlText;
      typed.push(key);
      text.insert(Math.floor(Math.random() * (text.length + 1)), key);
    },
    acknowledged: () => typed.slice(0, acknowledged),
    refused: () => failed,
  };
}
