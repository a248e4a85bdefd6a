/** A saved search remembers so many people; one that finds more tells of nobody until it finds fewer. */
export const mostRemembered = 2_000;

/**
 * Whom an alert tells of: those found now who were not found before.
 * @param seen whom the search found when it was last looked at, and `found` whom it finds now; either is cut off after
 *   one more than `mostRemembered`, and then says nothing about who is new
 * @param own the searcher, who is no news to themselves
 */
export function newcomers(seen: readonly string[], found: readonly string[], own: string): string[] {
  if (seen.length > mostRemembered || found.length > mostRemembered) return [];
  const known = new Set(seen);
  return found.filter((id) => id !== own && !known.has(id));
}
