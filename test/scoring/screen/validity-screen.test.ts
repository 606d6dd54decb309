import { describe, expect, it } from "vitest";
import { portraitOf } from "../../../src/instrument/item.ts";
import { seededRandom } from "../../../src/lib/random.ts";
import { loadKey } from "../../../src/release/data.ts";
import { loadScreenReference } from "../../../src/release/released-screens.ts";
import type { Run } from "../../../src/runs/answer.ts";
import { runReliability } from "../../../src/scoring/reliability/run-reliability.ts";
import { reduceRun } from "../../../src/scoring/score/reduced-run.ts";
import { CHECKS, type CheckId, type Screen } from "../../../src/scoring/screen/screen.ts";
import { screenRun } from "../../../src/scoring/screen/validity-screen.ts";
import { completeRuns, madeUpRun, response } from "../../fixtures/answers.ts";
import { releasedRun } from "../../fixtures/released.ts";
import golden from "../../golden/screen.json" with { type: "json" };

const key = loadKey("released");
const reference = loadScreenReference("released");
const screen = (run: Run) => screenRun(reduceRun(run, key), reference, seededRandom(1));
const check = ({ checks }: Screen, id: CheckId) => checks.find((one) => one.id === id);
const items = [...new Set(completeRuns[0]?.responses.map(({ item }) => item))];
const only = (run: Run, wanted: (answer: Run["responses"][number]) => boolean) => ({
  ...run,
  responses: run.responses.filter(wanted),
});

describe("screenRun", () => {
  it.each(Object.entries(golden.models))("agrees with numpy on every value of %s", (model, values) => {
    const found = screen(releasedRun(model));
    for (const id of Object.keys(CHECKS) as CheckId[]) {
      const expected = Object.entries(values).find(([name]) => name === id)?.[1];
      const made = check(found, id);
      if (typeof expected === "number")
        expect(made?.kind === "judged" && made.value).toBeCloseTo(expected, 10);
      else if (expected === null) expect(made?.kind).toBe("open");
    }
  });

  it("gives the released models these verdicts", () => {
    const verdicts = Object.keys(golden.models).map((model) => screen(releasedRun(model)));
    const under = (verdict: Screen["verdict"]) =>
      verdicts.flatMap(({ subject, summary, ...one }) =>
        one.verdict === verdict ? [[subject, ...summary.split(": ").slice(1)].join(": ")] : [],
      );
    expect(under("do_not_interpret")).toMatchInlineSnapshot(`
      [
        "claude-3-5-haiku-20241022",
        "claude-3-haiku-20240307",
        "claude-3-sonnet-20240229",
        "gemini-flash-1.5-8b",
        "gpt-3.5-turbo",
        "llama-3.1-8b-instruct",
        "mistral-small",
        "mistral-tiny",
        "o1-mini-2024-09-12",
        "qwen-turbo",
      ]
    `);
    expect(under("with_caution")).toMatchInlineSnapshot(`
      [
        "chatgpt-4o-latest",
        "gpt-4o-mini-2024-07-18",
        "llama-3.1-70b-instruct",
        "mistral-large",
        "mistral-medium",
        "mistral-small-24b-instruct-2501",
      ]
    `);
    expect(under("interpretable")).toMatchInlineSnapshot(`
      [
        "claude-3-5-sonnet-20241022",
        "claude-3-opus-20240229",
        "claude-3.7-sonnet",
        "claude-3.7-sonnet:thinking",
        "deepseek-chat",
        "deepseek-r1",
        "gemini-2.0-flash-001",
        "gemini-2.0-flash-thinking-exp-01-21",
        "gemini-flash-1.5",
        "gpt-4o-2024-05-13",
        "gpt-4o-2024-08-06",
        "gpt-4o-2024-11-20",
        "grok-2-1212",
        "llama-3.1-405b-instruct",
        "o3-mini-2025-01-31",
        "qwen-max",
        "qwen-plus",
        "qwq-32b",
      ]
    `);
  });

  it("explains each check in one sentence", () => {
    const { checks, summary } = screen(releasedRun("o1-mini-2024-09-12"));
    expect([summary, ...checks.map(({ id, reason }) => `${id}: ${reason}`)]).toMatchInlineSnapshot(`
      [
        "Answers that follow the order of the options, answers that follow the wording of the prompt; caution also for a profile that changes with the prompt, answers unlike people's.",
        "planned: No planned answer is missing.",
        "usable: 3080 of 3120 answers hold a rating (98.7%).",
        "refusals: 33 of 3120 answers were declined.",
        "ambiguous: 0 of 3120 answers can be read in two ways.",
        "unlabelled: 0 of 3120 answers hold no label of the scale.",
        "errors: 7 of 3120 answers did not arrive.",
        "missing: At most 4.8% of a dimension's answers are unusable (Security), too few to matter.",
        "modal_share: Within a prompt 35% of the ratings are the same, most often 1 (not like me at all).",
        "spread: Ratings within a prompt have an SD of 1.95; 98.4% of human raters have a smaller one.",
        "mean_rating: The mean rating is 3.60, 0.44 points below human raters on the same items: 0.7 of their SDs.",
        "order: Reversing the options changes 71% of the answers and moves them by 1.86 points on average, 96% of chance.",
        "wording: The wording (options not reversed) changes the answer to 90% of items and moves it by 1.96 points on average, 101% of chance.",
        "repeats: No prompt was asked twice.",
        "agreement: Profiles under 6 prompts correlate 0.42 on average; the reliability of their mean is 0.80.",
        "consensus: One prompt's ratings correlate 0.14 with people's.",
        "dependability: 66% of the variance between the value scores is not error.",
        "precision: 10 of the 10 value scores are known to within 1 point (95% interval).",
      ]
    `);
  });

  it("holds one prompt's ratings against people's as it does six", () => {
    const model = releasedRun("gpt-4o-2024-05-13");
    const six = check(screen(model), "consensus");
    const one = check(screen(only(model, ({ variant }) => variant === "v1")), "consensus");
    expect([six?.kind, one?.kind]).toEqual(["judged", "judged"]);
    expect(
      Math.abs((six?.kind === "judged" ? six.value : 0) - (one?.kind === "judged" ? one.value : 1)),
    ).toBeLessThan(0.1);
  });

  it("stops who picks at random, be it under one prompt, and who gives a model's answers to other items", () => {
    const random = seededRandom(7);
    const picks = madeUpRun(() => String(1 + Math.floor(random() * 6)));
    const once = screen(only(picks, ({ variant }) => variant === "v1"));
    expect(check(once, "consensus")).toMatchObject({ kind: "judged", verdict: "do_not_interpret" });
    const model = releasedRun("gpt-4o-2024-05-13");
    const moved = new Map(items.map((item, index) => [item, items[(index + 35) % items.length] ?? item]));
    const turned = {
      ...model,
      responses: model.responses.map((one) => ({ ...one, item: moved.get(one.item) ?? one.item })),
    };
    expect(screen(turned).verdict).toBe("do_not_interpret");
  });

  it("has the same dependability as the run's reliability", () => {
    const reduced = reduceRun(releasedRun("qwen-turbo"), key);
    expect(check(screen(reduced.run), "dependability")).toMatchObject({
      value: runReliability(reduced).dependability.samePrompts,
      verdict: "do_not_interpret",
      reason: "The value scores differ no more than by error.",
    });
  });

  it("does not pass forty items for a profile", () => {
    const asked = new Set(items.filter((_, index) => index % 13 === 0));
    const few = screen(only(releasedRun("gpt-4o-2024-05-13"), ({ item }) => asked.has(item)));
    expect(asked.size).toBe(40);
    expect(check(few, "precision")).toMatchObject({ kind: "judged", verdict: "do_not_interpret" });
    expect(check(few, "consensus")).toMatchObject({ kind: "open" });
  });

  it("places a value among the released models", () => {
    const haiku = check(screen(releasedRun("claude-3-5-haiku-20241022")), "modal_share");
    expect(haiku).toMatchObject({ kind: "judged", place: { lower: 32, of: 33 } });
  });

  it("leaves open what one prompt does not show, and then warns at best", () => {
    const run = only(releasedRun("gpt-4o-2024-05-13"), ({ variant }) => variant === "v1");
    const found = screen(run);
    expect(found.checks.filter(({ kind }) => kind === "open").map(({ id }) => id)).toEqual([
      "order",
      "wording",
      "repeats",
      "agreement",
    ]);
    expect(found.verdict).toBe("with_caution");
    expect(found.summary).toMatchInlineSnapshot(`"Not examined: reversed options, agreement of prompts."`);
  });

  it("does not judge style by a handful of items", () => {
    const found = screen(only(releasedRun("gpt-4o-2024-05-13"), ({ item }) => portraitOf(item) < 1010));
    expect(check(found, "modal_share")).toMatchInlineSnapshot(`
      {
        "id": "modal_share",
        "kind": "open",
        "label": "straight-lining",
        "reason": "Only 20 items have a rating; it takes 21 to tell.",
        "unit": "share",
      }
    `);
    expect(check(found, "usable")).toMatchObject({ kind: "judged", verdict: "interpretable" });
  });

  it.each([
    [6, undefined],
    [7, "with_caution"],
    [11, "do_not_interpret"],
    [12, "do_not_interpret"],
    [20, "do_not_interpret"],
    [21, "do_not_interpret"],
  ])("judges one answer to %i items by what chance gives: %s", (size, verdict) => {
    const asked = new Set(key.items.Power.slice(0, size).map(({ item }) => item));
    const found = screen(
      only(
        madeUpRun(() => "3"),
        ({ item }) => asked.has(item),
      ),
    );
    const alike = check(found, "modal_share");
    if (verdict === undefined) expect(alike?.kind).toBe("open");
    else expect(alike).toMatchObject({ kind: "judged", value: 1, verdict });
    if (size === 12)
      expect([found.summary, alike?.reason]).toMatchInlineSnapshot(`
        [
          "One answer to most items; not examined: reversed options, agreement of prompts.",
          "Within a prompt 100% of the ratings are the same, most often 3 (a little like me); of people's ratings of 12 items 0.1% are as much alike.",
        ]
      `);
    if (verdict === "do_not_interpret") expect(found.verdict).toBe(verdict);
  });

  it("takes two answers for straight-lining where it is one within each prompt", () => {
    const asked = new Set(key.items.Power.slice(0, 12).map(({ item }) => item));
    const second = madeUpRun((_, variant) => (variant.endsWith("reversed") ? "5" : "2"));
    const found = screen(only(second, ({ item }) => asked.has(item)));
    expect(check(found, "modal_share")).toMatchObject({ kind: "judged", verdict: "do_not_interpret" });
  });

  it("has nothing to say about a run without answers, and stops one without ratings", () => {
    const empty = screen({ subject: "empty", responses: [] });
    expect(empty.checks.map(({ kind }) => kind)).toEqual(Object.keys(CHECKS).map(() => "open"));
    expect(empty.verdict).toBe("do_not_interpret");
    const declined = screen(madeUpRun(() => "r"));
    expect(declined.verdict).toBe("do_not_interpret");
    expect(declined.summary).toMatchInlineSnapshot(
      `"Many answers without a rating, many refusals; not examined: straight-lining, reversed options, agreement of prompts."`,
    );
  });

  it("stops a straight-liner whose profile no prompt contradicts", () => {
    expect(screen(madeUpRun(() => "4")).verdict).toBe("do_not_interpret");
  });

  it("judges repetitions where there are some", () => {
    const run = releasedRun("gpt-4o-2024-05-13");
    const again = run.responses.map((one) => ({ ...one, repeat: 1 }));
    expect(check(screen({ ...run, responses: [...run.responses, ...again] }), "repeats")).toMatchObject({
      kind: "judged",
      value: 0,
      place: undefined,
      verdict: "interpretable",
    });
  });

  it("reports the dimension in which unusable answers are concentrated", () => {
    const run = releasedRun("gpt-4o-2024-05-13");
    const power = new Set(key.items.Power.map(({ item }) => portraitOf(item)));
    const refusing = run.responses.map((one) =>
      power.has(portraitOf(one.item)) && one.variant.startsWith("v1")
        ? response(one.item, one.variant, "r")
        : one,
    );
    const found = check(screen({ ...run, responses: refusing }), "missing");
    expect(found).toMatchObject({ kind: "judged", verdict: "do_not_interpret" });
    expect(found?.reason).toMatchInlineSnapshot(
      `"33.3% of the answers to Power items are unusable against 11.8% elsewhere (adjusted p = .019), so its score is about a selection of them."`,
    );
  });

  it("takes less than 200 ms", { tags: "slow" }, () => {
    const run = releasedRun("llama-3.1-8b-instruct");
    const times = [1, 2, 3, 4].map(() => {
      const start = performance.now();
      screen(run);
      return performance.now() - start;
    });
    expect(Math.min(...times)).toBeLessThan(200);
  });
});
