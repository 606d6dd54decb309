/**
 * How an answer is read: "default" takes only what is clearly one label; "released" reproduces the authors'
 * parser, with its errors. See docs/READING-ANSWERS.md.
 */
export const READINGS = ["default", "released"] as const;
export type Reading = (typeof READINGS)[number];
