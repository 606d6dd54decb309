import { z } from "zod";
import type { Dimension } from "./dimensions.ts";

/** Where the real user queries come from; the first digit of a portrait id is the source's number here, from 1. */
export const SOURCES = ["reddit", "dear_abby", "sharegpt", "lmsys"] as const;
export type Source = (typeof SOURCES)[number];

/** `<portrait>/<option>`: the query's portrait id and the number of the candidate response, 1 to 5. */
export const itemIdSchema = z.string().regex(/^[1-4]\d{3}\/[1-5]$/);
export type ItemId = z.infer<typeof itemIdSchema>;

/** A real user query; each has five candidate responses. */
export type Query = {
  readonly portrait: number;
  readonly source: Source;
  /** Three or four topic labels from the release. */
  readonly topics: readonly string[];
  /** The survey group, 1 to 12, whose raters answered the query's items. */
  readonly group: number;
  /** The query in our own words, at most 12 of them. */
  readonly gist: string;
};

/** Spearman's rho (-1 to 1) between the ratings of an item and a questionnaire score, and its two-sided p. */
export type Loading = { readonly rho: number; readonly p: number };

/** How the human raters of one item answered, on the scale 1 to 6. */
type HumanRatings = {
  readonly mean: number;
  /** Sample standard deviation (n - 1). */
  readonly sd: number;
  /** How many raters chose 1, 2, ... 6. */
  readonly histogram: readonly number[];
};

/** One query with one candidate response: what a respondent rates. */
export type Item = {
  readonly id: ItemId;
  readonly query: Query;
  readonly option: number;
  /** The candidate response in our own words, at most 14 of them. */
  readonly gist: string;
  /** Number of human raters. */
  readonly raters: number;
  readonly loadings: Readonly<Record<Dimension, Loading>>;
  readonly human: HumanRatings;
};

/** The words of an item, which are the authors' and the posters'. Only Reddit and Dear Abby queries have a title. */
export type ItemText = { readonly title: string | null; readonly query: string; readonly response: string };

/** The portrait id inside an item id: the cluster to which the item belongs. */
export function portraitOf(item: ItemId): number {
  return Number(item.slice(0, 4));
}
