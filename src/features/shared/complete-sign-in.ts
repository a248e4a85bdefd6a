/** Exchanges a sign-in ticket for the session cookie at next-auth's own door, then loads the next page anew. */
export async function completeSignIn(ticket: string, next: string): Promise<boolean> {
  const { csrfToken } = (await (await fetch("/api/auth/csrf")).json()) as { csrfToken: string };
  const answer = await fetch("/api/auth/callback/ticket", {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, ticket, json: "true", callbackUrl: next }),
  });
  if (!answer.ok) return false;
  window.location.assign(next);
  return true;
}

/** Only a path of our own is followed: `next` comes from the address bar. */
export function ownPath(next: string | null | undefined, fallback: string): string {
  return next && /^\/(?![/\\])/.test(next) ? next : fallback;
}
