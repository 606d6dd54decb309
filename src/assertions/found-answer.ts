import type { RowReading } from "./read-ratings.ts";

/** Where rows are from. */
export type Source = {
  /** The place of the file among those that are read; runs come in this order. */
  readonly place: number;
  /** The file as it was named; undefined where the rows come from promptfoo itself. */
  readonly file?: string | undefined;
  /** What holds the rows of one eval where nothing tells which: the file, or a folder with a file for each prompt. */
  readonly unit: string;
  /** The eval of rows that do not tell theirs, and when it was made. */
  readonly evalId?: string | undefined;
  readonly date?: string | undefined;
};

/** An answer of a row, as far as it takes to gather runs. */
export type Found = Pick<
  Extract<RowReading, { kind: "answer" }>,
  | "item"
  | "variant"
  | "repeat"
  | "answer"
  | "cached"
  | "promptIdx"
  | "testIdx"
  | "provider"
  | "plan"
  | "circumstances"
> & {
  readonly source: Source;
  /** The eval, if it is known by now: the row's own, that of the rows before it, or the file's. */
  readonly evalId: string | undefined;
};
