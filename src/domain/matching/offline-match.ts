import type { Concept } from "@/domain/shared/concept";
import { buildConceptFinder, type ConceptFinder } from "@/domain/taxonomy/concept-finder";
import { calibrate } from "./calibration";
import type { OfflineNeed, OfflineScore, OfflineSubject } from "./offline-format";
import { type EvidenceName, languageOf, offlineReasons } from "./offline-reasons";
import { recencyWeight } from "./recency";
import { joinPhrases, readPairOrder } from "./shared-phrases";
import { conceptOf, countTerms, type TextDocument, wordsAsWritten } from "./terms";
import { type DocumentVector, fitTextModel, type TextModel, vectorise } from "./text-model";
import { type NeedReader, needSpread, type RawSimilarity, readNeed, type TextItem, textScore } from "./text-similarity";
import { rankWithSeed } from "./tie-break";
import type { MatchingWeights } from "./weights";

/** Everything read from the two files, ready to be scored need by need. */
export type OfflineRegistry = {
  readonly needs: readonly OfflineNeed[];
  /** The scores of one need over all subjects, best first. */
  readonly scoreNeed: (need: OfflineNeed, top: number | null) => Generator<OfflineScore>;
};

export type OfflineOptions = {
  readonly concepts: readonly Concept[];
  readonly weights: MatchingWeights;
  /** Seeds the latent space and the order of those who score alike. */
  readonly seed: number;
};

/**
 * Learns the words of all texts of both files, and compares. Age is counted from the newest text of the file, not from
 * today, so that the same files give the same scores next year.
 */
export function prepareOffline(
  given: readonly OfflineSubject[],
  needs: readonly OfflineNeed[],
  options: OfflineOptions,
): OfflineRegistry {
  const finder = buildConceptFinder(options.concepts);
  const subjects = given.map(withoutRepeats);
  const documents = subjects.map(documentsOf);
  const counts = documents.map((texts) => texts.map((text) => countTerms(text, finder)));
  const needCounts = new Map(needs.map((need) => [need, countTerms(asDocument(need), finder)]));
  const model = fitTextModel([...counts.flat(), ...needCounts.values()], {
    rank: options.weights.text.latentRank,
    seed: options.seed,
  });
  const newest = newestYear(subjects);
  const known = subjects.map((subject, index): KnownSubject => {
    const items = (counts[index] ?? []).map((text, at) => {
      const year = subject.texts[at]?.year ?? null;
      const age = year === null || newest === null ? null : newest - year;
      return { vector: vectorise(model, text), weight: recencyWeight(age, options.weights.recency) };
    });
    return { subject, items, names: subject.texts.map(nameOf) };
  });
  const world: World = { model, finder, known, options };
  return {
    needs,
    scoreNeed: (need, top) => scoreNeed(world, need, vectorise(model, needCounts.get(need) ?? new Map()), top),
  };
}

type KnownSubject = {
  readonly subject: OfflineSubject;
  readonly items: readonly TextItem[];
  readonly names: readonly EvidenceName[];
};

type World = {
  readonly model: TextModel;
  readonly finder: ConceptFinder;
  readonly known: readonly KnownSubject[];
  readonly options: OfflineOptions;
};

function* scoreNeed(
  world: World,
  need: OfflineNeed,
  vector: DocumentVector,
  top: number | null,
): Generator<OfflineScore> {
  const weights = world.options.weights.text;
  const reader = readNeed(vector, weights);
  const compared = world.known.map((known) => ({ known, raw: reader.compare(known.items) }));
  const spread = needSpread(
    compared.map(({ raw }) => raw),
    weights,
  );
  const scored = compared.map(({ known, raw }) => ({
    id: String(known.subject.id),
    known,
    raw,
    score: textScore(raw, spread, weights),
  }));
  const { ranked } = rankWithSeed(scored, world.options.seed);
  const explain = explainerOf(world, need, reader);
  for (const { known, raw, score } of top === null ? ranked : ranked.slice(0, top)) {
    const figures = { words: calibrate(raw.words, spread.words), latent: calibrate(raw.latent, spread.latent) };
    const reasons = explain(known, raw, figures);
    yield { need: need.id, subject: known.subject.id, score: Math.round(score * 1e6) / 1e6, reasons };
  }
}

const mostTerms = 16;
const mostPhrases = 5;
const mostConcepts = 5;
const longestTitle = 120;

/** Prepared once per need, because it is asked for every pair of the file. */
function explainerOf({ model, finder, options }: World, need: OfflineNeed, reader: NeedReader) {
  const document = asDocument(need);
  const locale = languageOf(`${need.title} ${need.body}`);
  const pairOrder = readPairOrder(document);
  const written = new Map<number, string>();
  for (const [term, word] of wordsAsWritten(document, finder)) written.set(model.numbers.find(term) ?? -1, word);
  return (known: KnownSubject, raw: RawSimilarity, figures: { words: number; latent: number }): string[] => {
    const [nearest] = raw.nearest;
    const vector = nearest && known.items[nearest.index]?.vector;
    const concepts: Concept[] = [];
    const words: string[] = [];
    const shared = vector ? reader.sharedTerms(vector, mostTerms) : [];
    for (const term of shared) {
      const word = written.get(term);
      const concept = word === undefined ? finder.byId.get(conceptOf(model.numbers.termOf(term)) ?? "") : undefined;
      if (word !== undefined) words.push(word);
      if (concept !== undefined) concepts.push(concept);
    }
    const facts = {
      concepts: concepts.slice(0, mostConcepts),
      phrases: joinPhrases(words, pairOrder).slice(0, mostPhrases),
      sharesTerms: shared.length > 0,
      hasTexts: known.items.length > 0,
      nearest: nearest && nearest.words + nearest.latent > 0 ? (known.names[nearest.index] ?? null) : null,
      latentShare: options.weights.text.latentShare,
      ...figures,
    };
    return offlineReasons(facts, locale);
  };
}

function nameOf(text: OfflineSubject["texts"][number], index: number): EvidenceName {
  return { title: shorten(text.title ?? null), year: text.year ?? null, number: index + 1 };
}

function shorten(title: string | null): string | null {
  const plain = title?.trim().replace(/\s+/g, " ") ?? "";
  if (plain === "") return null;
  const characters = [...plain];
  return characters.length <= longestTitle ? plain : `${characters.slice(0, longestTitle - 1).join("")}…`;
}

/** A text that a subject gives twice counts once, at its newest. */
function withoutRepeats(subject: OfflineSubject): OfflineSubject {
  const kept = new Map<string, OfflineSubject["texts"][number]>();
  for (const text of subject.texts) {
    const key = `${text.title ?? ""}\n${text.body}`.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
    const known = kept.get(key);
    if (known === undefined || (text.year ?? 0) > (known.year ?? 0)) kept.set(key, text);
  }
  return { ...subject, texts: [...kept.values()] };
}

/** The subject's tags belong to each of its texts; a subject with tags alone is one text of tags. */
function documentsOf(subject: OfflineSubject): TextDocument[] {
  const tags = subject.tags ?? [];
  if (subject.texts.length === 0 && tags.length > 0) return [{ body: "", tags }];
  return subject.texts.map(({ title, body }) => ({ title: title ?? undefined, body, tags }));
}

function asDocument(need: OfflineNeed): TextDocument {
  return { title: need.title, body: need.body, tags: need.tags ?? undefined };
}

function newestYear(subjects: readonly OfflineSubject[]): number | null {
  const years = subjects.flatMap(({ texts }) => texts.flatMap(({ year }) => year ?? []));
  return years.reduce<number | null>((newest, year) => Math.max(newest ?? year, year), null);
}
