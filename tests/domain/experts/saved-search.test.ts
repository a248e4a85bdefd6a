import { describe, expect, it } from "vitest";
import { mostRemembered, newcomers } from "@/domain/experts/saved-search";

const people = (count: number, from = 0) => Array.from({ length: count }, (_, at) => `person-${at + from}`);

describe("whom an alert tells of", () => {
  it.each([
    ["nobody new", people(3), people(3), []],
    ["one who came", people(2), people(3), ["person-2"]],
    ["who left is no news", people(3), people(1), []],
    ["not the searcher", [], ["me", "person-0"], ["person-0"]],
    ["as many as are remembered", people(mostRemembered - 1), people(mostRemembered), [`person-${mostRemembered - 1}`]],
    ["more than are remembered: nobody", people(mostRemembered), people(mostRemembered + 1), []],
    ["fewer again: nobody yet", people(mostRemembered + 1), people(5, 9_000), []],
  ])("%s", (_what, seen, found, told) => expect(newcomers(seen, found, "me")).toEqual(told));
});
