/** A text made out of another one, and where in that other one each of its characters comes from. */
export type DerivedText = { readonly text: string; readonly at: (index: number) => number };

/**
 * A text with every match of a pattern replaced. A character that a match left behind comes from where the match
 * began. The pattern must be global.
 * @example
 * const { text, at } = replaceAll("a &amp; b", /&amp;/g, () => "&"); // text: "a & b"
 * at(4); // => 8: the "b"
 */
export function replaceAll(
  source: string,
  pattern: RegExp,
  by: (found: RegExpExecArray) => string,
): DerivedText {
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of source.matchAll(pattern)) {
    const end = found.index + found[0].length;
    pieces.push({ text: source.slice(from, found.index), origin: from, isCopy: true });
    pieces.push({ text: by(found), origin: found.index, isCopy: false });
    from = end;
  }
  return join([...pieces, { text: source.slice(from), origin: from, isCopy: true }]);
}

/**
 * The parts of a text that are kept, each in a paragraph of its own.
 * @example
 * keep("<b>like</b> me", [{ from: 3, to: 7 }, { from: 11, to: 14 }]).text; // => "like\n\n me"
 */
export function keep(
  source: string,
  parts: readonly { readonly from: number; readonly to: number }[],
): DerivedText {
  const pieces = parts.flatMap(({ from, to }, index): Piece[] => [
    ...(index === 0 ? [] : [{ text: "\n\n", origin: from, isCopy: false }]),
    { text: source.slice(from, to), origin: from, isCopy: true },
  ]);
  return join(pieces);
}

/** Where a stretch of a derived text stands in the text that it was made from. */
export function originOf(
  [start, end]: readonly [start: number, end: number],
  { at }: DerivedText,
): readonly [start: number, end: number] {
  return [at(start), at(end - 1) + 1];
}

/** A stretch of the new text: copied from `origin` on, or put in place of what began there. */
type Piece = { readonly text: string; readonly origin: number; readonly isCopy: boolean };

function join(all: readonly Piece[]): DerivedText {
  const pieces = all.filter((piece) => piece.text !== "");
  const starts: number[] = [];
  let length = 0;
  for (const piece of pieces) {
    starts.push(length);
    length += piece.text.length;
  }
  return {
    text: pieces.map((piece) => piece.text).join(""),
    at(index) {
      const nth = lastAtMost(starts, index);
      const piece = pieces[nth];
      if (piece === undefined) return index;
      return piece.isCopy ? piece.origin + index - (starts[nth] ?? 0) : piece.origin;
    },
  };
}

/** The place of the last number that is no larger than the limit, in ascending numbers. */
function lastAtMost(ascending: readonly number[], limit: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((ascending[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
