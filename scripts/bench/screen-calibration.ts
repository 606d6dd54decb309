/**
 * How often the validity screen stops answers that can be interpreted, and how often it lets answers through that say
 * nothing: the released models, reruns of those that pass, and made-up responders.
 *
 *   npx tsx scripts/bench/screen-calibration.ts [runs of each kind] [seed]
 */
import process from "node:process";
import { isRating, type Rating } from "../../src/instrument/scale.ts";
import type { Variant } from "../../src/instrument/variant.ts";
import { type Random, seededRandom } from "../../src/lib/random.ts";
import { completeRuns, loadReference } from "../../src/release/reference.ts";
import type { Response, Run } from "../../src/runs/answer.ts";
import { reduceRun } from "../../src/scoring/score/reduced-run.ts";
import { SCREEN_VERDICTS, type ScreenVerdict } from "../../src/scoring/screen/screen.ts";
import { screenRun } from "../../src/scoring/screen/validity-screen.ts";

type Responder = {
  readonly name: string;
  /** Whether the answers say something of values: to stop these is an error, to let the others through is one too. */
  readonly honest: boolean | undefined;
  readonly runs: (random: Random) => Run;
};

const runs = Number(process.argv[2] ?? 100);
const random = seededRandom(Number(process.argv[3] ?? 1));
const reference = loadReference("released");
const models = completeRuns();
const verdictOf = (run: Run): ScreenVerdict =>
  screenRun(reduceRun(run, reference.key), reference.screen, random).verdict;
const passing = models.filter((run) => verdictOf(run) === "interpretable");

const clamp = (rating: number): Rating => {
  const bounded = Math.min(6, Math.max(1, Math.round(rating)));
  return isRating(bounded) ? bounded : 1;
};
const pick = <T>(things: readonly T[], from: Random): T => things[Math.floor(from() * things.length)] as T;

/** A run whose ratings are made anew from those of a passing model. */
function changed(from: Random, change: (rating: Rating, response: Response) => number): Run {
  const run = pick(passing, from);
  return {
    ...run,
    responses: run.responses.map((response) =>
      response.answer.kind === "rating"
        ? { ...response, answer: { kind: "rating", rating: clamp(change(response.answer.rating, response)) } }
        : response,
    ),
  };
}

const noisy = (share: number) => (from: Random) =>
  changed(from, (rating) => (from() < share ? rating + (from() < 0.5 ? 1 : -1) : rating));

/** One rating for each item, whatever the prompt. */
function byItem(from: Random, draw: () => number): Run {
  const drawn = new Map<string, number>();
  return changed(from, (_, { item }) => {
    const rating = drawn.get(item) ?? draw();
    drawn.set(item, rating);
    return rating;
  });
}

/** The ratings of a model, each item's under another item. */
function shuffled(from: Random): Run {
  const run = pick(passing, from);
  const items = [...new Set(run.responses.map(({ item }) => item))];
  const order = items.map((item) => [from(), item] as const).sort(([one], [other]) => one - other);
  const moved = new Map(items.map((item, index) => [item, order[index]?.[1] ?? item]));
  return {
    ...run,
    responses: run.responses.map((response) => ({
      ...response,
      item: moved.get(response.item) ?? response.item,
    })),
  };
}

const once = (run: Run): Run => ({
  ...run,
  responses: run.responses.filter(({ variant }) => variant === "v1"),
});
const position = (place: number, variant: Variant) => (variant.endsWith("reversed") ? place : 7 - place);
const RESPONDERS: readonly Responder[] = [
  { name: "a passing model, asked again", honest: true, runs: noisy(0) },
  { name: "  10% of its answers a step off", honest: true, runs: noisy(0.1) },
  { name: "  20%", honest: true, runs: noisy(0.2) },
  { name: "  40%", honest: true, runs: noisy(0.4) },
  {
    name: "  every answer a point lower",
    honest: true,
    runs: (from) => changed(from, (rating) => rating - 1),
  },
  {
    name: "  every answer at an end of the scale",
    honest: true,
    runs: (from) => changed(from, (rating) => (rating > 3 ? 6 : 1)),
  },
  { name: "  one prompt only", honest: true, runs: (from) => once(noisy(0)(from)) },
  { name: "copies another model's answers", honest: undefined, runs: noisy(0) },
  { name: "  under other items", honest: false, runs: shuffled },
  {
    name: "one label throughout",
    honest: false,
    runs: (from) => {
      const label = 1 + Math.floor(from() * 6);
      return changed(from, () => label);
    },
  },
  {
    name: "one place in the list throughout",
    honest: false,
    runs: (from) => {
      const place = 1 + Math.floor(from() * 6);
      return changed(from, (_, { variant }) => position(place, variant));
    },
  },
  {
    name: "any label at random",
    honest: false,
    runs: (from) => changed(from, () => 1 + Math.floor(from() * 6)),
  },
  {
    name: "  one prompt only",
    honest: false,
    runs: (from) => once(changed(from, () => 1 + Math.floor(from() * 6))),
  },
  {
    name: "any label at random, the same under all prompts",
    honest: false,
    runs: (from) => byItem(from, () => 1 + Math.floor(from() * 6)),
  },
  {
    name: "acquiescent: 5 or 6 at random, the same under all prompts",
    honest: false,
    runs: (from) => byItem(from, () => 5 + Math.floor(from() * 2)),
  },
  {
    name: "extreme: 1 or 6 at random, the same under all prompts",
    honest: false,
    runs: (from) => byItem(from, () => (from() < 0.5 ? 1 : 6)),
  },
  {
    name: "alternating 1 and 6",
    honest: false,
    runs: (from) => {
      let count = 0;
      return byItem(from, () => (++count % 2 === 0 ? 6 : 1));
    },
  },
];

const share = (count: number, of: number) => (count / of).toFixed(2);
const rows = RESPONDERS.map(({ name, honest, runs: make }) => {
  const verdicts = Array.from({ length: runs }, () => verdictOf(make(random)));
  const counts = SCREEN_VERDICTS.map((verdict) => verdicts.filter((one) => one === verdict).length);
  const [passed = 0, , stopped = 0] = counts;
  const error = honest === undefined ? "" : honest ? share(stopped, runs) : share(passed, runs);
  const kind = honest === undefined ? "cannot be seen" : honest ? "false stops" : "misses";
  return [name, ...counts.map((count) => share(count, runs)), `${kind} ${error}`];
});
const released = models.map(verdictOf);
const counted = SCREEN_VERDICTS.map((verdict) => released.filter((one) => one === verdict).length);
const head = ["responder", ...SCREEN_VERDICTS.map((verdict) => verdict.replaceAll("_", " ")), "errors"];
const all = [[`the ${models.length} released models (counts)`, ...counted.map(String), ""], ...rows];
process.stdout.write(
  `${[head, head.map(() => "---"), ...all].map((row) => `| ${row.join(" | ")} |`).join("\n")}\n`,
);
