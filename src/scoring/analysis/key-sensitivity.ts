import { DIMENSIONS, type Dimension, VALUES } from "../../instrument/dimensions.ts";
import type { Key, KeyId } from "../../instrument/key.ts";
import { identityOf, type RunIdentity } from "../../runs/run-identity.ts";
import type { Profile, Score } from "../score/profile.ts";
import type { ReducedRun } from "../score/reduced-run.ts";
import { profileOf } from "../score/score-run.ts";
import { spearman } from "../statistics/spearman.ts";

/** One dimension under several keys. A key under which the dimension has no score is missing from `scores`. */
type KeySensitivityRow = {
  readonly dimension: Dimension;
  readonly scores: Readonly<Partial<Record<KeyId, Score>>>;
};

/** How much a profile depends on the key. */
export type KeySensitivity = {
  readonly subject: string;
  /** What makes it one run. */
  readonly run: RunIdentity;
  readonly keys: readonly KeyId[];
  readonly rows: readonly KeySensitivityRow[];
  /**
   * Spearman's correlation of the ten value scores under each key with those under the first, -1 to 1: orders can be
   * compared where scores cannot. Undefined where a value has no score or all scores are equal.
   */
  readonly agreement: Readonly<Partial<Record<KeyId, number | undefined>>>;
};

/**
 * One respondent's profile under every key, side by side: the one place where scores under different keys meet.
 * The order of the scores under each key says how much of a profile is the model's and how much the key's; a score under
 * one key minus that under another is no figure of anything.
 */
export function keySensitivity(
  { run, ratings }: Pick<ReducedRun, "run" | "ratings">,
  keys: readonly Key[],
): KeySensitivity {
  const profiles = keys.map((key) => ({ id: key.id, profile: profileOf(run, key, ratings) }));
  return {
    subject: run.subject,
    run: identityOf(run),
    keys: keys.map(({ id }) => id),
    rows: DIMENSIONS.map((dimension) => {
      const scores = profiles.flatMap(({ id, profile }) => {
        const score = profile.scores[dimension];
        return score === undefined ? [] : [[id, score] as const];
      });
      return { dimension, scores: Object.fromEntries(scores) };
    }),
    agreement: Object.fromEntries(
      profiles.map(({ id, profile }) => [id, profileAgreement(profile, profiles[0]?.profile)]),
    ),
  };
}

function profileAgreement(profile: Profile, reference = profile): number | undefined {
  const pairs = VALUES.map((value) => [profile.scores[value]?.centred, reference.scores[value]?.centred]);
  const complete = pairs.filter((pair): pair is [number, number] =>
    pair.every((score) => score !== undefined),
  );
  if (complete.length < VALUES.length) return undefined;
  return spearman(
    complete.map(([own]) => own),
    complete.map(([, theirs]) => theirs),
  )?.rho;
}
