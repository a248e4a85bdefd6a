import { describe, expect, it } from "vitest";
import { mostUrgentFirst } from "@/domain/home/rules";
import type { Waiting } from "@/domain/home/schema";

const one = (path: string, due: string | null): Waiting => ({
  kind: "panelScore",
  path,
  nameZh: null,
  nameEn: null,
  due,
});

describe("the order of what waits", () => {
  it("what is due first stands first, what has no date last and as it came", () => {
    const list = [
      one("/undated-1", null),
      one("/later", "2026-05-02T00:00:00Z"),
      one("/undated-2", null),
      one("/overdue", "2026-01-01T00:00:00Z"),
    ];
    expect(mostUrgentFirst(list).map(({ path }) => path)).toEqual(["/overdue", "/later", "/undated-1", "/undated-2"]);
  });
});
