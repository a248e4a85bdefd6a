import { createHash, randomUUID } from "node:crypto";
import { parseDocument, stringify } from "yaml";
import type { z } from "zod";
import {
  leavesFolder,
  type PackChallenge,
  type PackProblem,
  readChallenge,
  writeChallenge,
} from "@/domain/competitions/challenge-pack";
import { extraFile, extraOf, type PackExtra, readExtra } from "@/domain/competitions/pack-extra";
import { mayManageChallenges } from "@/domain/competitions/policy";
import { mayMovePacks } from "@/domain/competitions/policy-results";
import { challengeInput } from "@/domain/competitions/schema";
import type { packInput, packReport, pdfView } from "@/domain/competitions/schema-results";
import type { ScoringRule } from "@/domain/competitions/scoring";
import { AppError, isAppError } from "@/domain/shared/errors";
import { appErrorSentence, sentence } from "@/i18n/sentences";
import { downloadFile, uploadFile } from "@/server/modules/files/service";
import { permitOrThrow, recordRead } from "@/server/platform/act";
import { readZip, writeZip } from "@/server/platform/archives";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { type HeldCompetition, holdCompetition } from "./access";
import { createChallenge, readManagedChallenges } from "./service-challenges";

const limits = { entries: 1_000, bytes: 200 * 1_048_576 };
const largestYaml = 500_000;
/** Anchors in YAML can multiply a small text into a very large value ("billion laughs"). */
const mostAliases = 50;

type Report = z.output<typeof packReport>;
type Found = {
  folder: string;
  challenge: PackChallenge;
  extra: PackExtra | null;
  files: ReadonlyMap<string, Buffer>;
};

/**
 * Reads a pack of `challenge.yml` files out of a zip: first only to look, then to take what is right. What is taken
 * lands hidden. Every problem is told per file in the reader's language.
 * @throws AppError UNSUPPORTED_FILE for archives with paths that leave them, links, encryption, or beyond the limits
 */
export async function importPack(
  ctx: Ctx,
  { slug, phaseId, fileId, take }: z.output<typeof packInput>,
): Promise<Report> {
  const held = await holdCompetition(db(), ctx.actor, slug);
  permitOrThrow(mayMovePacks(ctx.actor, held.facts));
  permitOrThrow(mayManageChallenges(ctx.actor, held.facts));
  const phase = held.row.phases.find(({ id }) => id === phaseId);
  if (phase?.kind !== "jeopardy") throw new AppError("BAD_INPUT", { reason: "phaseKind", field: "phaseId" });
  const { bytes } = await downloadFile(ctx, fileId);
  const { found, problems } = readPack(await readZip(bytes, limits));
  const told: Report["problems"] = problems.map(({ file, problem }) => ({
    file,
    sentence: problemSentence(ctx, problem),
    refused: problem.refused,
  }));
  const taken = new Map<string, string>();
  if (take) {
    for (const one of inOrder(found)) {
      try {
        taken.set(one.challenge.name, await takeOne(ctx, held, phaseId, one, taken));
      } catch (error) {
        if (!isAppError(error)) throw error;
        told.push({ file: `${one.folder}challenge.yml`, sentence: appErrorSentence(ctx.locale, error), refused: true });
      }
    }
  }
  return {
    challenges: found.map(({ folder, challenge, extra }) => ({
      folder,
      name: challenge.name,
      category: challenge.category,
      files: challenge.files.length,
      flags: extra?.flags.length ?? challenge.flags.length,
      taken: taken.has(challenge.name),
    })),
    problems: told,
  };
}

/** All challenges of an event as a pack that `importPack`, and ctfcli, read; flags included, so the reading is recorded. */
export async function exportPack(ctx: Ctx, slug: string): Promise<z.output<typeof pdfView>> {
  const held = await holdCompetition(db(), ctx.actor, slug);
  permitOrThrow(mayMovePacks(ctx.actor, held.facts));
  const challenges = await readManagedChallenges(ctx, slug);
  const nameOf = new Map(challenges.map(({ id, titleEn, titleZh, key }) => [id, titleEn ?? titleZh ?? key]));
  const files = new Map<string, Buffer>();
  for (const one of challenges) {
    const own = await Promise.all(one.files.map(({ id }) => downloadFile(ctx, id)));
    for (const file of own) files.set(`${one.key}/dist/${safeName(file.name)}`, file.bytes);
    const pack: PackChallenge = {
      name: nameOf.get(one.id) ?? one.key,
      author: one.author,
      category: one.category,
      description: [one.statementEn, one.statementZh].filter(Boolean).join("\n\n"),
      attribution: one.attribution,
      scoring: packScoring(one.scoring),
      flags: one.flags.flatMap(({ kind, text }) =>
        kind === "perTeam"
          ? []
          : [
              {
                type: kind === "regex" ? ("regex" as const) : ("static" as const),
                content: text,
                caseInsensitive: kind === "caseInsensitive",
              },
            ],
      ),
      topics: one.topics,
      tags: one.tags,
      files: own.map(({ name }) => `dist/${safeName(name)}`),
      hints: one.hints.map(({ bodyEn, bodyZh, cost }) => ({ content: bodyEn ?? bodyZh ?? "", cost })),
      requirements: one.requires.flatMap((id) => nameOf.get(id) ?? []),
      hidden: one.state !== "visible",
      attempts: one.attemptLimit,
      connectionInfo: one.connection,
      version: "0.1",
    };
    files.set(`${one.key}/challenge.yml`, Buffer.from(stringify(writeChallenge(pack))));
    files.set(
      `${one.key}/${extraFile}`,
      Buffer.from(stringify(extraOf({ ...one, hints: one.hints.map(({ id: _, ...hint }) => hint) }))),
    );
  }
  await recordRead(ctx, { act: "competition.packExported", entity: "competition", entityId: held.row.id });
  const zip = await writeZip(files, held.row.createdAt);
  return { name: `${slug}-challenges.zip`, base64: zip.toString("base64") };
}

function readPack(entries: ReadonlyMap<string, Buffer>): {
  found: Found[];
  problems: {
    file: string;
    problem:
      | PackProblem
      | {
          code: "PACK_YAML" | "PACK_TWICE" | "PACK_NONE" | "PACK_EXTRA";
          refused: true;
          path: string;
          facts?: Record<string, string | number>;
        };
  }[];
} {
  const found: Found[] = [];
  const problems: ReturnType<typeof readPack>["problems"] = [];
  const paths = [...entries.keys()].filter((path) => /(^|\/)challenge\.ya?ml$/u.test(path) && !leavesFolder(path));
  for (const path of paths.sort()) {
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    const files = new Map(
      [...entries].flatMap(([name, bytes]) =>
        name.startsWith(folder) && name !== path ? [[name.slice(folder.length), bytes] as const] : [],
      ),
    );
    const value = yamlOf(entries.get(path) ?? Buffer.alloc(0));
    if (!value.read) {
      problems.push({
        file: path,
        problem: { code: "PACK_YAML", refused: true, path: "", facts: { line: value.line } },
      });
      continue;
    }
    const read = readChallenge(value.value, new Set(files.keys()));
    problems.push(...read.problems.map((problem) => ({ file: path, problem })));
    if (!read.challenge) continue;
    const beside = files.get(extraFile);
    const own = beside ? yamlOf(beside) : null;
    const extra = own?.read ? readExtra(own.value) : null;
    if (beside && !extra?.extra) {
      const path = extra?.extra === null ? extra.path : "";
      problems.push({ file: `${folder}${extraFile}`, problem: { code: "PACK_EXTRA", refused: true, path } });
      continue;
    }
    if (found.some(({ challenge }) => challenge.name === read.challenge?.name))
      problems.push({ file: path, problem: { code: "PACK_TWICE", refused: true, path: "name" } });
    else found.push({ folder, challenge: read.challenge, extra: extra?.extra ?? null, files });
  }
  if (paths.length === 0) problems.push({ file: "", problem: { code: "PACK_NONE", refused: true, path: "" } });
  return { found, problems };
}

/** YAML's core schema only: no tags that make objects, no merge keys, few aliases. */
function yamlOf(bytes: Buffer): { read: true; value: unknown } | { read: false; line: number } {
  if (bytes.length > largestYaml) return { read: false, line: 0 };
  const document = parseDocument(bytes.toString("utf8"), { schema: "core", merge: false, uniqueKeys: true });
  const [error] = document.errors;
  if (error) return { read: false, line: error.linePos?.[0].line ?? 0 };
  try {
    return { read: true, value: document.toJS({ maxAliasCount: mostAliases }) };
  } catch {
    return { read: false, line: 0 };
  }
}

/** Required ones first, so that their ids are known; a circle is taken in the order of the pack. */
function inOrder(found: readonly Found[]): Found[] {
  const done = new Set<string>();
  const order: Found[] = [];
  const visit = (one: Found, path: ReadonlySet<string>) => {
    if (done.has(one.challenge.name) || path.has(one.challenge.name)) return;
    for (const name of one.challenge.requirements) {
      const other = found.find(({ challenge }) => challenge.name === name);
      if (other) visit(other, new Set([...path, one.challenge.name]));
    }
    done.add(one.challenge.name);
    order.push(one);
  };
  for (const one of found) visit(one, new Set());
  return order;
}

async function takeOne(
  ctx: Ctx,
  { row }: HeldCompetition,
  phaseId: string,
  { challenge, extra, files }: Found,
  taken: ReadonlyMap<string, string>,
): Promise<string> {
  if (challenge.flags.length === 0 && !extra) throw new AppError("BAD_INPUT", { reason: "FLAG_MISSING" });
  const fileIds: string[] = [];
  for (const path of challenge.files) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    fileIds.push((await uploadFile(ctx, "challengeFile", name, files.get(path) ?? Buffer.alloc(0))).id);
  }
  const chinese = /\p{Script=Han}/u;
  const inOwn = (text: string, zh: string, en: string) =>
    text === "" ? {} : chinese.test(text) ? { [zh]: text } : { [en]: text };
  // What this platform wrote itself says more than the fields that every reader of packs knows.
  const { format: _, ...own } = extra ?? { format: 1 };
  const parsed = challengeInput.safeParse({
    competitionId: row.id,
    key: keyOf(challenge.name),
    phaseId,
    category: challenge.category,
    ...inOwn(challenge.name, "titleZh", "titleEn"),
    ...inOwn(challenge.description, "statementZh", "statementEn"),
    author: challenge.author.slice(0, 120),
    attribution: challenge.attribution.slice(0, 200),
    connection: challenge.connectionInfo,
    tags: challenge.tags,
    topics: challenge.topics,
    fileIds,
    requires: challenge.requirements.flatMap((name) => taken.get(name) ?? []),
    attemptLimit: challenge.attempts,
    scoring: scoringOf(challenge.scoring),
    flags: challenge.flags.map(({ type, content, caseInsensitive }) => ({
      kind: type === "regex" ? "regex" : caseInsensitive ? "caseInsensitive" : "static",
      text: type === "regex" && caseInsensitive ? `(?i)${content}` : content,
    })),
    hints: challenge.hints.map(({ content, cost }) => ({ ...inOwn(content, "bodyZh", "bodyEn"), cost })),
    ...own,
    idempotencyKey: randomUUID(),
  });
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join(".") ?? "";
    throw new AppError("BAD_INPUT", { reason: "packField", facts: { field: path } });
  }
  return (await createChallenge(ctx, parsed.data)).id;
}

function scoringOf(scoring: PackChallenge["scoring"]): ScoringRule {
  if (scoring.kind === "static") return { kind: "static", initial: scoring.value };
  const { initial, minimum, decay } = scoring;
  return { kind: scoring.function === "linear" ? "linear" : "parabolic", initial, minimum, decay };
}

/** Formulas that ctfcli does not know leave as their first value. */
function packScoring(rule: ScoringRule): PackChallenge["scoring"] {
  switch (rule.kind) {
    case "linear":
    case "parabolic":
      return {
        kind: "dynamic",
        initial: rule.initial,
        minimum: rule.minimum,
        decay: Math.max(1, Math.round(rule.decay)),
        function: rule.kind === "linear" ? "linear" : "logarithmic",
      };
    case "static":
    case "exponential":
      return { kind: "static", value: rule.initial };
    case "rctf":
      return { kind: "static", value: rule.maximum };
    case "ecsc":
      return { kind: "static", value: rule.base };
    case "log2":
      return { kind: "static", value: 500 };
  }
}

/** A key from the name; names without Latin letters get a short hash. */
function keyOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, "-")
    .replaceAll(/^-+|-+$/gu, "")
    .slice(0, 40);
  return plain || `c-${createHash("sha256").update(name).digest("hex").slice(0, 8)}`;
}

function safeName(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}._-]+/gu, "_").replaceAll(/^\.+/gu, "_");
}

function problemSentence(
  ctx: Ctx,
  { code, path, facts }: { code: string; path: string; facts?: Readonly<Record<string, string | number>> },
): string {
  return sentence(ctx.locale, "errors", code, { path, ...facts });
}
