import { setImmediate as breathe } from "node:timers/promises";
import type { EvidenceItem, Subject } from "@/domain/matching/facts";
import { PackedTexts } from "@/domain/matching/packed-texts";
import { RetrievalIndex } from "@/domain/matching/retrieval-index";
import { TermNumbers } from "@/domain/matching/term-numbers";
import { countTerms, type TermCounts } from "@/domain/matching/terms";
import { fitTextModel, type TextModel, vectorise } from "@/domain/matching/text-model";
import type { TextItem } from "@/domain/matching/text-similarity";
import { matchingWeights as weights } from "@/domain/matching/weights";
import { type NeedVisibility, needContent } from "@/domain/needs/schema";
import { hashText, seededRandom } from "@/domain/shared/seeded-random";
import { fieldFinder } from "@/domain/taxonomy/suggest-tags";
import { db } from "@/server/platform/db";
import { log } from "@/server/platform/log";
import { forget, once } from "@/server/platform/once";
import { FittedTexts, textOf } from "./fitted-texts";
import { documentOf, mayShow, subjectOf } from "./matching-subjects";
import { changesSince, listOpenNeeds, listSubjects, listSubjectsAfter, verificationsEnded } from "./repo-matching";

/** What decides whether an open need is one for an organisation, without asking the database. */
type OpenNeed = {
  readonly deadline: number | null;
  readonly visibility: NeedVisibility;
  readonly buyerId: string;
  readonly invited: readonly string[];
};

const pageSize = 500;
/** Subjects whose items say what is usual for a need, and from whose texts the latent space is learned. */
const sampleSize = 400;
/** Texts the latent space is learned from: more cost time and change little. */
const mostFitted = 2_000;
const firstId = "00000000-0000-0000-0000-000000000000";

/**
 * Subjects and open needs in memory, in an inverted index on typed arrays. It is built from the database when the
 * process starts, a page at a time so that others get their turn, and follows it from then on: before every question
 * it reads what changed since the last one. What is asked right after a commit is therefore answered with it, in every
 * process, and memory is bounded by one entry per subject with its counted words, and a sample.
 */
export class MatchingIndex {
  readonly #numbers = new TermNumbers();
  readonly subjects = new RetrievalIndex(this.#numbers);
  readonly needs = new RetrievalIndex(this.#numbers);
  /** The texts of each subject, so that scoring one does not read them again. */
  readonly #packed = new Map<string, PackedTexts>();
  readonly #openNeeds = new Map<string, OpenNeed>();
  readonly #random = seededRandom(hashText(weights.version));
  #fitted = this.#fittedTo(fitTextModel([], { rank: weights.text.latentRank, seed: 0 }, undefined, this.#numbers), []);
  /** A fair sample of subjects (Vitter's algorithm R), as the counts of their items. */
  readonly #sample = new Map<string, readonly (readonly [EvidenceItem, TermCounts])[]>();
  #seen = 0;
  #changesSinceFit = 0;
  #horizon = 0n;
  #verifiedAt = new Date(0);
  #turn: Promise<void> = Promise.resolve();

  /** Everything that is there now. @returns how long it took, in milliseconds */
  async build(): Promise<number> {
    const began = performance.now();
    this.#verifiedAt = new Date();
    // The horizon first: what changes while pages are read is read again.
    this.#horizon = (await changesSince(db(), 2n ** 62n)).horizon;
    for (let after = firstId; ; ) {
      const rows = await listSubjectsAfter(db(), after, pageSize);
      for (const row of rows) {
        this.#putSubject(subjectOf(row), row);
        // A few milliseconds of work at a time: the same process answers requests.
        if (this.#seen % 25 === 0) await breathe();
      }
      const last = rows.at(-1);
      if (!last) break;
      after = last.id;
    }
    for (let after = firstId; ; ) {
      const rows = await listOpenNeeds(db(), { after, take: pageSize });
      for (const row of rows) {
        this.#putNeed(row);
        if (this.#openNeeds.size % 25 === 0) await breathe();
      }
      const last = rows.at(-1);
      if (!last) break;
      after = last.id;
    }
    this.#fit();
    return performance.now() - began;
  }

  /** Reads what was committed since the last time. One reader at a time; others wait for it and read on. */
  refresh(): Promise<void> {
    const mine = this.#turn.then(() => this.#catchUp());
    this.#turn = mine.catch(() => {});
    return mine;
  }

  /** The texts as of the last fitting. Whoever compares several keeps what this returned. */
  get texts(): FittedTexts {
    return this.#fitted;
  }

  /** Open needs for a text, best first; `mayHave` is asked before anything is cut off. */
  needsFor(terms: TermCounts, limit: number, mayHave: (need: OpenNeed) => boolean): string[] {
    const accept = (id: string) => {
      const need = this.#openNeeds.get(id);
      return need !== undefined && mayHave(need);
    };
    return this.needs.query({ terms, limit, accept }).map(({ id }) => id);
  }

  async #catchUp(): Promise<void> {
    const now = new Date();
    const { horizon, changes } = await changesSince(db(), this.#horizon);
    const ended = await verificationsEnded(db(), this.#verifiedAt, now);
    const of = (kind: string) => [...new Set(changes.flatMap((change) => (change.kind === kind ? [change.id] : [])))];
    const organisations = [...new Set([...of("organisation"), ...ended])];
    const needs = of("need");
    for (let at = 0; at < organisations.length; at += pageSize) {
      const ids = organisations.slice(at, at + pageSize);
      const rows = new Map((await listSubjects(db(), ids)).map((row) => [row.id, row]));
      for (const id of ids) {
        const row = rows.get(id);
        if (row) this.#putSubject(subjectOf(row), row);
        else this.#removeSubject(id);
      }
      await breathe();
    }
    for (let at = 0; at < needs.length; at += pageSize) {
      const ids = needs.slice(at, at + pageSize);
      const rows = await listOpenNeeds(db(), { ids });
      for (const id of ids) {
        this.needs.remove(id);
        this.#openNeeds.delete(id);
      }
      for (const row of rows) this.#putNeed(row);
      await breathe();
    }
    this.#horizon = horizon;
    this.#verifiedAt = now;
    // In a small registry every profile changes what is rare; in a large one a fifth has to change.
    const due = this.subjects.size <= sampleSize ? 1 : this.subjects.size / 5;
    if (this.#changesSinceFit >= due) this.#fit();
  }

  #putSubject(subject: Subject, facets: { region: string | null; sizeBand: string | null }): void {
    const counted = subject.items
      .filter(mayShow)
      .map((item) => [item, countTerms(item.document, fieldFinder)] as const);
    const terms = new Map<string, number>();
    for (const [, counts] of counted)
      for (const [term, times] of counts) terms.set(term, (terms.get(term) ?? 0) + times);
    this.subjects.put({
      id: subject.id,
      terms,
      facets: [
        ...subject.skills.map(({ skill }) => skill),
        ...(facets.region ? [`region:${facets.region}`] : []),
        ...(facets.sizeBand ? [`size:${facets.sizeBand}`] : []),
      ],
    });
    this.#packed.set(
      subject.id,
      new PackedTexts(
        this.#numbers,
        counted.map(([item, counts]) => [hashText(textOf(item.document)), counts] as const),
      ),
    );
    this.#changesSinceFit++;
    this.#sampleSubject(subject.id, counted);
  }

  #sampleSubject(id: string, counted: readonly (readonly [EvidenceItem, TermCounts])[]): void {
    if (this.#sample.has(id)) {
      this.#sample.set(id, counted);
      return;
    }
    this.#seen++;
    if (this.#sample.size >= sampleSize) {
      if (this.#random() * this.#seen >= sampleSize) return;
      const out = [...this.#sample.keys()][Math.floor(this.#random() * sampleSize)];
      if (out !== undefined) this.#sample.delete(out);
    }
    this.#sample.set(id, counted);
  }

  #removeSubject(id: string): void {
    if (this.subjects.remove(id)) this.#changesSinceFit++;
    this.#packed.delete(id);
    this.#sample.delete(id);
  }

  #putNeed(row: Awaited<ReturnType<typeof listOpenNeeds>>[number]): void {
    const parsed = needContent.safeParse(row.content);
    if (!parsed.success) return;
    this.needs.put({ id: row.id, terms: countTerms(documentOf(parsed.data), fieldFinder) });
    this.#openNeeds.set(row.id, {
      deadline: row.proposalDeadline?.getTime() ?? null,
      visibility: row.visibility,
      buyerId: row.buyerOrganisationId,
      invited: row.invitations.map(({ organisationId }) => organisationId),
    });
  }

  #fit(): void {
    const sample = [...this.#sample.values()];
    const texts = sample.flat().map(([, counts]) => counts);
    const model = fitTextModel(
      texts.slice(0, mostFitted),
      { rank: weights.text.latentRank, seed: hashText(weights.version) },
      { size: Math.max(this.subjects.size, 1), frequencies: this.subjects.frequencies() },
      this.#numbers,
    );
    this.#fitted = this.#fittedTo(
      model,
      sample.map((items) =>
        items.map(([item, counts]) => ({ vector: vectorise(model, counts), weight: weights.kinds[item.kind] })),
      ),
    );
    this.#changesSinceFit = 0;
  }

  #fittedTo(model: TextModel, sample: readonly (readonly TextItem[])[]): FittedTexts {
    return new FittedTexts(model, sample, (subjectId, hash) => this.#packed.get(subjectId)?.find(hash));
  }
}

type Kept = { readonly index: MatchingIndex; readonly ready: Promise<void> };

function kept(): Kept {
  return once("matching-index", () => {
    const index = new MatchingIndex();
    const ready = index.build().then((milliseconds) => {
      if (milliseconds > 1_000)
        log().info(
          { subjects: index.subjects.size, needs: index.needs.size, milliseconds },
          "the matching index is built",
        );
    });
    // A failed build is tried again by the next question.
    ready.catch(() => forget("matching-index"));
    return { index, ready };
  });
}

/** The index as of now: built if need be, and read up to what is committed. */
export async function matchingIndex(): Promise<MatchingIndex> {
  const { index, ready } = kept();
  await ready;
  await index.refresh();
  return index;
}

/** Begins to build without waiting, when a process starts. */
export function warmMatchingIndex(): void {
  kept().ready.catch((error: unknown) => log().warn({ err: error }, "the matching index could not be built yet"));
}
