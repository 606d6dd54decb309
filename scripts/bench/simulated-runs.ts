/** Runs drawn from released models, asked again or changed, for the simulations of the gate. */
import { type Dimension, VALUES } from "../../src/instrument/dimensions.ts";
import type { ItemId } from "../../src/instrument/item.ts";
import type { Rating } from "../../src/instrument/scale.ts";
import { countBy, groupBy } from "../../src/lib/group-by.ts";
import type { Random } from "../../src/lib/random.ts";
import { loadKey } from "../../src/release/data.ts";
import { completeRuns } from "../../src/release/reference.ts";
import type { Response, Run } from "../../src/runs/answer.ts";
import { scoreWeights } from "../../src/scoring/drift/score-weights.ts";

export const KEY = loadKey("released");

/** The complete released models, their rated answers only. */
export const MODELS: readonly Run[] = completeRuns().map((run) => ({
  ...run,
  responses: run.responses.filter(({ answer }) => answer.kind === "rating"),
}));

/** A model asked several times, answers moving a step with probability `noise`: inwards at the ends of the scale. */
export function asked(run: Run, noise: number, repeats: number, random: Random): Run {
  const again = (repeat: number) =>
    run.responses.map((response): Response => {
      const rating = ratingOf(response);
      if (random() >= noise) return rated(response, rating, repeat);
      const step = random() < 0.5 ? -1 : 1;
      return rated(response, rating + step < 1 || rating + step > 6 ? rating - step : rating + step, repeat);
    });
  return { ...run, responses: Array.from({ length: repeats }, (_, repeat) => again(repeat)).flat() };
}

/** A rerun in which each answer is one of those that the model gave to the item under any prompt. */
export function redrawn(run: Run, random: Random): Run {
  const byItem = groupBy(run.responses, ({ item }) => item);
  const responses = run.responses.map((response) => {
    const answers = byItem.get(response.item) ?? [response];
    return { ...response, answer: (answers[Math.floor(random() * answers.length)] ?? response).answer };
  });
  return { ...run, responses };
}

/**
 * A model whose answers moved by a step each at random places, until its true scores moved by a root mean square of `by`
 * along `direction`.
 * @param direction how far each value is to move, relative to the others
 * @returns undefined when there is no room on the scale
 */
export function changed(
  run: Run,
  direction: ReadonlyMap<Dimension, number>,
  by: number,
  noise: number,
  random: Random,
): Run | undefined {
  const dimensions = [...direction.keys()];
  const items = [...new Set(run.responses.map(({ item }) => item))].sort();
  const weights = new Map(
    dimensions.map((dimension) => [dimension, scoreWeights(KEY, dimension, items) ?? new Float64Array()]),
  );
  const placeOf = new Map(items.map((item, place) => [item, place]));
  const weight = (dimension: Dimension, item: ItemId) =>
    weights.get(dimension)?.[placeOf.get(item) ?? -1] ?? 0;
  const counts = countBy(run.responses.map(({ item }) => item));
  const scale = by / rootMeanSquare([...direction.values()]);
  const left = new Map(dimensions.map((dimension) => [dimension, (direction.get(dimension) ?? 0) * scale]));
  const moved = new Map(dimensions.map((dimension) => [dimension, 0]));
  const responses = [...run.responses];
  for (const place of shuffled(responses.length, random)) {
    const response = responses[place];
    if (response === undefined) continue;
    if (rootMeanSquare([...moved.values()]) >= by) break;
    const rating = ratingOf(response);
    const pull = dimensions.reduce((sum, one) => sum + weight(one, response.item) * (left.get(one) ?? 0), 0);
    const next = rating + Math.sign(pull);
    if (pull === 0 || next < 1 || next > 6) continue;
    const step = (expected(next, noise) - expected(rating, noise)) / (counts.get(response.item) ?? 1);
    const gains = dimensions.map((one) => [one, step * weight(one, response.item)] as const);
    // A step that leads away in other values than it leads on is not taken.
    const before = dimensions.reduce((sum, one) => sum + (left.get(one) ?? 0) ** 2, 0);
    const after = gains.reduce((sum, [one, gain]) => sum + ((left.get(one) ?? 0) - gain) ** 2, 0);
    if (after >= before) continue;
    for (const [one, gain] of gains) {
      moved.set(one, (moved.get(one) ?? 0) + gain);
      left.set(one, (left.get(one) ?? 0) - gain);
    }
    responses[place] = rated(response, next, response.repeat);
  }
  return rootMeanSquare([...moved.values()]) >= by ? { ...run, responses } : undefined;
}

/** A model of which one value, the first with room from the given place on, is up by `by`. */
export function oneValueMoved(run: Run, first: number, by: number, noise: number, random: Random): Run {
  for (let next = 0; next < VALUES.length; next += 1) {
    const value = VALUES[(first + next) % VALUES.length];
    const moved = value && changed(run, new Map([[value, 1]]), by, noise, random);
    if (moved !== undefined) return moved;
  }
  throw new Error(`${run.subject} has no room on the scale`);
}

/** The mean of what an answer is when asked again. */
function expected(rating: number, noise: number): number {
  if (rating === 1) return rating + noise;
  return rating === 6 ? rating - noise : rating;
}

function ratingOf({ answer }: Response): number {
  return answer.kind === "rating" ? answer.rating : Number.NaN; // MODELS has rated answers only
}

function rated(response: Response, rating: number, repeat: number): Response {
  return { ...response, repeat, answer: { kind: "rating", rating: rating as Rating } }; // kept within 1 to 6
}

function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}

/** The numbers below `count` in random order. */
function shuffled(count: number, random: Random): number[] {
  const order = Array.from({ length: count }, (_, index) => ({ index, key: random() }));
  return order.sort((one, other) => one.key - other.key).map(({ index }) => index);
}
