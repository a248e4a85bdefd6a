import { headers } from "next/headers";
import { cache } from "react";
import { contextOf } from "./context";
import { callerFactory } from "./root";

/** The API as this page's reader: every read of a page goes through the same guarded procedures as the network's. */
export const api = cache(async () => callerFactory(await pageContext()));

export const pageContext = cache(async () => {
  const sent = await headers();
  return contextOf({
    header: (name) => sent.get(name) ?? undefined,
    remoteAddress: sent.get("x-remote-address") ?? "",
  });
});

/** Who reads this page, or null for a visitor. */
export const currentAccount = cache(async () => {
  const { actor } = await pageContext();
  return actor.kind === "person" ? (await api()).identity.me({}) : null;
});
