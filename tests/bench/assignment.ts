import { type AssignmentInput, assignPeople } from "@/domain/shared/assignment";
import { seededRandom } from "@/domain/shared/seeded-random";

export type AssignmentFigures = { seconds: number; total: number; greedy: number; unmet: number };

/** 2,000 items for three people each, 1,000 people with room for just as many: nothing to spare, so that it is hard. */
function assignMany(itemCount = 2_000, peopleCount = 1_000): AssignmentFigures {
  const random = seededRandom(1);
  const topics = 40;
  const interests = Array.from({ length: peopleCount }, () =>
    Array.from({ length: 3 }, () => Math.floor(random() * topics)),
  );
  const subjects = Array.from({ length: itemCount }, () => Math.floor(random() * topics));
  const noise = Float32Array.from({ length: itemCount * peopleCount }, () => random());
  const people = interests.map((_, at) => ({ id: `p${at}`, limit: Math.ceil((itemCount * 3) / peopleCount) }));
  const items = subjects.map((_, at) => ({ id: `i${at}`, demand: 3 }));
  const scoreAt = (person: number, item: number): number | null => {
    const chance = noise[item * peopleCount + person] ?? 0;
    if (chance < 0.02) return null;
    return (interests[person]?.includes(subjects[item] ?? -1) ? 1 : 0) + chance;
  };
  const input: AssignmentInput = {
    people,
    items,
    score: (person, item) => scoreAt(Number(person.id.slice(1)), Number(item.id.slice(1))),
    seed: 1,
  };
  const began = performance.now();
  const found = assignPeople(input);
  const seconds = (performance.now() - began) / 1_000;
  return { seconds, total: found.total, greedy: greedyTotal(input), unmet: itemCount * 3 - found.pairs.length };
}

/** The baseline: the best pair that is still free, again and again. */
function greedyTotal({ people, items, score }: AssignmentInput): number {
  const pairs = items.flatMap((item) =>
    people.flatMap((person) => {
      const value = score(person, item);
      return value === null ? [] : [{ item: item.id, person: person.id, value }];
    }),
  );
  pairs.sort((a, b) => b.value - a.value);
  const load = new Map(people.map(({ id, limit }) => [id, limit]));
  const open = new Map(items.map(({ id, demand }) => [id, demand]));
  let total = 0;
  for (const { item, person, value } of pairs) {
    if ((load.get(person) ?? 0) === 0 || (open.get(item) ?? 0) === 0) continue;
    load.set(person, (load.get(person) ?? 0) - 1);
    open.set(item, (open.get(item) ?? 0) - 1);
    total += value;
  }
  return total;
}

export function benchAssignment(): void {
  const assigned = assignMany();
  console.log(
    `assignment, 2,000 items × 1,000 people with nothing to spare: ${assigned.seconds.toFixed(1)} s (target 10 s), sum ${assigned.total.toFixed(0)}, best-pair-first ${assigned.greedy.toFixed(0)}, ${assigned.unmet} places open`,
  );
}
