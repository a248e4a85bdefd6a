"use client";

import { useEffect, useState } from "react";

/** Form state that survives a closed tab, an expired session or a lost connection: kept in this browser until cleared. */
export function useKept<T>(key: string, initial: T): [T, (next: T) => void, () => void] {
  const [value, setValue] = useState(initial);
  useEffect(() => {
    const kept = window.localStorage.getItem(key);
    if (kept !== null) setValue(JSON.parse(kept) as T);
  }, [key]);
  const save = (next: T) => {
    setValue(next);
    window.localStorage.setItem(key, JSON.stringify(next));
  };
  return [value, save, () => window.localStorage.removeItem(key)];
}
