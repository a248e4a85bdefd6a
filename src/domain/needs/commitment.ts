import { canonicalJson } from "../shared/canonical-json";

/**
 * The text whose SHA-256 (UTF-8) is published when a proposal is received: a random nonce of 64 hex digits, then the
 * proposal as canonical JSON. With nonce and content in hand, after the opening, anybody recomputes it.
 */
export function commitmentText(nonce: string, content: unknown): string {
  return `${nonce}${canonicalJson(content)}`;
}
