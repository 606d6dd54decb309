/** Profiles that are of no single respondent's answers: people, averages of models, and models without public answers. */
import type { Value } from "../instrument/dimensions.ts";
import type { ItemId } from "../instrument/item.ts";
import { once } from "../lib/memo.ts";
import type { ModelGroup } from "../release/averages.ts";
import { releasedScreen } from "../release/released-screens.ts";
import type { ItemValues } from "../scoring/score/item-ratings.ts";
import { slugOf } from "./profile-names.ts";
import type { ProfileEntry } from "./profiles.ts";

export const HUMAN_ID = "human/raters";

/** People: each item's rating is the mean over its raters. */
export function humanEntry(
  items: readonly { readonly id: ItemId; readonly human: { readonly mean: number } }[],
  raters: number,
): ProfileEntry {
  const values = new Map(items.map(({ id, human }) => [id, human.mean]));
  return {
    id: HUMAN_ID,
    kind: "human",
    name: "people who rated the same items",
    names: ["people who rated the same items"],
    aliases: ["human", "humans", "people", "raters", "human raters", "human-reference"],
    time: undefined,
    origin: `${raters} raters, each of 40 or 80 items`,
    run: undefined,
    stamp: "released",
    isScored: () => true,
    notes: [],
    unscreened: {
      verdict: "reference",
      text: "Means of many people's ratings of the same items; not their questionnaire scores.",
      answers: () => `${values.size} items rated`,
    },
    summary: () => ({ values, counts: undefined, partial: new Set() }),
  };
}

/**
 * The averages of groups of released models: each item's rating is the mean over the members, of the items that all of
 * them rated, so that a score is the mean of their scores. Developers' averages are over the members that may be
 * interpreted, because the others' scores are near 0 whatever their values are; the published one is over all.
 * @param models the released models' entries
 */
export function averageEntries(
  groups: readonly ModelGroup[],
  models: readonly ProfileEntry[],
): ProfileEntry[] {
  return groups.map(({ id, members }): ProfileEntry => {
    const isPublished = id === "gpt";
    const isBad = (model: string) => releasedScreen(model).verdict === "do_not_interpret";
    const taken = members.map(({ model }) => model).filter((model) => isPublished || !isBad(model));
    const bad = members.filter(({ model }) => isBad(model)).length;
    const left = isPublished
      ? `, as published: ${bad} of them not to be interpreted`
      : `, ${bad} left out: not to be interpreted`;
    const values = once(() =>
      meanValues(models.filter(({ name }) => taken.includes(name)).map((model) => model.summary().values)),
    );
    const name = isPublished ? "published average of GPT models that do not reason" : `average of ${id}`;
    return {
      id: `average/${id}`,
      kind: "average",
      name,
      names: [name],
      aliases: [`${id} average`, `${id} mean`, `mean of ${id}`, `${id} on average`],
      time: undefined,
      origin: `mean of ${counted(taken.length, "model")}${bad === 0 ? "" : left}`,
      run: undefined,
      stamp: "released",
      isScored: () => true,
      notes: [],
      unscreened: {
        verdict: "reference",
        text: "No respondent, so no screen and no rank: the mean of several models. Intervals are over queries, the models taken as given; other models of the same developer may differ.",
        answers: () => `${values().size} items rated by all of: ${taken.join(", ")}`,
      },
      summary: () => ({ values: values(), counts: undefined, partial: new Set() }),
    };
  });
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function meanValues(all: readonly ItemValues[]): ItemValues {
  const [first = new Map<ItemId, number>(), ...others] = all;
  return new Map(
    [...first].flatMap(([item, value]) => {
      const rest = others.flatMap((values) => values.get(item) ?? []);
      if (rest.length < others.length) return [];
      return [[item, (value + rest.reduce((sum, one) => sum + one, 0)) / all.length] as const];
    }),
  );
}

/** Models of which only rounded value scores are public. */
export function openWeightEntries(
  models: readonly { readonly model: string; readonly scores: Readonly<Record<Value, number>> }[],
): ProfileEntry[] {
  return models.map(
    ({ model, scores }): ProfileEntry => ({
      id: `open_weight/${slugOf(model)}`,
      kind: "open_weight",
      name: model,
      names: [model],
      aliases: [],
      time: undefined,
      origin: "value scores published to two decimals, no answers",
      run: undefined,
      stamp: "released",
      isScored: (key) => key === "released",
      notes: [],
      unscreened: {
        verdict: "not_examined",
        text: `Not examined: ${WHY_NO_ANSWERS}.`,
        answers: () => "none public",
      },
      published: scores,
      summary: () => ({ values: new Map(), counts: undefined, partial: new Set() }),
    }),
  );
}

/** Why a model without public answers has no interval, no difference and no rank. */
export const WHY_NO_ANSWERS =
  "of this model only value scores under the released key are public, rounded to two decimals: without its answers there is no verdict, interval, difference or rank";
