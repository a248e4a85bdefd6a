import { z } from "zod";

/**
 * One `challenge.yml` of a pack, with the fields that ctfcli reads (CTFd's challenge specification). The YAML is read
 * elsewhere in its safe core schema; here a plain value becomes a challenge, or a list of what is wrong in words' keys.
 */

export const packFunctions = ["linear", "logarithmic"] as const;
export const packFlagTypes = ["static", "regex"] as const;

const short = z.string().trim().min(1).max(200);
const long = z.string().max(50_000);
const points = z.int().min(0).max(1_000_000);

const flag = z.union([
  z
    .string()
    .min(1)
    .max(2_000)
    .transform((content) => ({ type: "static" as const, content, caseInsensitive: false })),
  z
    .object({
      type: z.enum(packFlagTypes).default("static"),
      content: z.string().min(1).max(2_000),
      data: z.enum(["case_insensitive", "case_sensitive", ""]).nullish(),
    })
    .transform(({ type, content, data }) => ({ type, content, caseInsensitive: data === "case_insensitive" })),
]);

const hint = z.union([
  long.min(1).transform((content) => ({ content, cost: 0 })),
  z
    .object({ content: long.min(1), cost: points.default(0), title: z.string().nullish() })
    .transform(({ content, cost }) => ({ content, cost })),
]);

const requirements = z.union([
  z.array(z.union([short, z.int()])),
  z.object({ prerequisites: z.array(z.union([short, z.int()])).default([]) }).transform((one) => one.prerequisites),
]);

const tag = z.union([short, z.number().transform(String)]);

const challenge = z.object({
  name: short,
  author: z.union([short, z.array(short).transform((names) => names.join(", "))]).default(""),
  category: short,
  description: long.default(""),
  attribution: z.string().max(2_000).default(""),
  value: points.nullish(),
  type: z.enum(["standard", "dynamic"]).default("standard"),
  extra: z
    .object({
      initial: points.min(1).optional(),
      decay: z.int().min(1).max(100_000).optional(),
      minimum: points.optional(),
      function: z.enum(packFunctions).default("logarithmic"),
    })
    .nullish(),
  flags: z.array(flag).max(100).default([]),
  topics: z.array(tag).max(50).default([]),
  tags: z.array(tag).max(50).default([]),
  files: z.array(z.string().min(1).max(500)).max(100).default([]),
  hints: z.array(hint).max(50).default([]),
  requirements: requirements.nullish(),
  state: z.enum(["visible", "hidden"]).default("visible"),
  attempts: z.int().min(0).max(10_000).default(0),
  connection_info: z.string().max(2_000).nullish(),
  version: z.union([z.string().max(40), z.number().transform(String)]).default("0.1"),
});

export type PackChallenge = {
  name: string;
  author: string;
  category: string;
  description: string;
  attribution: string;
  /** Static points, or the start, the floor and the way down. */
  scoring:
    | { kind: "static"; value: number }
    | { kind: "dynamic"; initial: number; minimum: number; decay: number; function: (typeof packFunctions)[number] };
  flags: { type: (typeof packFlagTypes)[number]; content: string; caseInsensitive: boolean }[];
  topics: string[];
  tags: string[];
  /** Paths inside the pack, from its own folder. */
  files: string[];
  hints: { content: string; cost: number }[];
  /** Names of challenges that have to be solved before. */
  requirements: string[];
  hidden: boolean;
  /** Most wrong answers, or null for no limit. */
  attempts: number | null;
  connectionInfo: string;
  version: string;
};

/** What is wrong or left aside, for a sentence: `path` inside the file, `code` the sentence, `facts` its words. */
export type PackProblem = {
  readonly code:
    | "PACK_NOT_A_MAP"
    | "PACK_FIELD"
    | "PACK_FIELD_MISSING"
    | "PACK_FIELD_UNKNOWN"
    | "PACK_VALUE_MISSING"
    | "PACK_DYNAMIC_INCOMPLETE"
    | "PACK_MINIMUM_ABOVE"
    | "PACK_FILE_MISSING"
    | "PACK_FILE_OUTSIDE"
    | "PACK_REQUIREMENT_NUMBER";
  /** Refused: the challenge cannot be taken. Otherwise it is taken, and the reader is told. */
  readonly refused: boolean;
  readonly path: string;
  readonly facts?: Readonly<Record<string, string | number>>;
};

/** Read by ctfcli for hosting, and meaningless here. */
const hosting = new Set(["image", "protocol", "host", "healthcheck", "next", "solution", "module", "logic", "extra"]);

/**
 * @param value what the YAML held
 * @param siblings paths of the files that lie in the challenge's folder, `/`-separated and relative to it
 * @returns the challenge, or null when a problem refuses it
 */
export function readChallenge(
  value: unknown,
  siblings: ReadonlySet<string>,
): { challenge: PackChallenge | null; problems: PackProblem[] } {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { challenge: null, problems: [{ code: "PACK_NOT_A_MAP", refused: true, path: "" }] };
  const problems: PackProblem[] = Object.keys(value)
    .filter((key) => !(key in challenge.shape))
    .map((key) => ({
      code: "PACK_FIELD_UNKNOWN",
      refused: false,
      path: key,
      facts: { hosting: Number(hosting.has(key)) },
    }));
  const parsed = challenge.safeParse(value);
  if (!parsed.success) {
    for (const { path } of parsed.error.issues)
      problems.push({
        code: within(value, path) === undefined ? "PACK_FIELD_MISSING" : "PACK_FIELD",
        refused: true,
        path: path.join("."),
      });
    return { challenge: null, problems };
  }
  const given = parsed.data;
  const scoring = scoringOf(given, problems);
  const files = given.files.map((path) => path.replace(/^\.\//u, ""));
  for (const path of files) {
    if (leavesFolder(path))
      problems.push({ code: "PACK_FILE_OUTSIDE", refused: true, path: "files", facts: { file: path } });
    else if (!siblings.has(path))
      problems.push({ code: "PACK_FILE_MISSING", refused: true, path: "files", facts: { file: path } });
  }
  const required = given.requirements ?? [];
  if (required.some((one) => typeof one === "number"))
    problems.push({ code: "PACK_REQUIREMENT_NUMBER", refused: false, path: "requirements" });
  if (scoring === null || problems.some(({ refused }) => refused)) return { challenge: null, problems };
  return {
    problems,
    challenge: {
      name: given.name,
      author: given.author,
      category: given.category,
      description: given.description,
      attribution: given.attribution,
      scoring,
      flags: given.flags,
      topics: given.topics,
      tags: given.tags,
      files,
      hints: given.hints,
      requirements: required.filter((one) => typeof one === "string"),
      hidden: given.state === "hidden",
      attempts: given.attempts === 0 ? null : given.attempts,
      connectionInfo: given.connection_info ?? "",
      version: given.version,
    },
  };
}

/** The plain value of a challenge's `challenge.yml`; `readChallenge` of it gives the same challenge again. */
export function writeChallenge(one: PackChallenge): Record<string, unknown> {
  const { scoring } = one;
  return {
    name: one.name,
    author: one.author === "" ? undefined : one.author,
    category: one.category,
    description: one.description,
    attribution: one.attribution === "" ? undefined : one.attribution,
    ...(scoring.kind === "static"
      ? { value: scoring.value, type: "standard" }
      : {
          value: scoring.initial,
          type: "dynamic",
          extra: {
            initial: scoring.initial,
            decay: scoring.decay,
            minimum: scoring.minimum,
            function: scoring.function,
          },
        }),
    flags: one.flags.map(({ type, content, caseInsensitive }) =>
      type === "static" && !caseInsensitive
        ? content
        : { type, content, data: caseInsensitive ? "case_insensitive" : undefined },
    ),
    topics: one.topics,
    tags: one.tags,
    files: one.files,
    hints: one.hints.map(({ content, cost }) => (cost === 0 ? content : { content, cost })),
    requirements: one.requirements.length === 0 ? undefined : one.requirements,
    state: one.hidden ? "hidden" : "visible",
    attempts: one.attempts ?? undefined,
    connection_info: one.connectionInfo === "" ? undefined : one.connectionInfo,
    version: one.version,
  };
}

/** True for absolute paths, drive letters, backslashes and any step upwards: nothing a pack may name. */
export function leavesFolder(path: string): boolean {
  return (
    /^([/~]|[A-Za-z]:)/u.test(path) || path.includes("\\") || path.includes("\0") || path.split("/").includes("..")
  );
}

function within(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined),
    value,
  );
}

function scoringOf(given: z.output<typeof challenge>, problems: PackProblem[]): PackChallenge["scoring"] | null {
  if (given.type === "standard") {
    if (given.value !== undefined && given.value !== null) return { kind: "static", value: given.value };
    problems.push({ code: "PACK_VALUE_MISSING", refused: true, path: "value" });
    return null;
  }
  const initial = given.extra?.initial ?? given.value ?? undefined;
  const { decay, minimum } = given.extra ?? {};
  if (initial === undefined || decay === undefined || minimum === undefined) {
    problems.push({ code: "PACK_DYNAMIC_INCOMPLETE", refused: true, path: "extra" });
    return null;
  }
  if (minimum > initial) {
    problems.push({ code: "PACK_MINIMUM_ABOVE", refused: true, path: "extra.minimum", facts: { minimum, initial } });
    return null;
  }
  return { kind: "dynamic", initial, minimum, decay, function: given.extra?.function ?? "logarithmic" };
}
