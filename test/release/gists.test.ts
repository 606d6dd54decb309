import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { loadItems } from "../../src/release/data.ts";
import { NEEDS_UPSTREAM, UPSTREAM } from "../fixtures/upstream.ts";

const MAX_QUERY_WORDS = 12;
const MAX_RESPONSE_WORDS = 14;
const MAX_SHARED_RUN = 8;

const items = loadItems();
const queries = [...new Set(items.map(({ query }) => query))];
const gists = [...queries.map(({ gist }) => gist), ...items.map(({ gist }) => gist)];

describe("gists", () => {
  test("there is one for each of the 104 queries and 520 responses", () => {
    expect(queries).toHaveLength(104);
    expect(gists).toHaveLength(624);
    for (const gist of gists) expect(gist).toMatch(/^[A-Z0-9].*[^.\s]$/);
  });

  test("are short", () => {
    const count = (gist: string) => gist.split(/\s+/).length;
    for (const { gist } of queries) expect(count(gist), gist).toBeLessThanOrEqual(MAX_QUERY_WORDS);
    for (const { gist } of items) expect(count(gist), gist).toBeLessThanOrEqual(MAX_RESPONSE_WORDS);
  });

  test("are unique", () => {
    const folded = gists.map((gist) => gist.toLowerCase());
    expect(folded.filter((gist, index) => folded.indexOf(gist) !== index)).toEqual([]);
  });

  test.skipIf(UPSTREAM === undefined)(`share no run of eight words with the texts${NEEDS_UPSTREAM}`, () => {
    const schema = z.array(
      z.object({
        content: z.object({ title: z.string().nullable(), text: z.string() }),
        outputs: z.array(z.object({ content: z.string() })),
      }),
    );
    const file = path.join(UPSTREAM ?? "", "lm_evaluation/data/Phase1_total.json");
    const texts = schema
      .parse(JSON.parse(readFileSync(file, "utf8")))
      .flatMap(({ content, outputs }) => [
        `${content.title ?? ""} ${content.text}`,
        ...outputs.map((output) => output.content),
      ]);
    const known = new Set(texts.flatMap(wordRuns));
    expect(known.size).toBeGreaterThan(20_000);
    expect(gists.filter((gist) => wordRuns(gist).some((run) => known.has(run)))).toEqual([]);
  });
});

/** All runs of eight words, without case and punctuation. */
function wordRuns(text: string): string[] {
  const words = text.toLowerCase().match(/[a-z0-9']+/g) ?? [];
  return words
    .slice(MAX_SHARED_RUN - 1)
    .map((_, start) => words.slice(start, start + MAX_SHARED_RUN).join(" "));
}
