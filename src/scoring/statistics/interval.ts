/** Bounds that a method expects to hold the true figure; lower <= upper. */
export type Interval = { readonly lower: number; readonly upper: number };
