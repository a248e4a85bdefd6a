import { HocuspocusProviderWebsocket, type HocuspocusProviderWebsocketConfiguration } from "@hocuspocus/provider";

/**
 * The socket of live texts. Words written while it connects are not queued: the handshake brings all that the server
 * lacks anyway, and an acknowledgement of a queued word would be counted for the whole handshake, so that the page
 * would say "saved" too early.
 */
export function liveSocket(
  configuration: Partial<HocuspocusProviderWebsocketConfiguration> & { url: string },
): HocuspocusProviderWebsocket {
  return Object.assign(new HocuspocusProviderWebsocket(configuration), {
    addToQueue: () => {},
  });
}
