import type pg from "pg";
import { audienceMap, availabilities, profileContent } from "@/domain/experts/profile";
import { type Support, standingOf } from "@/domain/experts/standing";
import { besides, tokensOf } from "@/domain/experts/tokens";
import { workKinds } from "@/domain/experts/work-kinds";
import { searchTokens } from "@/domain/shared/search-tokens";
import { conceptById } from "@/domain/taxonomy/all-concepts";
import { copyRows, loadId, type Row } from "./load";
import { loadRegions, loadSectors, loadSkills, writer } from "./load-text";

/** So many different kinds of people; the others differ from one of them in name and region. */
const patterns = 20_000;
const audiences = audienceMap.parse({});
const languages = [["zh"], ["zh", "en"], ["en"], ["zh", "de"], ["en", "ru"]];
const standings: readonly Support["standing"][] = ["stated", "stated", "verified", "earned"];

/** What the nth person is found by, through the same rule as everybody's profile. */
function pattern(at: number) {
  const { pick, chance, text } = writer(6_000_018 + at);
  const skills = [...new Set([pick(loadSkills), pick(loadSkills), pick(loadSkills)])];
  const language = chance() < 0.6 ? "zh-CN" : "en";
  const summary = text(skills, 2, language);
  const content = profileContent.parse({
    headlineZh: text(skills.slice(0, 1), 1, "zh-CN").slice(0, 60),
    headlineEn: text(skills.slice(0, 1), 1, "en").slice(0, 100),
    summaryZh: language === "zh-CN" ? summary : "",
    summaryEn: language === "en" ? summary : "",
    languages: pick(languages),
    sectors: [pick(loadSectors)],
    availability: pick(availabilities),
    workKinds: [pick(workKinds)],
  });
  const claims = skills.map((conceptId) => ({ conceptId, level: 1 + Math.floor(chance() * 5) }));
  const now = new Date();
  const shown = claims.map(({ conceptId, level }) => {
    const evidence = chance() < 0.5 ? [{ standing: pick(standings), supports: 4, date: now }] : [];
    return { conceptId, ...standingOf(level, [], evidence, now) };
  });
  const found = (whole: boolean) =>
    tokensOf({
      content: whole ? content : { ...content, summaryZh: "", summaryEn: "", workKinds: [], hoursPerMonth: 0 },
      skills: shown,
      texts: skills.flatMap((id) => Object.values(conceptById(id)?.titles ?? {})),
      pools: chance() < 0.02 ? ["expert"] : [],
      parentOf: (id) => conceptById(id)?.parent,
    });
  const visitors = found(false);
  return {
    content,
    claims,
    visitors,
    members: besides(visitors, found(true)),
    strength: shown.reduce((sum, { level }) => sum + level, 0),
  };
}

/** Invented people of the registry by COPY, past the services: for measurements. @returns how many rows it wrote */
export async function fillRegistry(client: pg.Client, people: number, say: (line: string) => void): Promise<number> {
  const began = performance.now();
  await client.query("SET synchronous_commit = off");
  const known = Array.from({ length: Math.min(patterns, people) }, (_, at) => pattern(at));
  const rows = function* (): Generator<Row> {
    for (let at = 0; at < people; at++) {
      const one = known[at % known.length];
      if (!one) return;
      const region = loadRegions[(at * 7) % loadRegions.length] ?? "";
      const [nameZh, nameEn] = [`虚构专家${at}`, `Invented Expert ${at}`];
      const names = [...new Set(searchTokens(`${nameZh} ${nameEn}`))].map((word) => `w:${word}`);
      yield [
        loadId("expert", at),
        { json: { ...one.content, nameZh, nameEn, region } },
        { json: audiences },
        true,
        [...one.visitors, `region:${region}`, ...names],
        one.members,
        [],
        one.strength,
      ];
    }
  };
  const count = await copyRows(
    client,
    "ExpertProfile",
    ["personId", "content", "audiences", "listed", "tokens0", "tokens1", "tokens2", "strength"],
    rows(),
  );
  const claims = function* (): Generator<Row> {
    for (let at = 0; at < people; at++)
      for (const { conceptId, level } of known[at % known.length]?.claims ?? [])
        yield [loadId("expert", at), conceptId, level];
  };
  await copyRows(client, "SkillClaim", ["personId", "conceptId", "level"], claims());
  await client.query('ANALYZE "ExpertProfile"');
  say(
    `people of the registry: ${count.toLocaleString("en")} rows in ${((performance.now() - began) / 1_000).toFixed(1)} s`,
  );
  return count;
}
