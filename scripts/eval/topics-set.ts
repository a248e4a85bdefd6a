import type { Judgement } from "@/domain/matching/judgements";
import type { OfflineNeed, OfflineSubject } from "@/domain/matching/offline-format";
import { seededRandom } from "@/domain/shared/seeded-random";

/** A published research need: SBIR topics and the like. */
export type Topic = {
  readonly id: string;
  readonly title: string;
  readonly objective: string;
  readonly description: string;
  readonly keywords: readonly string[];
};

const reviewers = 58;

/**
 * Judgements from real research needs, for want of judges: every topic's description is cut in two by sentences. One
 * half (with title and objective) is the need; the other half becomes evidence of invented reviewers, each of whom has
 * worked on a few topics, some on many. Keywords are the weak label: a reviewer's grade for a need is 4 where one of
 * the reviewer's topics is the need's own, else up to 3 by the share of keywords (as words) that the nearest of their
 * topics has in common. Title and keywords are never part of the evidence.
 */
export function topicsSet(topics: readonly Topic[]): {
  subjects: OfflineSubject[];
  needs: OfflineNeed[];
  judgements: Judgement[];
} {
  const random = seededRandom(94);
  const halves = topics.map(({ description }) => {
    const sentences = description.split(/(?<=[.?!])\s+(?=[A-Z(])/u);
    return {
      asked: sentences.filter((_, at) => at % 2 === 0).join(" "),
      done: sentences.filter((_, at) => at % 2 === 1),
    };
  });
  const owned = Array.from({ length: reviewers }, (_, at) => {
    // From a newcomer with one topic to somebody with a dozen.
    const count = 1 + Math.floor(random() ** 2 * 12);
    return [
      ...new Set([
        at % topics.length,
        ...Array.from({ length: count - 1 }, () => Math.floor(random() * topics.length)),
      ]),
    ];
  });
  const subjects = owned.map((indices, at): OfflineSubject => {
    const texts = indices.flatMap((index) => {
      const sentences = halves[index]?.done ?? [];
      // A topic leaves one to three papers.
      const papers = 1 + Math.floor(random() * 3);
      return Array.from({ length: papers }, (_, paper) => ({
        body: sentences.filter((__, place) => place % papers === paper).join(" "),
        year: 2014 + Math.floor(random() * 12),
      })).filter(({ body }) => body !== "");
    });
    return { id: `reviewer-${at}`, texts };
  });
  const needs = topics.map(({ id, title, objective }, at) => ({
    id,
    title,
    body: `${objective}\n${halves[at]?.asked ?? ""}`,
  }));
  const words = topics.map(
    ({ keywords }) =>
      new Set(
        keywords.flatMap((keyword) => keyword.toLowerCase().split(/[^a-z0-9]+/u)).filter((word) => word.length > 2),
      ),
  );
  const judgements = topics.flatMap(({ id }, need) =>
    owned.map((indices, reviewer) => {
      const nearest = Math.max(...indices.map((index) => overlap(words[need] ?? new Set(), words[index] ?? new Set())));
      const grade = indices.includes(need) ? 4 : Math.min(3, Math.round(nearest * 12));
      return { need: id, subject: `reviewer-${reviewer}`, grade };
    }),
  );
  return { subjects, needs, judgements };
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = a.intersection(b).size;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}
