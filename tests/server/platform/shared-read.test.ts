import { beforeEach, expect, it } from "vitest";
import { forget } from "@/server/platform/once";
import { sharedRead } from "@/server/platform/shared-read";

beforeEach(() => forget("shared-reads"));

it("computes once for all who ask within a second, and again afterwards", async () => {
  let computed = 0;
  const compute = async () => ++computed;
  const first = await Promise.all([1, 2, 3].map(() => sharedRead("a", compute, 1_000)));
  expect(first).toEqual([1, 1, 1]);
  expect(await sharedRead("a", compute, 1_999)).toBe(1);
  expect(await sharedRead("b", compute, 1_999)).toBe(2);
  expect(await sharedRead("a", compute, 2_000)).toBe(3);
});

it("keeps no failure, and no more than its bound", async () => {
  await expect(sharedRead("a", () => Promise.reject(new Error("lost")), 0)).rejects.toThrow("lost");
  expect(await sharedRead("a", async () => "found", 0)).toBe("found");
  for (let i = 0; i < 600; i++) await sharedRead(`key ${i}`, async () => i, 0);
  expect(await sharedRead("key 599", async () => "computed again", 0)).toBe(599);
});
