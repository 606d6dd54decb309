import type { Dimension } from "../instrument/dimensions.ts";
import type { Item, ItemId } from "../instrument/item.ts";
import { dimensionsByItem, type Key, type KeyId } from "../instrument/key.ts";
import { type ItemSearch, makeItemSearch } from "../instrument/search-items.ts";
import type { Survey } from "../instrument/survey.ts";
import { messageOf } from "../lib/input-error.ts";
import { makeCache, once, onceFor } from "../lib/memo.ts";
import { modelGroups } from "../release/averages.ts";
import {
  loadItems,
  loadKey,
  loadManifest,
  loadOpenWeightModels,
  loadPeople,
  loadReleasedModels,
  loadSurvey,
} from "../release/data.ts";
import { loadScreenReference, releasedScreen, releasedTiers } from "../release/released-screens.ts";
import type { SkippedFile, StoredRunFile } from "../runs/run-folder.ts";
import type { Env } from "../texts/places.ts";
import { findTexts, type Texts } from "../texts/texts.ts";
import { modelEntries, type ProfileEntry, runEntries } from "./profiles.ts";
import { watchRunFolders } from "./run-store.ts";
import { makeStatistics, type Statistics } from "./statistics.ts";
import { averageEntries, humanEntry, openWeightEntries } from "./unscreened-profiles.ts";

/** Everything that tools, resources and prompts read. Loaded on first use and kept. */
export type McpContext = {
  readonly items: () => readonly Item[];
  /** Undefined for an id that no item has. */
  readonly item: (id: ItemId) => Item | undefined;
  readonly key: (id: KeyId) => Key;
  /** The dimensions for which a key scores an item. */
  readonly scoredFor: (key: KeyId, item: ItemId) => readonly Dimension[];
  readonly survey: () => Survey;
  readonly search: ItemSearch;
  /** The item texts when they have been pulled. */
  readonly texts: () => Texts | undefined;
  /** Whether there are none because their place is wrong or a file is not the released one; the log says which. */
  readonly areTextsWrong: () => boolean;
  readonly profiles: () => readonly ProfileEntry[];
  /** The run files that are used, by folder and name. */
  readonly runFiles: () => readonly StoredRunFile[];
  /** Files in the run folders that are not used. */
  readonly skippedRuns: () => readonly SkippedFile[];
  readonly statistics: Statistics;
  /** The commit of the authors' release behind the data. */
  readonly release: () => string;
  /** A line for the people who run the server; assistants do not see it. */
  readonly log: (line: string) => void;
  /** How long a list waits for runs to be examined, in ms. */
  readonly patienceMs: number;
  /** Told while an answer is made that takes long. */
  readonly onProgress: (progress: Progress) => void;
  /** Examines profiles before anyone asks for them; yields after each. */
  readonly workAhead: () => Generator<undefined, void>;
};

/** How far an answer is: `done` of `total` steps, and what is being done. */
export type Progress = { readonly done: number; readonly total: number; readonly message: string };

export type ContextOptions = {
  readonly runFolders: readonly string[];
  readonly env: Env;
  readonly log: (line: string) => void;
  /** Default a quarter of a second: a list of a hundred runs that nobody has looked at yet comes within one. */
  readonly patienceMs?: number;
};

/** A context over the embedded data, the given run folders, and the texts if they are on this computer. */
export function makeContext({ runFolders, env, log, patienceMs = 250 }: ContextOptions): McpContext {
  const itemsById = once(() => new Map(loadItems().map((item) => [item.id, item])));
  const key = onceFor(loadKey);
  const dimensions = onceFor((id: KeyId) => dimensionsByItem(key(id)));
  const models = once(() => modelEntries(loadReleasedModels(), loadItems()));
  const embedded = once((): readonly ProfileEntry[] => [
    ...models(),
    ...averageEntries(modelGroups(), models()),
    ...openWeightEntries(loadOpenWeightModels()),
    humanEntry(loadItems(), loadManifest().counts["raters"] ?? loadSurvey().questionnaires.size),
  ]);
  const queries = once(() =>
    [...new Set(loadItems().map(({ query }) => query.portrait))].sort((one, other) => one - other),
  );
  const look = watchRunFolders(runFolders, log);
  const keep = makeCache();
  let runs: { readonly stamp: string; readonly entries: readonly ProfileEntry[] } = {
    stamp: "",
    entries: [],
  };
  const currentRuns = () => {
    const { files } = look();
    const stamp = files.map((file) => file.stamp).join("\n");
    if (stamp !== runs.stamp) runs = { stamp, entries: runEntries(files, { keep }) };
    return runs.entries;
  };
  const { texts, areTextsWrong } = textsOnceFound(env, log);
  const search = once(() => makeItemSearch(loadItems(), texts));
  const profiles = () => [...embedded(), ...currentRuns()];
  const statistics = makeStatistics({
    key,
    survey: loadSurvey,
    people: loadPeople,
    queries,
    reference: loadScreenReference,
    releasedScreen,
    releasedTiers,
    embedded,
  });
  return {
    items: loadItems,
    item: (id) => itemsById().get(id),
    key,
    scoredFor: (id, item) => dimensions(id).get(item) ?? [],
    survey: loadSurvey,
    search: (words) => search()(words),
    texts,
    areTextsWrong,
    profiles,
    runFiles: () => look().files,
    skippedRuns: () => look().skipped,
    statistics,
    release: () => loadManifest().sources["release"]?.["commit"] ?? "unknown",
    log,
    patienceMs,
    onProgress: () => undefined,
    *workAhead() {
      yield* statistics.warmUp();
      for (const entry of profiles()) yield void statistics.screen(entry);
    },
  };
}

/** Looks for the texts until they are there, because they may be pulled while the server runs. */
function textsOnceFound(env: Env, log: (line: string) => void): Pick<McpContext, "texts" | "areTextsWrong"> {
  let found: Texts | undefined;
  let told = "";
  const texts = () => {
    try {
      found ??= findTexts(env);
      told = "";
    } catch (error) {
      const problem = messageOf(error);
      if (problem !== told) log(problem);
      told = problem;
    }
    return found;
  };
  return { texts, areTextsWrong: () => texts() === undefined && told !== "" };
}
