/** What the address of a list of teams asks for; what is no number is the first page. */
export function askedOf(filter: { query?: string; page?: string }): { query: string | undefined; page: number } {
  const page = Number.parseInt(filter.page ?? "", 10);
  return {
    query: filter.query?.trim().slice(0, 60) || undefined,
    page: Number.isInteger(page) && page > 0 && page <= 1_000 ? page : 1,
  };
}
