import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

/** Sends a browser only the words of the modules that the page's own client components speak. */
export async function ClientMessages({ of, children }: { of: readonly string[]; children: ReactNode }) {
  const messages = await getMessages();
  const needed = Object.fromEntries(
    Object.entries(messages).filter(([namespace]) => namespace === "common" || of.includes(namespace)),
  );
  return <NextIntlClientProvider messages={needed}>{children}</NextIntlClientProvider>;
}
