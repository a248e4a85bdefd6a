type Piece = { readonly kind: "same" | "added" | "removed"; readonly text: string };

/**
 * Words that were put in and taken out. A screen reader hears `ins` and `del`; a line under or through the words tells
 * them apart on paper and without colours.
 */
export function RedlinedText({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map(({ kind, text }, index) => {
    // A piece of a comparison has no name but its place.
    const key = `${kind}${String(index)}`;
    if (kind === "added")
      return (
        <ins key={key} className="bg-good-soft text-good">
          {text}
        </ins>
      );
    if (kind === "removed")
      return (
        <del key={key} className="bg-bad-soft text-bad">
          {text}
        </del>
      );
    return <span key={key}>{text}</span>;
  });
}
