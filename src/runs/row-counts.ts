/** What is counted of result rows beside the answers that are scored. */
export const COUNTED = [
  "foreign",
  "unread",
  "mismatched",
  "unknown",
  "reread",
  "unchecked",
  "duplicates",
  "contradictions",
  "repeated",
  "cachedRepeats",
] as const;
export type RowCounts = Readonly<Record<(typeof COUNTED)[number], number>>;
