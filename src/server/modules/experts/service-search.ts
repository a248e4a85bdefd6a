import { z } from "zod";
import { conditionsOf } from "@/domain/experts/conditions";
import type { FacetIndex, Found, Layer } from "@/domain/experts/facet-index";
import type { SkillGapCell } from "@/domain/experts/gap";
import { gapOf } from "@/domain/experts/gap";
import {
  mayKeepOwnProfile,
  mayReadExperts,
  mayReadOwnProfile,
  mayReadSkillsGap,
  mayRecruit,
} from "@/domain/experts/policy";
import { type ReaderClass, readerClassOf } from "@/domain/experts/profile";
import type {
  CardView,
  compareInput,
  ProfileView,
  saveSearchInput,
  searchAlertInput,
  searchInput,
  searchView,
} from "@/domain/experts/registry-schema";
import { mostRemembered } from "@/domain/experts/saved-search";
import { mostPages, pageSize, type SearchFilter, searchFilter, searchLimit } from "@/domain/experts/search";
import { backings, levels } from "@/domain/experts/standing";
import { networkOf } from "@/domain/identity/rate-limits";
import { AppError } from "@/domain/shared/errors";
import { conceptsOf } from "@/domain/taxonomy/all-concepts";
import { guidanceDemand } from "@/server/modules/guidance/service-demand";
import { openDemand } from "@/server/modules/needs/service-demand";
import { act, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, type Tx } from "@/server/platform/db";
import { takePoint } from "@/server/platform/limits";
import { holdProfiles, nobody, personOf } from "./access";
import { openingDemand } from "./repo-openings";
import { poolNames } from "./repo-pools";
import { deleteSearch, insertSearch, listSearches, setAlert } from "./repo-recruit";
import { tagsAbove } from "./repo-tags";
import { expertIndex, layerOf, wholeExpertIndex } from "./searcher";
import { cardViewOf, profileViewOf } from "./view-profile";

/**
 * People by text and facets, with counts for every facet. Pages are capped, searches are limited per person or
 * network, and each person found is read again through the visibility rule.
 */
export async function searchExperts(
  ctx: Ctx,
  input: z.output<typeof searchInput>,
): Promise<z.output<typeof searchView>> {
  permitOrThrow(mayReadExperts());
  await takePoint(searchLimit, ctx.actor.kind === "person" ? ctx.actor.id : networkOf(ctx.address));
  const { page, ...filter } = input;
  const reader = readerClassOf(ctx.actor, nobody);
  const { index, prepared } = await expertIndex();
  const { total, ids, facets } = index.search(layerOf(reader), conditionsOf(filter), (page - 1) * pageSize, pageSize);
  const pages = Math.min(Math.ceil(total / pageSize), mostPages);
  return {
    prepared,
    total,
    pages,
    capped: total > pages * pageSize,
    people: await cardsOf(ctx, ids),
    facets: { ...facets, ...ofSkills(index, layerOf(reader), filter) } as never,
    names: await namesOfValues([...facets.skills, ...facets.pools].map(({ value }) => value)),
  };
}

/** Where skills are asked for, level and backing mean theirs: how many each choice of the two would find. */
function ofSkills(index: FacetIndex, layer: Layer, filter: SearchFilter): Partial<Found["facets"]> {
  if (filter.skills.length === 0) return {};
  const counted = <T extends number | string>(
    group: "level" | "evidence",
    choices: readonly T[],
    choose: (choice: T | undefined) => Partial<SearchFilter>,
  ) => {
    const each = choices.map((choice) =>
      conditionsOf({ ...filter, ...choose(choice) }).filter((condition) => condition.group === group),
    );
    const counts = index.countEach(layer, conditionsOf({ ...filter, ...choose(choices[0]) }), each);
    return choices
      .map((choice, at) => ({ value: String(choice), count: counts[at] ?? 0 }))
      .filter(({ count }) => count);
  };
  return {
    level: counted("level", levels, (level = 1) => ({ level })),
    evidence: counted("evidence", backings, (backing = "self") => ({ backing })),
  };
}

/** Names of local tags and pools among the values of facets. */
async function namesOfValues(values: readonly string[]): Promise<z.output<typeof searchView>["names"]> {
  const ids = values.filter((value) => z.uuid().safeParse(value).success);
  const [tags, pools] = await Promise.all([tagsAbove(db(), values), ids.length > 0 ? poolNames(db(), ids) : []]);
  return Object.fromEntries(
    [...tags.values(), ...pools].map(({ id, nameZh, nameEn }): [string, { nameZh: string; nameEn: string }] => [
      id,
      { nameZh, nameEn },
    ]),
  );
}

/** Cards of people whom this reader may find, in order. */
export async function cardsOf(ctx: Ctx, personIds: readonly string[]): Promise<CardView[]> {
  const held = await holdProfiles(db() as Tx, ctx.actor, personIds);
  return held.map(({ rows, reader, now }) => cardViewOf(rows, reader, now));
}

/** Two to four people side by side, each as this reader may see them; who is no longer listed is left out. */
export async function compareExperts(ctx: Ctx, { personIds }: z.output<typeof compareInput>): Promise<ProfileView[]> {
  permitOrThrow(mayReadExperts());
  const held = await holdProfiles(db() as Tx, ctx.actor, personIds);
  return held.map(({ rows, reader, now }) => {
    const own = reader === "owner";
    const can = { edit: false, endorse: false, recruit: !own && mayRecruit(ctx.actor).allowed, curate: false };
    return profileViewOf(rows, reader, own, can, now);
  });
}

export async function readSearches(ctx: Ctx) {
  permitOrThrow(mayReadOwnProfile(ctx.actor));
  const rows = await listSearches(db(), { personId: personOf(ctx) });
  const filters = new Map(rows.map(({ id, filter }) => [id, searchFilter.parse(filter)]));
  const asked = [...filters.values()].flatMap(({ skills, pools }) => [...skills, ...pools]);
  const names = await namesOfValues([...new Set(asked)]);
  return rows.map(({ id, name, filter, alert, at, seen, news, toldAt }) => ({
    id,
    name,
    names,
    filter: filters.get(id) ?? searchFilter.parse(filter),
    alert,
    at: at.toISOString(),
    found: seen.length,
    lookedAt: toldAt.toISOString(),
    news,
  }));
}

const mostSearches = 50;

export async function saveSearch(ctx: Ctx, input: z.output<typeof saveSearchInput>): Promise<{ id: string }> {
  permitOrThrow(mayKeepOwnProfile(ctx.actor));
  // Outside the transaction: in the first minute of a large registry it waits for the index.
  const seen = await foundNow(input.filter, readerClassOf(ctx.actor, nobody));
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayKeepOwnProfile(ctx.actor));
    const personId = personOf(ctx);
    if ((await listSearches(tx, { personId })).length >= mostSearches)
      throw new AppError("CONFLICT", { reason: "searchesFull" });
    const { id } = await insertSearch(tx, { ...input, personId, seen });
    await record({ act: "search.saved", entity: "search", entityId: id });
    return { id };
  });
}

/** Switches the alert; from then on it tells of people who were not to be found before. */
export async function setSearchAlert(
  ctx: Ctx,
  { id, alert }: z.output<typeof searchAlertInput>,
): Promise<{ done: true }> {
  permitOrThrow(mayKeepOwnProfile(ctx.actor));
  const personId = personOf(ctx);
  const row = (await listSearches(db(), { personId })).find((one) => one.id === id);
  if (!row) throw new AppError("NOT_FOUND");
  // Outside the transaction, as when it is saved.
  const seen = alert ? await foundNow(searchFilter.parse(row.filter), readerClassOf(ctx.actor, nobody)) : null;
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayKeepOwnProfile(ctx.actor));
    if (!(await setAlert(tx, { id, personId, alert, ...(seen ? { seen } : {}) }))) throw new AppError("NOT_FOUND");
    await record({ act: "search.alertSet", entity: "search", entityId: id, facts: { alert } });
    return { done: true };
  });
}

export function dropSearch(ctx: Ctx, id: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayKeepOwnProfile(ctx.actor));
    if (!(await deleteSearch(tx, id, personOf(ctx)))) throw new AppError("NOT_FOUND");
    await record({ act: "search.dropped", entity: "search", entityId: id });
    return { done: true };
  });
}

/** Who a filter finds now, for alerts; one more than is remembered says that there are more. */
export async function foundNow(filter: z.output<typeof searchFilter>, reader: ReaderClass): Promise<string[]> {
  return (await wholeExpertIndex()).idsOf(layerOf(reader), conditionsOf(filter), mostRemembered + 1);
}

/**
 * Demand (open needs, openings by their places, guidance in force) against supply by skill and region or sector. Supply is counted among what visitors may find; a figure about
 * fewer than five people is not shown, nor one from which it could be worked out. While people are still being read
 * there are no figures, only how many of 100 have been.
 */
export async function readSkillsGap(
  by: "region" | "sector",
): Promise<{ prepared: number; places: string[]; rows: SkillGapCell[] }> {
  permitOrThrow(mayReadSkillsGap());
  const { index, prepared } = await expertIndex();
  if (prepared < 100) return { prepared, places: [], rows: [] };
  const [needs, openings, guidance] = await Promise.all([
    openDemand(),
    openingDemand(db(), new Date()),
    guidanceDemand(),
  ]);
  const demand = [
    ...[...needs, ...openings].map(({ conceptIds, region, sector }) => {
      const place = by === "region" ? region : sector;
      return { conceptIds, places: place === null ? [] : [place] };
    }),
    ...guidance.map(({ conceptIds, regions, sectors }) => ({
      conceptIds,
      places: by === "region" ? regions : sectors,
    })),
  ];
  const places = conceptsOf(by).map(({ id }) =>
    by === "region" ? id.slice("region:".length) : id.slice("sector:".length),
  );
  const supply = index.cross(0, "skills", by === "region" ? "regions" : "sectors");
  const told = gapOf(
    demand,
    conceptsOf("skill").map(({ id }) => id),
    places,
    (skill, place) =>
      place === null ? supply.row(skill) : supply.cell(skill, by === "region" ? place : `sector:${place}`),
  );
  return { prepared, ...told };
}
