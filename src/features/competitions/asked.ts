/** The address of the same list with other choices; what was not chosen is not named. */
export function addressWith(choices: Readonly<Record<string, string | number | undefined>>): string {
  const chosen = Object.entries(choices).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return `?${new URLSearchParams(chosen).toString()}`;
}

/** What the address of a list of teams asks for; what is no number is the first page. */
export function askedOf(filter: { query?: string; page?: string }): { query: string | undefined; page: number } {
  const page = Number.parseInt(filter.page ?? "", 10);
  return {
    query: filter.query?.trim().slice(0, 60) || undefined,
    page: Number.isInteger(page) && page > 0 && page <= 1_000 ? page : 1,
  };
}
