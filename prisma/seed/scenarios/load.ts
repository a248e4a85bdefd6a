import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { needContent } from "@/domain/needs/schema";
import { loadRegions, loadSectors, loadSkills, loadTags, type Writer, writer } from "./load-text";

export type LoadSizes = { readonly subjects: number; readonly needs: number };
export const loadSizes: LoadSizes = { subjects: 100_000, needs: 10_000 };

/** One kind of rows of the scenario. Parts run in the order of the list; a module adds its own to it. */
export type LoadPart = {
  readonly name: string;
  /** Fills through COPY, past the services, in one transaction of its own. @returns how many rows it wrote */
  fill(client: pg.Client, sizes: LoadSizes): Promise<number>;
};

type Value = string | number | boolean | null | Date | readonly string[] | { readonly json: unknown };
export type Row = readonly Value[];

/** Streams rows into a table, as they are made: nothing is held in memory. */
export async function copyRows(
  client: pg.Client,
  table: string,
  columns: readonly string[],
  rows: Iterable<Row>,
): Promise<number> {
  let count = 0;
  const lines = function* () {
    let chunk = "";
    for (const row of rows) {
      chunk += `${row.map(written).join("\t")}\n`;
      count++;
      if (chunk.length > 65_536) {
        yield chunk;
        chunk = "";
      }
    }
    if (chunk !== "") yield chunk;
  };
  const names = columns.map((column) => `"${column}"`).join(", ");
  await pipeline(Readable.from(lines()), client.query(copyFrom(`COPY "${table}" (${names}) FROM STDIN`)));
  return count;
}

function written(value: Value): string {
  if (value === null) return "\\N";
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value))
    return escaped(`{${value.map((one: string) => `"${one.replace(/["\\]/gu, "\\$&")}"`).join(",")}}`);
  if (typeof value === "object") return escaped(JSON.stringify((value as { json: unknown }).json));
  return escaped(String(value));
}

function escaped(text: string): string {
  return text.replace(/[\\\t\n\r]/gu, (sign) => ({ "\\": "\\\\", "\t": "\\t", "\n": "\\n" })[sign] ?? "\\r");
}

/** The id of the nth row of a kind: the same at every run, so that parts can point at each other's rows. */
export function loadId(kind: string, at: number): string {
  const hex = createHash("sha256").update(`${kind}:${at}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Buyers are every hundredth organisation; they need no profile. */
const buyerEvery = 100;
const sizesOfFirms = ["micro", "small", "small", "medium", "medium", "large"] as const;

function* seeded<T>(count: number, salt: number, make: (at: number, write: Writer) => T): Generator<T> {
  for (let at = 0; at < count; at++) yield make(at, writer(salt * 1_000_003 + at));
}

const people: LoadPart = {
  name: "people",
  fill: (client, { subjects }) =>
    copyRows(
      client,
      "Person",
      ["id", "email", "nameZh", "nameEn", "locale"],
      seeded(subjects, 1, (at) => [
        loadId("person", at),
        `person${at}@load.example`,
        `虚构人员${at}`,
        `Invented Person ${at}`,
        at % 2 === 0 ? "zh-CN" : "en",
      ]),
    ),
};

const organisations: LoadPart = {
  name: "organisations",
  async fill(client, { subjects }) {
    const verifiedUntil = new Date(Date.now() + 365 * 86_400_000);
    const count = await copyRows(
      client,
      "Organisation",
      [
        "id",
        "kind",
        "nameZh",
        "nameEn",
        "country",
        "region",
        "sectors",
        "sizeBand",
        "registryNumber",
        "emailDomain",
        "verifiedAt",
        "verifiedUntil",
        "createdById",
      ],
      seeded(subjects, 2, (at, { pick, chance }) => [
        loadId("organisation", at),
        at % buyerEvery === 0 ? "enterprise" : chance() < 0.2 ? "research" : "securityFirm",
        `虚构单位${at}`,
        `Invented Organisation ${at}`,
        "CN",
        pick(loadRegions),
        [pick(loadSectors).slice("sector:".length)],
        pick(sizesOfFirms),
        `LOAD-${at}`,
        `org${at}.example`,
        new Date(),
        verifiedUntil,
        loadId("person", at),
      ]),
    );
    await copyRows(
      client,
      "Membership",
      ["id", "personId", "organisationId", "role"],
      seeded(subjects, 3, (at) => [
        loadId("membership", at),
        loadId("person", at),
        loadId("organisation", at),
        "owner",
      ]),
    );
    return count;
  },
};

/** What the nth provider is about: two or three skills and some tags, in one language. */
function trade({ pick, chance }: Writer) {
  return {
    skills: [...new Set([pick(loadSkills), pick(loadSkills), ...(chance() < 0.5 ? [pick(loadSkills)] : [])])],
    tags: [...new Set([pick(loadTags), pick(loadTags)])],
    language: chance() < 0.6 ? ("zh-CN" as const) : ("en" as const),
  };
}

const profiles: LoadPart = {
  name: "profiles with evidence",
  async fill(client, { subjects }) {
    const providers = function* (): Generator<number> {
      for (let at = 0; at < subjects; at++) if (at % buyerEvery !== 0) yield at;
    };
    const rows = function* (): Generator<Row> {
      for (const at of providers()) {
        const write = writer(4_000_012 + at);
        const { skills, tags, language } = trade(write);
        const summary = write.text([...skills, ...tags], 2, language);
        const regions = [write.pick(loadRegions)];
        const texts = language === "en" ? ["", summary] : [summary, ""];
        yield [loadId("organisation", at), ...texts, [...skills, ...tags], regions, 1 + (at % 3), new Date()];
      }
    };
    await copyRows(
      client,
      "CapabilityProfile",
      ["organisationId", "summaryZh", "summaryEn", "conceptIds", "regions", "capacity", "updatedAt"],
      rows(),
    );
    const evidence = function* (): Generator<Row> {
      for (const at of providers()) {
        const write = writer(4_000_012 + at);
        const { skills, tags, language } = trade(write);
        for (let number = 0; number < 2; number++)
          yield [
            loadId("evidence", at * 2 + number),
            loadId("organisation", at),
            number === 0 ? "delivery" : "project",
            write.text(skills, 1, language).slice(0, 120),
            write.text([...skills, ...tags], 4, language),
            language,
            new Date(Date.UTC(2019 + Math.floor(write.chance() * 7), Math.floor(write.chance() * 12), 1)),
            "everyone",
            [write.pick(skills), ...tags],
          ];
      }
    };
    return copyRows(
      client,
      "EvidenceItem",
      ["id", "organisationId", "kind", "title", "body", "language", "date", "visibility", "conceptIds"],
      evidence(),
    );
  },
};

/** The content of the nth need, also for a bench that publishes one more. */
export function loadNeed(at: number) {
  const write = writer(5_000_015 + at);
  const { skills, tags, language } = trade(write);
  return needContent.parse({
    kind: "procurement",
    language,
    title: write.text(skills, 1, language).slice(0, 150),
    summary: write.text([...skills, ...tags], 2, language),
    description: write.text([...skills, ...tags], 6, language),
    sector: write.pick(loadSectors).slice("sector:".length),
    region: write.pick(loadRegions),
    tags,
    requiredSkills: skills.slice(0, 1),
    wantedSkills: skills.slice(1),
    proposalDeadline: new Date(Date.now() + (10 + (at % 60)) * 86_400_000).toISOString(),
    criteria: [{ id: "quality", title: "Quality", weight: 100, kind: "scored" }],
  });
}

const needs: LoadPart = {
  name: "open needs",
  async fill(client, sizes) {
    const buyers = Math.max(1, Math.ceil(sizes.subjects / buyerEvery));
    const rows = function* (): Generator<Row> {
      for (let at = 0; at < sizes.needs; at++) {
        const content = loadNeed(at);
        const buyer = (at % buyers) * buyerEvery;
        yield [
          loadId("need", at),
          content.kind,
          "open",
          content.visibility,
          loadId("organisation", buyer),
          loadId("person", buyer),
          content.language,
          content.title,
          content.summary,
          { json: content },
          content.sector ?? null,
          content.region ?? null,
          [...content.requiredSkills, ...content.wantedSkills, ...content.tags],
          content.proposalDeadline ?? null,
          new Date(),
          2,
          new Date(),
        ];
      }
    };
    return copyRows(
      client,
      "Need",
      [
        "id",
        "kind",
        "state",
        "visibility",
        "buyerOrganisationId",
        "createdById",
        "language",
        "title",
        "summary",
        "content",
        "sector",
        "region",
        "conceptIds",
        "proposalDeadline",
        "publishedAt",
        "version",
        "updatedAt",
      ],
      rows(),
    );
  },
};

export const loadParts: readonly LoadPart[] = [people, organisations, profiles, needs];

/**
 * Fills an installation to the sizes at which speed is measured: invented subjects and open needs, the same at every
 * run. Needs an empty database or the demo's; a second run fails on its keys and changes nothing.
 */
export async function seedLoad(client: pg.Client, sizes: LoadSizes, say: (line: string) => void): Promise<void> {
  await client.query("SET synchronous_commit = off");
  for (const part of loadParts) {
    const began = performance.now();
    await client.query("BEGIN");
    const rows = await part.fill(client, sizes).catch(async (error: unknown) => {
      await client.query("ROLLBACK");
      throw error;
    });
    await client.query("COMMIT");
    say(`${part.name}: ${rows.toLocaleString("en")} rows in ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  }
  // Bulk rows are found by the index when it is built; nobody has to be placed in old rankings because of them.
  await client.query(`
    INSERT INTO "Setting" ("key", "value", "updatedAt")
    VALUES ('matching.followed', jsonb_build_object('changedIn', pg_current_xact_id()::text, 'id', '00000000-0000-0000-0000-000000000000'), now())
    ON CONFLICT ("key") DO UPDATE SET "value" = excluded."value"`);
  await client.query("ANALYZE");
}
