"use client";

import { useEffect } from "react";
import { api } from "@/features/shared/api";

/** Tells once that the commenter has this page with the answers in front of them. */
export function RepliesSeen({ standardId }: { standardId: string }) {
  useEffect(() => {
    // A lost connection loses nothing here: the next visit tells it.
    api.standardsText.markRepliesSeen.mutate({ standardId }).catch(() => {});
  }, [standardId]);
  return null;
}
