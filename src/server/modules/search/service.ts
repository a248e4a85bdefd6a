import { searchFilter } from "@/domain/experts/search";
import { maySearch } from "@/domain/search/policy";
import { hitsPerKind, type SearchHit } from "@/domain/search/schema";
import { findCompetitionsByText } from "@/server/modules/competitions/service-competitions";
import { searchExperts } from "@/server/modules/experts/service-search";
import { listDocuments } from "@/server/modules/guidance/service-documents";
import { findOrganisationsByName } from "@/server/modules/identity/service-organisations";
import { listNeeds } from "@/server/modules/needs/service-needs";
import { findStandardsByText } from "@/server/modules/standards/service-catalogue";
import { permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";

type Finder = (ctx: Ctx, query: string) => Promise<SearchHit[]>;

/** Each module answers through the service its own pages use, so nobody finds what they could not open. */
const finders: readonly Finder[] = [needs, guidance, standards, competitions, organisations, people];

/** @returns at most ten of each kind, best first */
export async function findEverywhere(ctx: Ctx, query: string): Promise<SearchHit[]> {
  permitOrThrow(maySearch());
  if (query === "") return [];
  return (await Promise.all(finders.map((find) => find(ctx, query)))).flat();
}

async function needs(ctx: Ctx, query: string): Promise<SearchHit[]> {
  const { items } = await listNeeds(ctx, { query, state: "all" });
  return items.slice(0, hitsPerKind).map(({ id, title, language, summary }) => ({
    kind: "need",
    id,
    title: { nameZh: title, nameEn: title },
    language,
    detail: summary,
    path: `/needs/${id}`,
  }));
}

async function guidance(ctx: Ctx, query: string): Promise<SearchHit[]> {
  const { items } = await listDocuments(ctx, { query, status: "all" });
  return items.slice(0, hitsPerKind).map(({ id, titleZh, titleEn, language, summaryZh, summaryEn }) => ({
    kind: "guidance",
    id,
    title: { nameZh: titleZh || null, nameEn: titleEn || null },
    language,
    detail: ctx.locale === "en" ? summaryEn || summaryZh : summaryZh || summaryEn,
    path: `/guidance/${id}`,
  }));
}

function standards(ctx: Ctx, query: string): Promise<SearchHit[]> {
  return findStandardsByText(ctx, query, hitsPerKind);
}

async function competitions(ctx: Ctx, query: string): Promise<SearchHit[]> {
  return (await findCompetitionsByText(ctx, query, hitsPerKind)).map(
    ({ id, slug, titleZh, titleEn, summaryZh, summaryEn }) => ({
      kind: "competition",
      id,
      title: { nameZh: titleZh, nameEn: titleEn },
      language: null,
      detail: (ctx.locale === "en" ? (summaryEn ?? summaryZh) : (summaryZh ?? summaryEn)) ?? "",
      path: `/competitions/${slug}`,
    }),
  );
}

async function organisations(_ctx: Ctx, query: string): Promise<SearchHit[]> {
  return (await findOrganisationsByName(query, hitsPerKind)).map(({ id, nameZh, nameEn, country }) => ({
    kind: "organisation",
    id,
    title: { nameZh, nameEn },
    language: null,
    detail: country,
    path: `/organisations/${id}`,
  }));
}

async function people(ctx: Ctx, query: string): Promise<SearchHit[]> {
  const found = await searchExperts(ctx, { ...searchFilter.parse({ query }), page: 1 });
  return found.people
    .filter(({ nameZh, nameEn }) => nameZh !== "" || nameEn !== "")
    .slice(0, hitsPerKind)
    .map(({ personId, nameZh, nameEn, headlineZh, headlineEn }) => ({
      kind: "person",
      id: personId,
      title: { nameZh: nameZh || null, nameEn: nameEn || null },
      language: null,
      detail: ctx.locale === "en" ? headlineEn || headlineZh : headlineZh || headlineEn,
      path: `/experts/${personId}`,
    }));
}
