import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { parseRating } from "../../src/assertions/parse-rating.ts";

/** Answers from the field that lie beside the checkout of the authors' repository, where somebody has put them. */
const checkout = process.env["VALUE_PORTRAIT_UPSTREAM"] ?? "";
const file = join(checkout, "..", "..", "field-cases", "reading.json");
const isThere = checkout !== "" && existsSync(file);

const casesSchema = z.array(z.object({ id: z.string(), text: z.string(), want: z.array(z.string()).min(1) }));

it.skipIf(!isThere)(
  `answers from the field get a reading that a careful person would record${isThere ? "" : " (skipped: no such file beside VALUE_PORTRAIT_UPSTREAM)"}`,
  () => {
    const cases = casesSchema.parse(JSON.parse(readFileSync(file, "utf8")));
    expect(cases.length).toBeGreaterThan(0);
    const unwanted = cases.flatMap(({ id, text, want }) => {
      const { answer } = parseRating(text);
      const reading = answer.kind === "rating" ? String(answer.rating) : answer.kind;
      return want.includes(reading) ? [] : [{ id, text, want, reading }];
    });
    expect(unwanted).toEqual([]);
  },
);
