import type { currencies, NeedContent } from "./schema";

/**
 * The one currency in which a need takes offers: its budget's, or yuan where no budget is stated. Prices are ranked
 * by their amounts, so two currencies in one ranking would let the weaker one win.
 */
export function askedCurrency(need: Pick<NeedContent, "budget">): (typeof currencies)[number] {
  return need.budget?.currency ?? "CNY";
}
