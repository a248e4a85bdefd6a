import { z } from "zod";
import { invisibleCharacter } from "./text";

/** A day that PostgreSQL knows: it has no year 0, and nobody means one before 1000. */
export function day(error?: string) {
  return z.iso.date(error).refine((text) => !/^0\d{3}-\d{2}-\d{2}$/u.test(text), { error: error ?? "DATE_UNREADABLE" });
}

/**
 * For whole inputs whose schema reads what is stored as well: no text in it holds what running text must not, such as
 * NUL or half a surrogate, which PostgreSQL cannot keep.
 */
export function readableThroughout(value: unknown, ctx: z.core.$RefinementCtx): void {
  const walk = (inner: unknown, path: (string | number)[]): void => {
    if (Array.isArray(inner)) for (const [index, one] of inner.entries()) walk(one, [...path, index]);
    else if (typeof inner === "object" && inner !== null)
      for (const [key, one] of Object.entries(inner)) walk(one, [...path, key]);
    else if (typeof inner === "string") {
      const found = invisibleCharacter(inner, "prose");
      const params = { code: "TEXT_INVISIBLE", ...found };
      if (found) ctx.addIssue({ code: "custom", path, params, message: "TEXT_INVISIBLE" });
    }
  };
  walk(value, []);
}
