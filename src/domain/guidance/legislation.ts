import type { LegalWork } from "./akoma-ntoso";

/** schema.org/Legislation as JSON-LD, one object an edition and language. */
export function legislationData(
  work: Omit<LegalWork, "body"> & { url: string; summary: string; inForce: boolean; topics: readonly string[] },
): object {
  const linked = (kind: string) =>
    work.relations
      .filter((relation) => relation.kind === kind)
      .map(({ href, text }) => (href ? { "@type": "Legislation", "@id": href, name: text } : text));
  const changes = linked("amends");
  return {
    "@context": "https://schema.org",
    "@type": "Legislation",
    "@id": work.url,
    url: work.url,
    name: work.title,
    description: work.summary,
    legislationIdentifier: work.code || `lianfang:${work.number}`,
    legislationType: work.kind,
    legislationJurisdiction: "CN",
    legislationDate: work.createdOn,
    legislationDateVersion: work.publishedOn,
    datePublished: work.publishedOn,
    ...(work.effectiveOn ? { temporalCoverage: `${work.effectiveOn}/${work.expiresOn ?? ".."}` } : {}),
    legislationLegalForce: `https://schema.org/${work.inForce ? "InForce" : "NotInForce"}`,
    legislationPassedBy: work.issuers.map(({ name }) => ({ "@type": "GovernmentOrganization", name })),
    inLanguage: work.language,
    version: String(work.edition),
    keywords: work.topics.join(", "),
    ...(changes.length > 0 ? { legislationChanges: changes } : {}),
    ...(linked("repeals").length > 0 ? { legislationRepeals: linked("repeals") } : {}),
    ...(linked("implements").length > 0 ? { legislationTransposes: linked("implements") } : {}),
    ...(linked("cites").length > 0 ? { citation: linked("cites") } : {}),
  };
}
