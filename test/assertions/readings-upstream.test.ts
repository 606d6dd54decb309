/** @module-tag slow */
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import {
  agreement,
  differencesTable,
  type RawAnswer,
  readRawAnswers,
  wordingsTable,
} from "../../scripts/compare-readings.ts";
import { parseRating } from "../../src/assertions/parse-rating.ts";
import { parseReleasedRating } from "../../src/assertions/parse-rating-released.ts";
import { LABELS, RATINGS } from "../../src/instrument/scale.ts";
import { CLOSED_FRAMES, CLOSING_ONLY } from "../fixtures/reasoning-frames.ts";

const checkout = process.env["VALUE_PORTRAIT_UPSTREAM"];
const title = "the raw answers of five models in the authors' repository";

describe.skipIf(!checkout)(
  checkout ? title : `${title} (skipped: VALUE_PORTRAIT_UPSTREAM is not set)`,
  () => {
    let answers: readonly RawAnswer[];
    beforeAll(() => {
      answers = readRawAnswers(checkout ?? "");
    });

    it("are 15,600, of which 15,500 have a published rating", () => {
      expect(answers).toHaveLength(15_600);
      expect(answers.filter(({ published }) => published !== undefined)).toHaveLength(15_500);
    });

    it("give every published rating, and none where none was published, under the released reading", () => {
      const wrong = answers.filter(({ text, published }) => {
        const { answer } = parseReleasedRating(text);
        return (answer.kind === "rating" ? answer.rating : undefined) !== published;
      });
      expect(wrong).toEqual([]);
    });

    it("give no rating under the default reading where none was published", () => {
      const rated = answers.filter(
        ({ text, published }) => published === undefined && parseRating(text).answer.kind === "rating",
      );
      expect(rated).toEqual([]);
    });

    it("are read as they are behind any reasoning, and give no number as reasoning that was cut off", () => {
      const frames = [...CLOSED_FRAMES, ...CLOSING_ONLY];
      const changed = answers.flatMap(({ text }, index) => {
        const frame = frames[index % frames.length];
        const trace = answers[(index * 7919 + 13) % answers.length]?.text;
        if (frame === undefined || trace === undefined || text.trim() === "") return [];
        const framed = parseRating(frame.around(trace) + (frame.gap ?? "") + text).answer;
        const cut = frame.opening === "" ? undefined : parseRating(frame.opening + text).answer;
        // An unsigned block of Anthropic's may end at any blank line.
        const isCutRead = cut?.kind === "rating" && frame.opening !== "Thinking: ";
        return isCutRead || !isDeepStrictEqual(framed, parseRating(text).answer)
          ? [{ frame, trace, text }]
          : [];
      });
      expect(changed).toEqual([]);
    });

    it("that name one label would be read alike with any other in its place", () => {
      const label = /(?:very much |somewhat |a little |not )?like me(?: at all)?/gi;
      const unalike = [...new Set(answers.map(({ text }) => text))].filter((text) => {
        const named = new Set([...text.matchAll(label)].map(([words]) => words.toLowerCase()));
        if (named.size !== 1) return false;
        const kinds = RATINGS.map((rating) => {
          const { answer } = parseRating(text.replace(label, LABELS[rating]));
          return answer.kind === "rating" && answer.rating === rating ? "right" : answer.kind;
        });
        return new Set(kinds).size > 1;
      });
      expect(unalike).toEqual([]);
    });

    it("hold the label at the span of every rating", () => {
      const apart = answers.filter(({ text }) => {
        const { answer, span } = parseRating(text);
        return (
          answer.kind === "rating" && (!span || parseRating(text.slice(...span)).answer.kind !== "rating")
        );
      });
      expect(apart).toEqual([]);
    });

    it("are counted in the documentation as they are", () => {
      const doc = readFileSync(new URL("../../docs/READING-ANSWERS.md", import.meta.url), "utf8");
      expect(doc).toContain(agreement(answers));
      expect(doc).toContain(differencesTable(answers));
      expect(doc).toContain(wordingsTable(answers));
    });
  },
);
