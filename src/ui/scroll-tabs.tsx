"use client";

import { type ReactNode, useEffect, useRef } from "react";

/** A row of rooms that may be wider than a phone: the one that the reader is in is brought into sight. */
export function ScrollTabs({ label, here, children }: { label: string; here: string | null; children: ReactNode }) {
  const row = useRef<HTMLElement>(null);
  useEffect(() => {
    const current = here && row.current?.querySelector<HTMLElement>("[aria-current=page]");
    // Only the row moves, never the page.
    if (row.current && current)
      row.current.scrollLeft = current.offsetLeft - (row.current.clientWidth - current.offsetWidth) / 2;
  }, [here]);
  return (
    <nav ref={row} aria-label={label} className="no-print relative mb-6 overflow-x-auto border-b border-line">
      <ul className="flex gap-1 whitespace-nowrap">{children}</ul>
    </nav>
  );
}
