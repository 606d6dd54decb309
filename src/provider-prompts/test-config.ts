import { z } from "zod";
import { DIMENSIONS, parseDimension } from "../instrument/dimensions.ts";
import { type Item, SOURCES } from "../instrument/item.ts";
import { parseTopic, topicsOf } from "../instrument/select-items.ts";
import { VARIANTS } from "../instrument/variant.ts";
import { SAMPLE_SEED } from "../release/plan/select-tests.ts";
import { READINGS } from "../runs/reading.ts";

/** The fields of the config, and of `items` when it is an object. */
export const CONFIG_FIELDS = ["items", "sample", "seed", "variants", "reading"] as const;
export const ITEM_FIELDS = ["dimensions", "topics", "sources", "ids"] as const;

export type TestConfig = z.infer<ReturnType<typeof testConfigSchema>>;

/**
 * The `config` of the test generator in a promptfooconfig. Every field has a default; unknown fields are errors.
 * Within `items`, fields narrow each other and the entries of one field add up.
 */
export function testConfigSchema(items: readonly Item[]) {
  const topics = topicsOf(items);
  const topic = z.preprocess(
    (value) => (typeof value === "string" ? (parseTopic(value, topics) ?? value) : value),
    z.enum(topics),
  );
  const dimension = z.preprocess(
    (value) => (typeof value === "string" ? (parseDimension(value) ?? value) : value),
    z.enum(DIMENSIONS),
  );
  const known = new Set(items.map((item) => item.id));
  const id = z.string().refine((text) => known.has(text), "no such item; ids look like 1008/1");
  return z
    .strictObject({
      items: z
        .union([
          z.enum(["scored", "all", "short"]),
          z.strictObject({
            dimensions: z.array(dimension).min(1).optional(),
            topics: z.array(topic).min(1).optional(),
            sources: z.array(z.enum(SOURCES)).min(1).optional(),
            ids: z.array(id).min(1).optional(),
          }),
        ])
        .default("scored"),
      /** A sample of this many of the chosen items, stratified by dimension. */
      sample: z.int().min(1).optional(),
      /** The seed of the sample. */
      seed: z.int().default(SAMPLE_SEED),
      /** All six, of a short form one wording in both orders. */
      variants: z.array(z.enum(VARIANTS)).min(1).optional(),
      reading: z.enum(READINGS).default("default"),
    })
    .check(({ value: { items, sample }, issues }) => {
      if (items === "short" && sample !== undefined)
        issues.push({
          code: "custom",
          input: sample,
          path: ["sample"],
          message:
            "the short form is asked as a whole, because fewer items say too little; leave out one of the two",
        });
    });
}
