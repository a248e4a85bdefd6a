import type { Scored } from "@/domain/matching/judgements";
import type { OfflineNeed, OfflineSubject } from "@/domain/matching/offline-format";
import { countTerms, type TermCounts } from "@/domain/matching/terms";
import { buildConceptFinder } from "@/domain/taxonomy/concept-finder";

/**
 * Two rankings to compare with, over the same words (stems, Chinese pairs) but without shared concepts, calibration,
 * latent space or a look at single items: each subject is one long document.
 */
export const baselines: readonly { name: string; score: typeof scoreByBm25 }[] = [
  { name: "BM25", score: scoreByBm25 },
  { name: "TF-IDF cosine", score: scoreByTfIdf },
];

/** Okapi BM25 with k1 = 1.2, b = 0.75 (Robertson and Zaragoza, 2009). */
function scoreByBm25(subjects: readonly OfflineSubject[], needs: readonly OfflineNeed[]): Scored[] {
  const { documents, asked, rarity } = read(subjects, needs, (n, df) => Math.log(1 + (n - df + 0.5) / (df + 0.5)));
  const lengths = documents.map((counts) => sum(counts.values()));
  const usual = sum(lengths) / Math.max(1, lengths.length);
  return pairs(subjects, needs, (document, need) => {
    let score = 0;
    for (const [term, times] of asked[need] ?? []) {
      const held = documents[document]?.get(term) ?? 0;
      if (held === 0) continue;
      const length = 1.2 * (0.25 + (0.75 * (lengths[document] ?? 0)) / usual);
      score += times * (rarity.get(term) ?? 0) * ((held * 2.2) / (held + length));
    }
    return score;
  });
}

function scoreByTfIdf(subjects: readonly OfflineSubject[], needs: readonly OfflineNeed[]): Scored[] {
  const { documents, asked, rarity } = read(subjects, needs, (n, df) => Math.log((1 + n) / (1 + df)) + 1);
  const weigh = (counts: TermCounts) => {
    const weights = new Map([...counts].map(([term, times]) => [term, times * (rarity.get(term) ?? 0)]));
    const length = Math.sqrt(sum([...weights.values()].map((weight) => weight * weight)));
    return new Map([...weights].map(([term, weight]) => [term, length > 0 ? weight / length : 0]));
  };
  const left = documents.map(weigh);
  const right = asked.map(weigh);
  return pairs(subjects, needs, (document, need) =>
    sum([...(right[need] ?? [])].map(([term, weight]) => weight * (left[document]?.get(term) ?? 0))),
  );
}

function read(
  subjects: readonly OfflineSubject[],
  needs: readonly OfflineNeed[],
  rarityOf: (documents: number, frequency: number) => number,
) {
  const finder = buildConceptFinder([]);
  const documents = subjects.map(({ texts }) =>
    countTerms({ body: texts.map(({ title, body }) => `${title ?? ""}\n${body}`).join("\n") }, finder),
  );
  const asked = needs.map(({ title, body }) => countTerms({ title, body }, finder));
  const frequency = new Map<string, number>();
  for (const counts of [...documents, ...asked])
    for (const term of counts.keys()) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const all = documents.length + asked.length;
  const rarity = new Map([...frequency].map(([term, count]) => [term, rarityOf(all, count)]));
  return { documents, asked, rarity };
}

function pairs(
  subjects: readonly OfflineSubject[],
  needs: readonly OfflineNeed[],
  score: (subject: number, need: number) => number,
): Scored[] {
  return needs.flatMap((need, row) =>
    subjects.map((subject, column) => ({
      need: String(need.id),
      subject: String(subject.id),
      score: score(column, row),
    })),
  );
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
