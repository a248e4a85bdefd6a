import { describe, expect, it } from "vitest";
import { leavesFolder, readChallenge, writeChallenge } from "@/domain/competitions/challenge-pack";

const plain = { name: "Pump house", category: "plc", value: 100, flags: ["flag{x}"] };
const read = (change: object, files: string[] = []) => readChallenge({ ...plain, ...change }, new Set(files));
const codes = (change: object, files: string[] = []) =>
  read(change, files).problems.map(({ code, path }) => `${code} ${path}`);

describe("a challenge.yml", () => {
  it("is read with ctfcli's short forms", () => {
    const { challenge, problems } = read(
      {
        author: ["Li", "Wang"],
        description: "Find it.",
        type: "dynamic",
        value: null,
        extra: { initial: 500, decay: 30, minimum: 100 },
        flags: ["flag{a}", { type: "regex", content: "flag\\{.*\\}", data: "case_insensitive" }],
        hints: ["look", { content: "closer", cost: 10 }],
        requirements: { prerequisites: ["Warm-up"], anonymize: true },
        files: ["./dist/trace.pcap"],
        tags: ["modbus", 62443],
        attempts: 3,
        connection_info: "nc host 1",
        version: 0.2,
      },
      ["dist/trace.pcap"],
    );
    expect(problems).toEqual([]);
    expect(challenge).toMatchObject({
      author: "Li, Wang",
      scoring: { kind: "dynamic", initial: 500, decay: 30, minimum: 100, function: "logarithmic" },
      flags: [
        { type: "static", content: "flag{a}", caseInsensitive: false },
        { type: "regex", content: "flag\\{.*\\}", caseInsensitive: true },
      ],
      hints: [
        { content: "look", cost: 0 },
        { content: "closer", cost: 10 },
      ],
      requirements: ["Warm-up"],
      files: ["dist/trace.pcap"],
      tags: ["modbus", "62443"],
      attempts: 3,
      version: "0.2",
    });
  });

  it("survives being written and read again", () => {
    const first = read(
      {
        type: "dynamic",
        extra: { initial: 9, decay: 2, minimum: 1, function: "linear" },
        files: ["a.txt"],
        hints: [{ content: "h", cost: 1 }],
      },
      ["a.txt"],
    ).challenge;
    if (!first) throw new Error("it was refused");
    expect(readChallenge(JSON.parse(JSON.stringify(writeChallenge(first))), new Set(["a.txt"]))).toEqual({
      challenge: first,
      problems: [],
    });
  });

  it.each<[string, object, string[]]>([
    ["no points", { value: undefined }, ["PACK_VALUE_MISSING value"]],
    ["no name", { name: undefined }, ["PACK_FIELD_MISSING name"]],
    [
      "a floor above the start",
      { type: "dynamic", extra: { initial: 10, decay: 2, minimum: 20 } },
      ["PACK_MINIMUM_ABOVE extra.minimum"],
    ],
    ["no decay", { type: "dynamic", extra: { initial: 10, minimum: 1 } }, ["PACK_DYNAMIC_INCOMPLETE extra"]],
    ["points as words", { value: "many" }, ["PACK_FIELD value"]],
    ["a million hints", { hints: Array.from({ length: 51 }, () => "x") }, ["PACK_FIELD hints"]],
    ["a file that is not there", { files: ["a.bin"] }, ["PACK_FILE_MISSING files"]],
    ["a file outside", { files: ["../../etc/passwd"] }, ["PACK_FILE_OUTSIDE files"]],
    ["a kind of flag that does not exist", { flags: [{ type: "program", content: "x" }] }, ["PACK_FIELD flags.0"]],
  ])("is refused with the reason: %s", (_, change, expected) => {
    expect(codes(change)).toEqual(expected);
    expect(read(change).challenge).toBeNull();
  });

  it.each([null, 3, "text", []])("is refused when it is no map: %j", (value) => {
    expect(readChallenge(value, new Set()).problems.map(({ code }) => code)).toEqual(["PACK_NOT_A_MAP"]);
  });

  it("is taken with a notice where a field is not for us", () => {
    expect(codes({ image: "registry/x", colour: "red", requirements: [3, "Warm-up"] })).toEqual([
      "PACK_FIELD_UNKNOWN image",
      "PACK_FIELD_UNKNOWN colour",
      "PACK_REQUIREMENT_NUMBER requirements",
    ]);
    expect(read({ image: "x" }).challenge?.name).toBe("Pump house");
  });

  it.each([
    ["dist/a.bin", false],
    ["a..b", false],
    ["/etc/passwd", true],
    ["C:\\x", true],
    ["C:/x", true],
    ["a/../../b", true],
    ["a\\..\\b", true],
    ["~/x", true],
    ["a\0b", true],
  ])("%j leaves the folder: %s", (path, leaves) => {
    expect(leavesFolder(path)).toBe(leaves);
  });
});
