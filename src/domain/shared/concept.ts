/**
 * One thing of the field that people name in different words and languages: a skill, sector, protocol, vendor,
 * technique or work role. The id is what both languages share, so that a Chinese need finds an English record.
 */
export type Concept = {
  readonly id: string;
  readonly titles: { readonly en: string; readonly "zh-CN": string };
  /** Other names and abbreviations in either language; the titles need not be repeated. */
  readonly aliases: readonly string[];
  /** Id of the broader concept. */
  readonly parent?: string;
  /** Ids of concepts that are near without being broader or narrower. */
  readonly related?: readonly string[];
};
