"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Loads the page anew when the event says that it changed, at most every few seconds. */
export function RefreshLive({ slug, on }: { slug: string; on: readonly ("board" | "state")[] }) {
  const router = useRouter();
  const names = on.join(" ");
  useEffect(() => {
    const source = new EventSource(`/competitions/${slug}/live`);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        router.refresh();
      }, 2_000);
    };
    for (const name of names.split(" ")) source.addEventListener(name, refresh);
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [slug, names, router]);
  return null;
}
