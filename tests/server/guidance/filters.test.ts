import { describe, expect, it } from "vitest";
import { organisation } from "#tests/support/community";
import { useDatabase } from "#tests/support/database";
import { mostFilters } from "@/domain/guidance/schema";
import { as, problems } from "./stages";

useDatabase();

describe("kept filters", () => {
  it("are their owner's own, change under their name, and go when asked to", async () => {
    const [mine, other] = [(await organisation()).owner, (await organisation()).owner];
    const { id } = await as(mine).guidance.saveFilter({ name: "水务", filters: { topic: "talent", status: "all" } });
    await as(mine).guidance.saveFilter({ name: "水务", filters: { query: "远程" } });
    expect(await as(mine).guidance.filters({})).toEqual([{ id, name: "水务", filters: { query: "远程" } }]);
    expect(await as(other).guidance.filters({})).toEqual([]);
    await expect(as(other).guidance.removeFilter({ filterId: id })).rejects.toMatchObject({
      cause: { code: "NOT_FOUND" },
    });
    await as(mine).guidance.removeFilter({ filterId: id });
    expect(await as(mine).guidance.filters({})).toEqual([]);
  });

  it("one more than fit, and a name of blanks, are refused with a sentence", async () => {
    const { owner } = await organisation();
    for (let at = 0; at < mostFilters; at += 1)
      await as(owner).guidance.saveFilter({ name: `f${at}`, filters: { kind: "notice" } });
    await expect(as(owner).guidance.saveFilter({ name: "more", filters: {} })).rejects.toMatchObject({
      cause: { code: "STATE_REFUSED", reason: "filtersFull" },
    });
    await as(owner).guidance.saveFilter({ name: "f0", filters: { kind: "list" } });
    expect(await problems(as(owner).guidance.saveFilter({ name: "  ", filters: {} }))).toHaveLength(1);
  });
});
