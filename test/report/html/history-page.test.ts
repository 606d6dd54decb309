import { describe, expect, test } from "vitest";
import { historyPage } from "../../../src/report/html/history-page.ts";
import type { HistoryVerdict, ScreenedHistory } from "../../../src/scoring/analysis/screened-history.ts";

const HOSTILE = `"><script>alert(1)</script>'&amp; <img src=x onerror=alert(2)>`;

const step = (day: number, evidence: number) => ({
  id: `run-${day}.json`,
  created: `2026-11-0${day}T03:00:00.000Z`,
  fingerprint: "",
  p: 0.5,
  e: 1,
  evidence,
});
const steps = [step(1, 1), step(2, 0.5), step(3, 30)];
const drifted: ScreenedHistory = {
  outcome: "drifted",
  summary: "The evidence of a change reached 20.",
  history: {
    outcome: "alarm",
    dimensions: ["Power", "Hedonism"],
    steps,
    alarm: steps[2],
    lines: [
      {
        dimension: "Power",
        scores: [0, 0.5, -0.5],
        errors: [0.1, 0.1, 0.1],
        band: { lower: -0.2, upper: 0.2 },
      },
      { dimension: "Hedonism", scores: [1, 1, 1], errors: [0, 0.1, 0.1], band: { lower: 0.9, upper: 1.1 } },
    ],
    items: 317,
  },
  watches: [],
  screen: undefined,
  leftOut: [],
};
const page = (subject: string, history: ScreenedHistory = drifted, notes: readonly string[] = []) =>
  historyPage(subject, history, notes, { key: "released", version: "0.0.0" });
const marks = (text: string) =>
  [...text.matchAll(/<svg class="(run[^"]*)"[^>]*><title>([^<]*)<\/title>/g)].map(([, kind, title]) => [
    title,
    kind,
  ]);

describe("the page of a history", () => {
  test("draws each run once in every chart, and away from its band or over the alarm in another shape", () => {
    expect(marks(page("a"))).toEqual([
      ["2026-11-01 03:00, run-1.json: evidence 1.00", "run"],
      ["2026-11-02 03:00, run-2.json: evidence 0.50", "run"],
      ["2026-11-03 03:00, run-3.json: evidence 30.00", "run away"],
      ["2026-11-01 03:00, run-1.json: 0.00 [−0.20, +0.20]", "run"],
      ["2026-11-02 03:00, run-2.json: +0.50 [+0.30, +0.70]", "run away"],
      ["2026-11-03 03:00, run-3.json: −0.50 [−0.70, −0.30]", "run away"],
      ["2026-11-01 03:00, run-1.json: +1.00 ", "run"],
      ["2026-11-02 03:00, run-2.json: +1.00 [+0.80, +1.20]", "run"],
      ["2026-11-03 03:00, run-3.json: +1.00 [+0.80, +1.20]", "run"],
    ]);
    expect(page("a").match(/class="interval"/g)).toHaveLength(5);
    expect(page("a").match(/transform="rotate\(180\)"/g)).toHaveLength(1);
  });

  test("has every figure of the drawings in tables, with words for what shapes and colours say", () => {
    const text = page("a");
    expect(text).toContain('<td>30.00 <b class="real">alarm</b></td>');
    expect(text).toContain(
      '<td>−0.50 <span class="bounds">[−0.70, −0.30]</span> <b class="real">below</b></td>',
    );
    expect(text).toContain("Outside their band: 2 of 6");
  });

  test.each(["quiet", "drifted", "inconclusive", "refused"] satisfies HistoryVerdict[])(
    "says %s in words",
    (outcome) => {
      const word = outcome.charAt(0).toUpperCase() + outcome.slice(1);
      expect(page("a", { ...drifted, outcome })).toContain(`</span> ${word}</span> The evidence`);
    },
  );

  test("has no chart of scores before the second run, and none at all without a run", () => {
    const { history } = drifted;
    const open = { ...history, outcome: "open", alarm: undefined, lines: [] } as const;
    const first = page("a", { ...drifted, history: { ...open, steps: steps.slice(0, 1) } });
    expect(marks(first)).toHaveLength(1);
    expect(first).not.toContain("NaN");
    expect(marks(page("a", { ...drifted, history: { ...open, steps: [] } }))).toEqual([]);
  });

  test("draws evidence that is next to nothing at the bottom", () => {
    const tiny = [step(1, 1), step(2, 1e-300), step(3, 0)];
    const text = page("a", { ...drifted, history: { ...drifted.history, steps: tiny } });
    expect(text).not.toMatch(/NaN|Infinity/);
  });

  test("escapes names, ids and notes, and has no script", () => {
    const named = steps.map((one) => ({ ...one, id: HOSTILE }));
    const text = page(HOSTILE, { ...drifted, history: { ...drifted.history, steps: named } }, [HOSTILE]);
    expect(text).not.toMatch(/<script|<img/);
  });
});
