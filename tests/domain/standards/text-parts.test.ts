import { expect, it } from "vitest";
import { paragraphs } from "@/domain/standards/content";
import { partsOf } from "@/domain/standards/text-parts";
import type { VersionClauseView } from "@/domain/standards/views";

const clause = (size: number): VersionClauseView => ({
  id: "c",
  parentId: null,
  kind: "body",
  number: "1",
  depth: 1,
  title: "",
  content: paragraphs("字".repeat(size)),
});

it.each([
  [[], []],
  [
    [10, 10],
    [1, 1],
  ],
  [
    [40_000, 20_000, 1],
    [1, 1, 2],
  ],
  [
    [90_000, 10, 70_000],
    [1, 2, 3],
  ],
])("clauses of %j characters stand in parts %j", (sizes, parts) => {
  expect(partsOf(sizes.map(clause))).toEqual(parts);
});
