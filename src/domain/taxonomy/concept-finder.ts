import { type Atom, splitAtoms } from "../shared/atoms";
import type { Concept } from "../shared/concept";
import { stemWord } from "../shared/stem-word";
import { englishStopWords } from "../shared/stop-words";

/** Words, and plurals of words, that plain sentences use in small letters and the field in capitals. */
const ordinaryWords: ReadonlySet<string> = new Set(
  "ads ami amr apc apt bas bms cad dds ems epa epl fins goose hart ids ioc mes mms pac pam pcs sap sdp sis soc uds".split(
    " ",
  ),
);

type Node = {
  readonly next: Map<string, Node>;
  /** Concepts whose name ends here. */
  readonly ends: Ending[];
};

type Ending = { readonly id: string; readonly capitalOnly: boolean };

/** One place of a text; several concepts may share the name that stands there. */
export type Mention = { readonly ids: readonly string[]; readonly first: number; readonly behind: number };

/** Finds the names of known concepts in text of either language. */
export type ConceptFinder = {
  readonly root: Node;
  readonly byId: ReadonlyMap<string, Concept>;
};

/**
 * Reads every title and alias into one tree of atoms. Two concepts may share a name; both are then found. Names of
 * one letter or one Chinese character are left out, because they would be found everywhere.
 */
export function buildConceptFinder(concepts: readonly Concept[]): ConceptFinder {
  const root = emptyNode();
  for (const concept of concepts) {
    for (const name of new Set([concept.titles.en, concept.titles["zh-CN"], ...concept.aliases])) {
      addName(root, concept.id, name);
    }
  }
  return { root, byId: new Map(concepts.map((concept) => [concept.id, concept])) };
}

/**
 * Counts concept ids in a text already split. The longest name wins and its atoms are not read twice, so that
 * "Modbus TCP" is not also "Modbus"; the broader concept is reached through `parent` instead.
 */
export function findConcepts(finder: ConceptFinder, atoms: readonly Atom[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const { ids } of findMentions(finder, atoms)) for (const id of ids) found.set(id, (found.get(id) ?? 0) + 1);
  return found;
}

/** The places where a text names concepts, from left to right, as atoms from `first` up to but without `behind`. */
export function findMentions(finder: ConceptFinder, atoms: readonly Atom[]): Mention[] {
  const found: Mention[] = [];
  if (finder.root.next.size === 0) return found;
  let at = 0;
  while (at < atoms.length) {
    const match = longestAt(finder.root, atoms, at);
    if (match === null) {
      at++;
      continue;
    }
    found.push({ ids: match.ids, first: at, behind: at + match.length });
    at += match.length;
  }
  return found;
}

function longestAt(root: Node, atoms: readonly Atom[], start: number): { ids: string[]; length: number } | null {
  let node = root;
  let best: { ids: string[]; length: number } | null = null;
  for (let at = start; at < atoms.length; at++) {
    const atom = atoms[at];
    if (atom === undefined || (at > start && atom.joint === "broken")) break;
    const following = node.next.get(keyOf(atom));
    if (following === undefined) break;
    node = following;
    if (node.ends.length === 0 || continuesWord(atoms, at)) continue;
    const ids = node.ends.filter((end) => !end.capitalOnly || atom.capital).map((end) => end.id);
    if (ids.length > 0) best = { ids, length: at - start + 1 };
  }
  return best !== null && !startsInsideWord(atoms, start) ? best : null;
}

/** "S7" is not named by "S7comm"; a version or a number may follow a name, as in "TLS1.3". */
function continuesWord(atoms: readonly Atom[], at: number): boolean {
  const following = atoms[at + 1];
  return atoms[at]?.kind === "digits" && following?.kind === "letters" && following.joint === "together";
}

/** "FA" is not named by "2FA"; a number may stand behind letters, as in "IEC62443". */
function startsInsideWord(atoms: readonly Atom[], start: number): boolean {
  const atom = atoms[start];
  return atom?.kind === "letters" && atom.joint === "together" && atoms[start - 1]?.kind === "digits";
}

function addName(root: Node, id: string, name: string): void {
  const atoms = splitAtoms(name);
  const only = atoms.length === 1 ? atoms[0] : undefined;
  if (atoms.length === 0 || (only !== undefined && only.text.length < 2)) return;
  let node = root;
  for (const atom of atoms) {
    const key = keyOf(atom);
    const following = node.next.get(key) ?? emptyNode();
    node.next.set(key, following);
    node = following;
  }
  // "CAN" is a bus, "can" is a verb: a name that is also an ordinary word counts only as written.
  const capitalOnly = only?.capital === true && (englishStopWords.has(only.text) || ordinaryWords.has(only.text));
  if (!node.ends.some((end) => end.id === id)) node.ends.push({ id, capitalOnly });
}

function keyOf(atom: Atom): string {
  return atom.kind === "letters" ? stemWord(atom.text) : atom.text;
}

function emptyNode(): Node {
  return { next: new Map(), ends: [] };
}
