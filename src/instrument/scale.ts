/** The six points of the response scale and their wording, which is part of the instrument. */

export const RATINGS = [1, 2, 3, 4, 5, 6] as const;

/** A point of the scale: 1 (not like me at all) to 6 (very much like me). */
export type Rating = (typeof RATINGS)[number];

/** The label of each point, as models and raters read it. */
export const LABELS: Readonly<Record<Rating, string>> = {
  6: "very much like me",
  5: "like me",
  4: "somewhat like me",
  3: "a little like me",
  2: "not like me",
  1: "not like me at all",
};

/** Whether a number is a point of the scale. */
export function isRating(value: unknown): value is Rating {
  return (RATINGS as readonly unknown[]).includes(value);
}
