import { describe, expect, it } from "vitest";
import { duplicateGroups } from "@/domain/guidance/clusters";

const letter = "每年一次应急演练对小型水厂负担过重，建议小微企业每两年一次，并提供演练模板和脚本。";

describe("comments that say the same", () => {
  it("finds a letter that was copied with a word of thanks, in the same section only", () => {
    const groups = duplicateGroups([
      { id: "a", section: "s1", text: letter },
      { id: "b", section: "s1", text: `${letter}谢谢。` },
      { id: "c", section: "s2", text: letter },
      { id: "d", section: "s1", text: "供应商清单建议采用统一格式，便于企业之间互认。" },
    ]);
    expect(groups).toEqual([["a", "b"]]);
  });

  it("puts the largest group first, two thousand comments at once", () => {
    const comments = Array.from({ length: 2_000 }, (_, n) => ({
      id: String(n),
      section: "s1",
      text:
        n % 4 === 0
          ? letter
          : Array.from({ length: 30 }, (__, at) => `w${(n * 7919 + at * 104_729) % 50_021}`).join(" "),
    }));
    const groups = duplicateGroups(comments);
    expect(groups[0]).toHaveLength(500);
  });
});
