import { seededGaussian } from "../shared/seeded-random";

/** A document as weights of term ids; ids are places in the model's vocabulary. */
export type SparseVector = { readonly terms: Int32Array; readonly weights: Float32Array };

/**
 * Latent semantic analysis: the main directions along which the words of a corpus go together, so that two texts can
 * be near without sharing a word. (Deerwester et al., "Indexing by latent semantic analysis", JASIS 41(6), 1990.)
 */
export type LatentSpace = {
  /** Number of directions kept; fewer than asked for when the corpus is small. */
  readonly rank: number;
  /** Term id → row of `basis`, or -1 for terms that stand in one document only and so join nothing. */
  readonly rowOfTerm: Int32Array;
  /** `rank` numbers per row. */
  readonly basis: Float32Array;
};

export type LatentOptions = { readonly rank: number; readonly seed: number };

const oversampling = 10;
const powerIterations = 3;

/**
 * Truncated singular value decomposition by seeded random projection with power iterations (Halko, Martinsson and
 * Tropp, SIAM Review 53(2), 2011, algorithms 4.4 and 5.1). Same rows, same seed, same space.
 */
export function fitLatentSpace(
  documents: readonly SparseVector[],
  termCount: number,
  options: LatentOptions,
): LatentSpace {
  const { rowOfTerm, rows } = sharedTerms(documents, termCount);
  const width = Math.min(options.rank + oversampling, documents.length, rows);
  if (width === 0) return { rank: 0, rowOfTerm, basis: new Float32Array(0) };
  const matrix: Matrix = { documents, rowOfTerm, rows, width };
  const gaussian = seededGaussian(options.seed);
  let perDocument = Float64Array.from({ length: documents.length * width }, gaussian);
  let perTerm = timesTransposed(matrix, perDocument);
  for (let iteration = 0; iteration < powerIterations; iteration++) {
    perDocument = times(matrix, perTerm);
    orthonormalise(perDocument, documents.length, width);
    perTerm = timesTransposed(matrix, perDocument);
  }
  return { ...mainDirections(perTerm, rows, width, options.rank), rowOfTerm };
}

/** The document's place in the space, of length one; all zeros when none of its terms is known there. */
export function projectLatent(space: LatentSpace, document: SparseVector): Float32Array {
  const { rank, rowOfTerm, basis } = space;
  const place = new Float32Array(rank);
  for (let at = 0; at < document.terms.length; at++) {
    const row = rowOfTerm[document.terms[at] ?? 0] ?? -1;
    if (row < 0) continue;
    const weight = document.weights[at] ?? 0;
    const base = row * rank;
    for (let k = 0; k < rank; k++) place[k] = (place[k] ?? 0) + weight * (basis[base + k] ?? 0);
  }
  let square = 0;
  for (const part of place) square += part * part;
  if (square < 1e-12) return place.fill(0);
  const scale = 1 / Math.sqrt(square);
  for (let k = 0; k < rank; k++) place[k] = (place[k] ?? 0) * scale;
  return place;
}

type Matrix = {
  readonly documents: readonly SparseVector[];
  readonly rowOfTerm: Int32Array;
  readonly rows: number;
  readonly width: number;
};

function sharedTerms(documents: readonly SparseVector[], termCount: number): { rowOfTerm: Int32Array; rows: number } {
  const frequency = new Int32Array(termCount);
  for (const document of documents) for (const term of document.terms) frequency[term] = (frequency[term] ?? 0) + 1;
  const rowOfTerm = new Int32Array(termCount).fill(-1);
  let rows = 0;
  for (let term = 0; term < termCount; term++) if ((frequency[term] ?? 0) > 1) rowOfTerm[term] = rows++;
  return { rowOfTerm, rows };
}

/** Documents × terms, times terms × width. */
function times(matrix: Matrix, perTerm: Float64Array): Float64Array<ArrayBuffer> {
  const { width } = matrix;
  const product = new Float64Array(matrix.documents.length * width);
  eachEntry(matrix, (document, row, weight) => {
    const to = document * width;
    const from = row * width;
    for (let k = 0; k < width; k++) product[to + k] = (product[to + k] ?? 0) + weight * (perTerm[from + k] ?? 0);
  });
  return product;
}

/** Terms × documents, times documents × width. */
function timesTransposed(matrix: Matrix, perDocument: Float64Array): Float64Array<ArrayBuffer> {
  const { width } = matrix;
  const product = new Float64Array(matrix.rows * width);
  eachEntry(matrix, (document, row, weight) => {
    const from = document * width;
    const to = row * width;
    for (let k = 0; k < width; k++) product[to + k] = (product[to + k] ?? 0) + weight * (perDocument[from + k] ?? 0);
  });
  return product;
}

function eachEntry(matrix: Matrix, visit: (document: number, row: number, weight: number) => void): void {
  matrix.documents.forEach((document, index) => {
    for (let at = 0; at < document.terms.length; at++) {
      const row = matrix.rowOfTerm[document.terms[at] ?? 0] ?? -1;
      if (row >= 0) visit(index, row, document.weights[at] ?? 0);
    }
  });
}

/** Modified Gram–Schmidt over the columns, in place; a column that depends on the others becomes zero. */
function orthonormalise(values: Float64Array, rows: number, width: number): void {
  for (let column = 0; column < width; column++) {
    const before = columnNorm(values, rows, width, column);
    for (let other = 0; other < column; other++) {
      let dot = 0;
      for (let at = 0; at < rows * width; at += width) dot += (values[at + column] ?? 0) * (values[at + other] ?? 0);
      for (let at = 0; at < rows * width; at += width) {
        values[at + column] = (values[at + column] ?? 0) - dot * (values[at + other] ?? 0);
      }
    }
    const norm = columnNorm(values, rows, width, column);
    const scale = norm > 1e-9 * before && norm > 0 ? 1 / norm : 0;
    for (let at = column; at < rows * width; at += width) values[at] = (values[at] ?? 0) * scale;
  }
}

function columnNorm(values: Float64Array, rows: number, width: number, column: number): number {
  let square = 0;
  for (let at = column; at < rows * width; at += width) square += (values[at] ?? 0) ** 2;
  return Math.sqrt(square);
}

/** Turns the projected matrix (terms × width) into its right singular vectors, strongest first. */
function mainDirections(perTerm: Float64Array, rows: number, width: number, most: number) {
  const gram = new Float64Array(width * width);
  for (let base = 0; base < rows * width; base += width) {
    for (let i = 0; i < width; i++) {
      const left = perTerm[base + i] ?? 0;
      if (left === 0) continue;
      for (let j = i; j < width; j++)
        gram[i * width + j] = (gram[i * width + j] ?? 0) + left * (perTerm[base + j] ?? 0);
    }
  }
  for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) gram[i * width + j] = gram[j * width + i] ?? 0;
  const { values, vectors } = symmetricEigen(gram, width);
  const strongest = values[0]?.value ?? 0;
  const kept = values.slice(0, most).filter(({ value }) => value > strongest * 1e-10);
  const rank = kept.length;
  const basis = new Float32Array(rows * rank);
  for (let row = 0; row < rows; row++) {
    kept.forEach(({ value, column }, k) => {
      let sum = 0;
      for (let i = 0; i < width; i++) sum += (perTerm[row * width + i] ?? 0) * (vectors[i * width + column] ?? 0);
      basis[row * rank + k] = sum / Math.sqrt(value);
    });
  }
  return { rank, basis };
}

/** Eigenvalues, largest first, and eigenvectors (columns) of a small symmetric matrix by cyclic Jacobi rotations. */
function symmetricEigen(matrix: Float64Array, size: number) {
  const a = Float64Array.from(matrix);
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1;
  for (let sweep = 0; sweep < 60 && offDiagonal(a, size) > 0; sweep++) {
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, vectors, size, p, q);
  }
  const values = Array.from({ length: size }, (_, column) => ({ value: a[column * size + column] ?? 0, column }));
  return { values: values.sort((x, y) => y.value - x.value || x.column - y.column), vectors };
}

/** Weight left beside the diagonal, as nothing once it is below rounding. */
function offDiagonal(a: Float64Array, size: number): number {
  let off = 0;
  let all = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const square = (a[i * size + j] ?? 0) ** 2;
      all += square;
      if (i !== j) off += square;
    }
  }
  return off > all * 1e-24 ? off : 0;
}

function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q] ?? 0;
  if (apq === 0) return;
  const theta = ((a[q * size + q] ?? 0) - (a[p * size + p] ?? 0)) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < size; k++) turn(a, k * size + p, k * size + q, c, s);
  for (let k = 0; k < size; k++) turn(a, p * size + k, q * size + k, c, s);
  for (let k = 0; k < size; k++) turn(vectors, k * size + p, k * size + q, c, s);
}

function turn(values: Float64Array, first: number, second: number, c: number, s: number): void {
  const x = values[first] ?? 0;
  const y = values[second] ?? 0;
  values[first] = c * x - s * y;
  values[second] = s * x + c * y;
}
