import type { EvidenceItem } from "@/domain/matching/facts";
import type { NumberedCounts } from "@/domain/matching/packed-texts";
import { countTerms, type TextDocument } from "@/domain/matching/terms";
import { type DocumentVector, type TextModel, vectorise, vectoriseNumbered } from "@/domain/matching/text-model";
import { type NeedSpread, needSpread, readNeed, type TextItem } from "@/domain/matching/text-similarity";
import { matchingWeights as weights } from "@/domain/matching/weights";
import { hashText } from "@/domain/shared/seeded-random";
import { fieldFinder } from "@/domain/taxonomy/suggest-tags";

const mostVectors = 2_000;

/** The counted words of a subject's text, where the index holds them. */
type FindCounts = (subjectId: string, hash: number) => NumberedCounts | null | undefined;

/**
 * Texts seen through one fitted model. A question keeps the one it began with: the index may be fitted anew while it is
 * answered, and places in two latent spaces have nothing to do with each other.
 */
export class FittedTexts {
  readonly model: TextModel;
  readonly #find: FindCounts;
  /** A fair sample of subjects, which says what is usual for a need. */
  readonly #sample: readonly (readonly TextItem[])[];
  readonly #vectors = new Map<string, DocumentVector>();
  /** By the vector of the need, so that they go when the vectors go. */
  readonly #spreads = new WeakMap<DocumentVector, NeedSpread>();

  constructor(model: TextModel, sample: readonly (readonly TextItem[])[], find: FindCounts) {
    this.model = model;
    this.#sample = sample;
    this.#find = find;
  }

  /** The vector of a need's text, from the cache where the same text was asked before. */
  vectorOf(document: TextDocument): DocumentVector {
    const key = textOf(document);
    const known = this.#vectors.get(key);
    if (known) return known;
    if (this.#vectors.size >= mostVectors) this.#vectors.clear();
    const vector = vectorise(this.model, countTerms(document, fieldFinder));
    this.#vectors.set(key, vector);
    return vector;
  }

  /** The vector of an item of a subject; its text is read only when it is not the one the index holds. */
  vectorOfItem(subjectId: string, { document }: Pick<EvidenceItem, "document">): DocumentVector {
    const known = this.#find(subjectId, hashText(textOf(document)));
    return known ? vectoriseNumbered(this.model, known) : vectorise(this.model, countTerms(document, fieldFinder));
  }

  /** How a need's text figures usually lie, by the sample. */
  spreadOf(need: DocumentVector): NeedSpread {
    const known = this.#spreads.get(need);
    if (known) return known;
    const reader = readNeed(need, weights.text);
    const spread = needSpread(
      this.#sample.map((items) => reader.compare(items)),
      weights.text,
    );
    this.#spreads.set(need, spread);
    return spread;
  }
}

export function textOf({ title = "", body, tags = [] }: TextDocument): string {
  return `${title}\n${body}\n${tags.join(" ")}`;
}
