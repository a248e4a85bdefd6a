export const memberCategories = ["government", "industryUser", "vendor", "research", "testing"] as const;
export type MemberCategory = (typeof memberCategories)[number];

/**
 * No category above one half: asked when a group convenes and again when votes are counted. An empty group is not
 * balanced.
 * @param categories one entry an organisation
 */
export function atMostHalf(categories: readonly string[]): {
  holds: boolean;
  largest: number;
  total: number;
  category: string | null;
} {
  const sizes = [...Map.groupBy(categories, (category) => category)].map(
    ([category, { length }]) => [category, length] as const,
  );
  const [category, largest] = sizes.toSorted((a, b) => b[1] - a[1])[0] ?? [null, 0];
  const total = categories.length;
  return { holds: total > 0 && largest * 2 <= total, largest, total, category };
}
