import { once } from "../lib/memo.ts";
import type { RunFile } from "../runs/run-file.ts";
import { loadItems, loadManifest } from "./data.ts";

const releasedIds = once(() => new Set(loadItems().map(({ id }) => id)));

/** Whether the release has an item of this id. */
export function isReleasedItem(id: string): boolean {
  return releasedIds().has(id);
}

/**
 * Why a run file cannot be scored with this release, in our own words; undefined when it can: it was asked with the texts
 * of another commit, or holds items that the release does not have. Nothing that we wrote does.
 */
export function foreignToRelease({ textsCommit, models }: RunFile): string | undefined {
  const commit = loadManifest().sources["release"]?.["commit"];
  if (textsCommit !== undefined && textsCommit !== commit)
    return "was asked with item texts of another commit than the data here";
  if (models.some(({ items }) => !items.every(isReleasedItem)))
    return "holds items that the release does not have";
  return undefined;
}
