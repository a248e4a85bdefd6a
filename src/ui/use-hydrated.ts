"use client";

import { type RefObject, useEffect, useRef, useSyncExternalStore } from "react";

const never = () => () => undefined;

/** False on the server and until the page's scripts have taken over: what a click does before that is not ours. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

/**
 * Tells a form what was typed before its scripts arrived, as on a slow line. React keeps such text in the box but not
 * in the state, and would wipe it with the next change; it also remembers it as known, so the box is first set back
 * through React's own accessor and then filled past it.
 */
export function useEarlyTyping<E extends HTMLInputElement | HTMLTextAreaElement>(): RefObject<E | null> {
  const ref = useRef<E>(null);
  useEffect(() => {
    const element = ref.current;
    if (!element || element.value === element.defaultValue) return;
    // A chosen file cannot be set anew; the form is only told of it.
    if (element.type === "file") return void element.dispatchEvent(new Event("change", { bubbles: true }));
    const typed = element.value;
    const prototype = element instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
    element.value = element.defaultValue;
    Object.getOwnPropertyDescriptor(prototype.prototype, "value")?.set?.call(element, typed);
    element.dispatchEvent(new Event("input", { bubbles: true }));
  }, []);
  return ref;
}
