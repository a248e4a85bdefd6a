/** Exchanges a sign-in ticket for the session cookie at next-auth's own door, then loads the next page anew. */
export async function completeSignIn(ticket: string, next: string): Promise<boolean> {
  const answer = await post("/api/auth/callback/ticket", { ticket, callbackUrl: next });
  if (!answer.ok) return false;
  window.location.assign(next);
  return true;
}

/** Leaves for an OpenID Connect provider, which sends the browser back to next-auth's door. */
export async function beginAtProvider(id: string, next: string): Promise<void> {
  const answer = await post(`/api/auth/signin/${encodeURIComponent(id)}`, { callbackUrl: next });
  window.location.assign(((await answer.json()) as { url: string }).url);
}

async function post(path: string, fields: Record<string, string>): Promise<Response> {
  const { csrfToken } = (await (await fetch("/api/auth/csrf")).json()) as { csrfToken: string };
  return fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, json: "true", ...fields }),
  });
}

/** Only a path of our own is followed: `next` comes from the address bar. */
export function ownPath(next: string | null | undefined, fallback: string): string {
  return next && /^\/(?![/\\])/.test(next) ? next : fallback;
}
