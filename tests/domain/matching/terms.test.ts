import { describe, expect, test } from "vitest";
import { countTerms } from "@/domain/matching/terms";
import { buildConceptFinder } from "@/domain/taxonomy/concept-finder";
import { someConcepts } from "./concepts-fixture";

const finder = buildConceptFinder(someConcepts);

function termsOf(body: string, tags?: string[]): string[] {
  return [...countTerms({ body, tags }, finder).keys()];
}

function conceptsOf(body: string, tags?: string[]): string[] {
  return termsOf(body, tags).filter((term) => term.startsWith("#"));
}

describe("words", () => {
  test.each([
    ["English words by their stem, without joining words", "The attackers are attacking a plant", ["attack", "plant"]],
    ["full-width letters as plain ones", "ＰＬＣ安全", ["plc", "安", "安全", "全"]],
    ["Chinese characters and their pairs", "电站", ["电", "电站", "站"]],
    ["no pair across a dividing character or a mark", "厂的网，阀", ["厂", "网", "阀"]],
    ["letters and digits written together as one word", "s7comm 802.1x", ["s7comm", "802", "1x"]],
    ["no list numbers and no single letters", "1 a 12 b 2024", ["2024"]],
    ["nothing in nothing", " … ！", []],
  ])("%s", (_, text, expected) => {
    expect(termsOf(text).filter((term) => !term.startsWith("#"))).toEqual(expected);
  });
});

describe("concepts are found in both languages", () => {
  test.each([
    ["入侵检测系统", "skill:intrusion-detection"],
    ["We detect anomalies: anomaly detections", "skill:intrusion-detection"],
    ["IEC62443", "standard:iec-62443"],
    ["IEC 62443-3-3", "standard:iec-62443"],
    ["iec-62443", "standard:iec-62443"],
    ["a CAN network", "protocol:can"],
    ["some can bus traffic", "protocol:can"],
    ["对变电站的加固", "sector:power"],
  ])("%s → %s", (text, id) => {
    expect(conceptsOf(text)).toContain(`#${id}`);
  });

  test.each([
    ["an ordinary verb is not a bus", "you can do it", "protocol:can"],
    ["the longest name wins", "Modbus TCP", "protocol:industrial"],
    ["part of a longer word is not a name", "the s7comm dissector", "protocol:s7"],
    ["a name is not read across a full stop", "入侵。检测", "skill:intrusion-detection"],
  ])("%s", (_, text, id) => {
    expect(conceptsOf(text)).not.toContain(`#${id}`);
  });

  test("a narrower concept counts half for the broader one", () => {
    const counts = countTerms({ body: "Modbus TCP" }, finder);
    expect(counts.get("#protocol:modbus-tcp")).toBe(1);
    expect(counts.get("#protocol:modbus")).toBe(0.5);
  });

  test("a tag that is a concept id counts as a mention and not as words", () => {
    expect(termsOf("", ["skill:firmware"])).toEqual(["#skill:firmware"]);
    expect(termsOf("", ["power grid"])).toEqual(["power", "grid"]);
  });
});
