/** How a published standard is cited. */
export type Cited = {
  readonly designation: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly language: "zh-CN" | "en";
  readonly publisherZh: string;
  readonly publisherEn: string;
  /** ISO date. */
  readonly published: string;
  readonly version: number;
  readonly url: string;
  readonly keywords: readonly string[];
  readonly withdrawn: string | null;
};

export const citationStyles = ["gbt7714", "iso690", "bibtex", "ris"] as const;
export type CitationStyle = (typeof citationStyles)[number];

/**
 * The number by which a standard is cited: the one that the body in charge gave it, as it stands; else the platform's,
 * `LF 7—2026` in Chinese texts, `LF 7:2026` in English ones, without a year before publication.
 * @param publishedAt ISO 8601
 */
export function designationOf(
  { number, officialNumber }: { readonly number: number; readonly officialNumber: string },
  publishedAt: string | null,
  language: "zh-CN" | "en",
): string {
  if (officialNumber !== "") return officialNumber;
  if (publishedAt === null) return `LF ${number}`;
  return `LF ${number}${language === "en" ? ":" : "—"}${publishedAt.slice(0, 4)}`;
}

/** A number in its parts, as NISO STS names them: who gives it, the number itself, and the year where it bears one. */
export function numberParts(designation: string): { originator: string; number: string; year: string } {
  const [, originator = "", number = designation, year = ""] =
    /^(.*?[\p{L}/])\s*(\d[\d.]*(?:-\d+(?!\d))*?)(?:\s*[—–:-]\s*((?:19|20)\d{2}))?$/u.exec(designation.trim()) ?? [];
  return { originator, number, year };
}

const titleOf = ({ language, titleZh, titleEn }: Cited) =>
  language === "en" ? titleEn || titleZh : titleZh || titleEn;
const publisherOf = ({ language, publisherZh, publisherEn }: Cited) =>
  language === "en" ? publisherEn || publisherZh : publisherZh || publisherEn;

/** In braces and without what BibTeX reads as markup. */
const braced = (text: string) =>
  `{${text
    .replaceAll("\\", "\\textbackslash ")
    .replaceAll(/[{}]/gu, "")
    .replaceAll(/[&%$#_]/gu, "\\$&")}}`;
const oneLine = (text: string) => text.replaceAll(/\s+/gu, " ").trim();

/** @param read the day the reader looked, ISO date: online sources are cited with it (GB/T 7714—2015, 4.5; ISO 690:2021) */
export function cite(style: CitationStyle, cited: Cited, read: string): string {
  const title = oneLine(titleOf(cited));
  const publisher = oneLine(publisherOf(cited));
  const year = cited.published.slice(0, 4);
  const { designation, url } = cited;
  if (style === "gbt7714") {
    const stop = cited.language === "en" ? ". " : "．";
    const colon = cited.language === "en" ? ": " : "：";
    return `${publisher}${stop}${title}${colon}${designation}[S/OL]${stop}(${cited.published})[${read}]${stop}${url}`;
  }
  if (style === "iso690")
    return `${publisher.toUpperCase()}. ${designation}, ${title} [online]. ${cited.published} [viewed ${read}]. Available from: ${url}`;
  if (style === "bibtex")
    return [
      `@techreport{${designation.replaceAll(/[^A-Za-z0-9]+/gu, "-").toLowerCase()},`,
      `  type        = {Standard},`,
      `  number      = ${braced(designation)},`,
      `  title       = ${braced(title)},`,
      `  institution = ${braced(publisher)},`,
      `  year        = {${year}},`,
      `  url         = {${url}},`,
      `  urldate     = {${read}}`,
      "}",
    ].join("\n");
  return [
    "TY  - STAND",
    `TI  - ${title}`,
    `SN  - ${designation}`,
    `PB  - ${publisher}`,
    `PY  - ${year}`,
    `DA  - ${cited.published.replaceAll("-", "/")}`,
    `ET  - ${cited.version}`,
    `UR  - ${url}`,
    `Y2  - ${read.replaceAll("-", "/")}`,
    "ER  - ",
  ].join("\r\n");
}

/** schema.org for search engines: a technical article with its number, editions and state. */
export function linkedData(cited: Cited): object {
  const names = [
    ...(cited.titleZh ? [{ "@language": "zh-CN", "@value": cited.titleZh }] : []),
    ...(cited.titleEn ? [{ "@language": "en", "@value": cited.titleEn }] : []),
  ];
  return {
    "@context": "https://schema.org",
    "@type": "TechArticle",
    "@id": cited.url,
    identifier: cited.designation,
    name: names,
    inLanguage: cited.language,
    datePublished: cited.published,
    ...(cited.withdrawn === null ? {} : { expires: cited.withdrawn }),
    creativeWorkStatus: cited.withdrawn === null ? "Published" : "Withdrawn",
    version: String(cited.version),
    publisher: { "@type": "Organization", name: publisherOf(cited) },
    keywords: cited.keywords,
    url: cited.url,
    isAccessibleForFree: true,
  };
}
