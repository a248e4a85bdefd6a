"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Thousands hear of a change in the same moment; they ask for the page within these milliseconds, not all at once. */
export const whileRefreshing = (): number => 1_000 + Math.random() * 2_000;

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
      }, whileRefreshing());
    };
    for (const name of names.split(" ")) source.addEventListener(name, refresh);
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [slug, names, router]);
  return null;
}
