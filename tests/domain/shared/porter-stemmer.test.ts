import { expect, test } from "vitest";
import { stemEnglish } from "@/domain/shared/porter-stemmer";

/** Examples from Porter's paper, section by section, and words of the field. */
test.each([
  ["caresses", "caress"],
  ["ponies", "poni"],
  ["cats", "cat"],
  ["feed", "feed"],
  ["agreed", "agre"],
  ["plastered", "plaster"],
  ["motoring", "motor"],
  ["sing", "sing"],
  ["conflated", "conflat"],
  ["hopping", "hop"],
  ["falling", "fall"],
  ["filing", "file"],
  ["happy", "happi"],
  ["sky", "sky"],
  ["relational", "relat"],
  ["digitizer", "digit"],
  ["triplicate", "triplic"],
  ["electrical", "electr"],
  ["adjustment", "adjust"],
  ["adoption", "adopt"],
  ["rate", "rate"],
  ["controlling", "control"],
  ["detection", "detect"],
  ["detecting", "detect"],
  ["vulnerabilities", "vulner"],
  ["vulnerability", "vulner"],
  ["is", "is"],
])("%s → %s", (word, stem) => {
  expect(stemEnglish(word)).toBe(stem);
});
