/** The released models by name: found, or told in one sentence why not. */
import { InputError } from "../lib/input-error.ts";
import { nearest } from "../lib/nearest.ts";
import { quoted } from "../lib/quoted.ts";
import { loadPublishedFigures, loadReleasedModels } from "./data.ts";
import { PUBLISHED_PREFIX, type ReleasedModel, type ScoreFigures } from "./released-model.ts";

/**
 * The released model of a name, with or without "published:".
 * @throws {InputError} there is none; the message names the nearest
 * @example
 * findReleased("published:qwen-max").developer; // => "qwen"
 */
export function findReleased(name: string): ReleasedModel {
  const found = releasedModel(name);
  if (found === undefined) throw new InputError(noReleasedModel(name));
  return found;
}

/** `findReleased`; undefined when there is no such model. */
export function releasedModel(name: string): ReleasedModel | undefined {
  const wanted = withoutPrefix(name);
  return loadReleasedModels().find(({ model }) => model === wanted);
}

/**
 * Says that there is no such released model, and which come nearest.
 * @param names those to choose from; default all
 * @param which what they have in common, when they are not all
 * @example
 * noReleasedModel("gpt4o"); // => 'no released model "gpt4o". Nearest: chatgpt-4o-latest, …'
 */
export function noReleasedModel(
  name: string,
  names: readonly string[] = loadReleasedModels().map(({ model }) => model),
  which = "",
): string {
  return `no released model ${quoted(name)}${which}. Nearest: ${nearest(withoutPrefix(name), names).join(", ")}`;
}

/** The published figures of the model that a label says it replays; undefined when there are none. */
export function figuresOf(label: string): ScoreFigures | undefined {
  if (!label.startsWith(PUBLISHED_PREFIX)) return undefined;
  const { scores } = loadPublishedFigures();
  const model = withoutPrefix(label);
  // A label is anyone's, and "constructor" is no model.
  return Object.hasOwn(scores, model) ? scores[model] : undefined;
}

/**
 * A model's name as the release spells it, from the label of the provider that replays it.
 * @example
 * withoutPrefix("published:qwen-max"); // => "qwen-max"
 */
export function withoutPrefix(label: string): string {
  return label.startsWith(PUBLISHED_PREFIX) ? label.slice(PUBLISHED_PREFIX.length) : label;
}
