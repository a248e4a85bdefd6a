import type { IncomingMessage, Server } from "node:http";
import crossws from "crossws/adapters/node";
import { contextOf } from "@/server/api/context";
import { makeLiveServer } from "@/server/modules/standards/live-server";
import { listen } from "@/server/platform/live";
import { log } from "@/server/platform/log";
import { socketOriginAllowed } from "./security-headers";

const path = "/collab";
const largestMessage = 2_097_152;
const policyViolation = 1008;
type LiveConnection = {
  handleMessage(data: Uint8Array): void;
  handleClose(event: { code: number; reason: string }): void;
};

export function isLivePath(url: string | undefined): boolean {
  return new URL(url ?? "/", "http://local").pathname === path;
}

/** Live drafting on the application's own port. @returns what stores and closes everything at the end */
export function startRealtime(server: Server): () => Promise<void> {
  const { server: live, follow } = makeLiveServer((headers) =>
    contextOf({ header: (name) => headers.get(name) ?? undefined, remoteAddress: "" }),
  );
  const ending = new AbortController();
  void follow(ending.signal);
  const connections = new WeakMap<object, LiveConnection>();
  const watches = new WeakMap<object, AbortController>();
  const sockets = crossws({
    serverOptions: { maxPayload: largestMessage },
    hooks: {
      open(peer) {
        connections.set(peer, live.handleConnection(peer.websocket as WebSocket, peer.request as Request));
        const watch = new AbortController();
        watches.set(peer, watch);
        closeWithSession(peer, peer.request.headers, watch.signal).catch((error: unknown) => {
          log().debug({ err: error }, "a live socket was not let in");
          peer.close(policyViolation, "session");
        });
      },
      message: (peer, message) => connections.get(peer)?.handleMessage(message.uint8Array()),
      close: (peer, { code, reason }) => {
        watches.get(peer)?.abort();
        connections.get(peer)?.handleClose({ code: code ?? 1000, reason: reason ?? "" });
      },
      error: (_, error) => log().debug({ err: error }, "a live socket broke"),
    },
  });
  server.on("upgrade", (request: IncomingMessage, socket, head) => {
    if (!isLivePath(request.url)) return;
    if (!socketOriginAllowed(request)) {
      socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
      return;
    }
    void sockets.handleUpgrade(request, socket, head);
  });
  return async () => {
    live.flushPendingStores();
    ending.abort();
    live.closeConnections();
    sockets.closeAll(1001, "stopping");
    await new Promise((resolve) => setTimeout(resolve, 200));
  };
}

/** A session that is revoked takes its sockets with it, at whichever process it was revoked. */
async function closeWithSession(
  peer: { close(code: number, reason: string): void },
  headers: Headers,
  closed: AbortSignal,
): Promise<void> {
  const { sessionId } = await contextOf({ header: (name) => headers.get(name) ?? undefined, remoteAddress: "" });
  if (!sessionId) return;
  for await (const _ of listen(`session:${sessionId}`, closed)) peer.close(policyViolation, "session");
}
