import { oscalNamespace, oscalTime, oscalVersion } from "./oscal";

/** Relations between a clause of this standard and one of another document, in the terms of the OSCAL mapping model. */
export const mappingRelations = [
  "equal-to",
  "equivalent-to",
  "subset-of",
  "superset-of",
  "intersects-with",
  "no-relationship",
] as const;
export type MappingRelation = (typeof mappingRelations)[number];

export type MappingSides = {
  /** What stood on both sides when somebody last looked. */
  readonly seen: { readonly clauseDigest: string; readonly edition: number; readonly targetVersion: number | null };
  /** What stands there now; no digest once the clause is gone. */
  readonly now: {
    readonly clauseDigest: string | null;
    readonly edition: number;
    readonly targetVersion: number | null;
    readonly targetWithdrawn: boolean;
  };
};
export const staleReasons = ["clauseGone", "clauseChanged", "newEdition", "targetChanged", "targetWithdrawn"] as const;
export type StaleReason = (typeof staleReasons)[number];

/** Why a mapping has to be looked at again; null while both sides are what they were. */
export function staleReason({ seen, now }: MappingSides): StaleReason | null {
  if (now.clauseDigest === null) return "clauseGone";
  if (now.clauseDigest !== seen.clauseDigest) return "clauseChanged";
  if (now.edition !== seen.edition) return "newEdition";
  if (now.targetWithdrawn) return "targetWithdrawn";
  return now.targetVersion === seen.targetVersion ? null : "targetChanged";
}

export type ExportedMapping = {
  readonly id: string;
  readonly clauseId: string;
  readonly clauseNumber: string;
  readonly clauseTitle: string;
  readonly document: string;
  readonly target: string;
  readonly relation: MappingRelation;
  readonly rationale: string;
  readonly stale: StaleReason | null;
};

export const mappingColumns = ["clause", "title", "document", "target", "relationship", "rationale", "stale"] as const;

/** The matrix as rows for a spreadsheet, its head first. */
export function mappingRows(mappings: readonly ExportedMapping[]): string[][] {
  return [
    [...mappingColumns],
    ...mappings.map((one) => [
      one.clauseNumber,
      one.clauseTitle,
      one.document,
      one.target,
      one.relation,
      one.rationale,
      one.stale ?? "",
    ]),
  ];
}

/**
 * OSCAL mapping collection (OSCAL 1.2, control mapping model): one mapping for each document. The model relates controls,
 * so a clause goes out as the controls that its provisions are in the OSCAL catalogue of this standard. A pair whose
 * clause holds no provision has nothing to be named by and is counted in the remarks.
 * @param facts `controls` by clause, as `controlIds` gives them; `uuidOf` makes a UUID for a document's mapping that
 *   stays the same from one export to the next
 * @returns null where no pair can go out: a collection holds one mapping at least
 */
export function oscalMapping(
  facts: {
    standardId: string;
    title: string;
    version: string;
    at: string;
    catalogueHref: string;
    controls: ReadonlyMap<string, readonly string[]>;
    uuidOf: (name: string) => string;
  },
  mappings: readonly ExportedMapping[],
): object | null {
  const { standardId, title, version, at, catalogueHref, controls, uuidOf } = facts;
  const named = mappings.filter(({ clauseId }) => (controls.get(clauseId) ?? []).length > 0);
  const documents = Map.groupBy(named, ({ document }) => document);
  const left = mappings.length - named.length;
  if (named.length === 0) return null;
  return {
    "mapping-collection": {
      uuid: uuidOf(`collection ${standardId}`),
      metadata: {
        title,
        "last-modified": oscalTime(at),
        version,
        "oscal-version": oscalVersion,
        ...(left > 0 ? { remarks: `${left} of ${mappings.length} pairs name a clause without a provision.` } : {}),
      },
      provenance: {
        method: "human",
        "matching-rationale": "semantic",
        status: named.some(({ stale }) => stale !== null) ? "draft" : "complete",
        "mapping-description": "Made by the standard's working group, with a rationale for every pair.",
      },
      mappings: [...documents].map(([document, pairs]) => ({
        uuid: uuidOf(`${standardId} ${document}`),
        "source-resource": { type: "catalog", href: catalogueHref },
        "target-resource": { type: "catalog", href: `#${uuidOf(document)}` },
        maps: pairs.map((pair) => ({
          uuid: uuidOf(`map ${pair.id}`),
          relationship: pair.relation,
          sources: (controls.get(pair.clauseId) ?? []).map((id) => ({ type: "control", "id-ref": id })),
          targets: [{ type: "control", "id-ref": tokenOf(pair.target) }],
          props: [
            { name: "clause", ns: oscalNamespace, value: pair.clauseNumber || pair.clauseTitle },
            ...(pair.stale === null ? [] : [{ name: "stale", ns: oscalNamespace, value: pair.stale }]),
          ],
          remarks: pair.rationale,
        })),
      })),
      "back-matter": {
        resources: [...documents.keys()].map((document) => ({ uuid: uuidOf(document), title: document })),
      },
    },
  };
}

/** An identifier as an OSCAL token: lower case, no spaces, beginning with a letter. */
function tokenOf(target: string): string {
  const token = target.toLowerCase().replaceAll(/[^\p{L}\p{N}._-]+/gu, "-");
  return /^\p{L}/u.test(token) ? token : `s-${token}`;
}
