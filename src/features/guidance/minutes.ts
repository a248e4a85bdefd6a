/** What `datetime-local` fields hold, in the browser's zone, and the instants that are sent; both to the minute. */

export function localOfIso(iso: string | undefined): string {
  if (!iso) return "";
  const at = new Date(iso);
  const shifted = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

export function isoOfLocal(local: string): string | undefined {
  const at = new Date(local);
  return local === "" || Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
