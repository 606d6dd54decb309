import fc from "fast-check";
import { expect, test } from "vitest";
import { quoted } from "../../src/lib/quoted.ts";
import { shortened, visibleLine } from "../../src/lib/visible-text.ts";
import { ACTS, hostileLabel } from "../fixtures/hostile-labels.ts";

test.each([
  [
    "fillers and other characters without a form",
    "a\u3164\u115f\u034f\u{e0041}b",
    "a\\u{3164}\\u{115f}\\u{34f}\\u{e0041}b",
  ],
  ["rows of selectors, but not one", "\u2764\ufe0f\ufe01\u{e0100}", "\u2764\ufe0f\\u{fe01}\\u{e0100}"],
  [
    "rows of joiners, but not one",
    "👩\u200d🚀 a\u200d\u200c\u200db",
    "👩\u200d🚀 a\u200d\\u{200c}\\u{200d}b",
  ],
])("writes out %s", (_, text, visible) => {
  expect(visibleLine(text)).toBe(visible);
});

test("a shortened text has at most so many characters, all of them whole", () => {
  expect(shortened("👩👩👩👩", 3)).toBe("👩👩…");
  expect(shortened("👩👩👩", 3)).toBe("👩👩👩");
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 40 }),
      fc.integer({ min: 1, max: 20 }),
      (text, most) => {
        const short = shortened(text, most);
        expect([...short].length).toBeLessThanOrEqual(most);
        expect(short === text || (short.endsWith("…") && text.startsWith(short.slice(0, -1)))).toBe(true);
      },
    ),
  );
});

test("a quotation is short and harmless, whatever is quoted", () => {
  fc.assert(
    fc.property(fc.oneof(hostileLabel, fc.anything()), (value) => {
      expect(quoted(value)).not.toMatch(ACTS);
      expect([...quoted(value)].length).toBeLessThanOrEqual(61);
    }),
  );
});
