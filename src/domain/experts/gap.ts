/** Demand against supply by skill and place, told so that nobody can be singled out. */

export const leastPeople = 5;

/** One thing that asks for skills, at each of these places; at none in particular where there are none. */
export type Demand = { readonly conceptIds: readonly string[]; readonly places: readonly string[] };
export type GapFigure = {
  readonly place: string | null;
  readonly demand: number;
  /** Null where fewer than five people stand behind it, or where it would give away such a figure. */
  readonly supply: number | null;
  /** Open demand per hundred people; null where supply is not told. */
  readonly pressure: number | null;
};
export type SkillGapCell = { readonly conceptId: string; readonly total: GapFigure; readonly cells: GapFigure[] };

/**
 * Figures that may be told of one row. Zero is told: it is about nobody. Where exactly one figure of a row is held
 * back, the sum less the others would give it away, so the smallest told one is held back too (complementary
 * suppression; Hundepool et al., "Statistical Disclosure Control", 2012, 4.3).
 */
export function tellable(counts: readonly number[]): (number | null)[] {
  const small = (count: number) => count > 0 && count < leastPeople;
  const told: (number | null)[] = counts.map((count) => (small(count) ? null : count));
  if (told.filter((one) => one === null).length !== 1) return told;
  const rest = told.flatMap((one, index) => (one !== null && one > 0 ? [{ one, index }] : []));
  const smallest = rest.sort((a, b) => a.one - b.one)[0];
  if (smallest) told[smallest.index] = null;
  return told;
}

/**
 * One row per skill that is asked for or offered, most pressing first, with a cell per place.
 * @param supplyOf how many people have the skill, at a place or (null) anywhere
 */
export function gapOf(
  demand: readonly Demand[],
  skills: readonly string[],
  places: readonly string[],
  supplyOf: (skill: string, place: string | null) => number,
): { places: string[]; rows: SkillGapCell[] } {
  const rows = skills.flatMap((conceptId): SkillGapCell[] => {
    const asked = demand.filter(({ conceptIds }) => conceptIds.includes(conceptId));
    const supply = supplyOf(conceptId, null);
    if (asked.length === 0 && supply === 0) return [];
    const told = tellable(places.map((place) => supplyOf(conceptId, place)));
    const [whole = null] = supply > 0 && supply < leastPeople ? [null] : [supply];
    return [
      {
        conceptId,
        total: figure(null, asked.length, whole),
        cells: places.map((place, index) =>
          figure(place, asked.filter((one) => one.places.includes(place)).length, told[index] ?? null),
        ),
      },
    ];
  });
  const pressing = ({ total }: SkillGapCell) => total.demand / Math.max(total.supply ?? 1, 1);
  const busy = places.filter((place) =>
    rows.some(({ cells }) => cells.some((cell) => cell.place === place && (cell.demand > 0 || cell.supply !== 0))),
  );
  return {
    places: busy,
    rows: rows
      .map((row) => ({ ...row, cells: row.cells.filter(({ place }) => place !== null && busy.includes(place)) }))
      .sort(
        (a, b) => pressing(b) - pressing(a) || b.total.demand - a.total.demand || (a.conceptId < b.conceptId ? -1 : 1),
      ),
  };
}

function figure(place: string | null, demand: number, supply: number | null): GapFigure {
  return {
    place,
    demand,
    supply,
    pressure: supply === null || supply === 0 ? null : Math.round((100 * demand) / supply),
  };
}
