import { DIMENSIONS, type Dimension, VALUES } from "../../instrument/dimensions.ts";
import type { Key, KeyId } from "../../instrument/key.ts";
import { recordOf } from "../../lib/record-of.ts";
import { identityOf, type RunIdentity } from "../../runs/run-identity.ts";
import type { Profile, Score } from "../score/profile.ts";
import type { ReducedRun } from "../score/reduced-run.ts";
import { profileOf } from "../score/score-run.ts";
import type { Interval } from "../statistics/interval.ts";
import { spearman } from "../statistics/spearman.ts";
import { type ClusterRobustSe, clusterRobustSe } from "../uncertainty/cluster-robust-se.ts";
import { type Contrast, contrastValue, querySums, scoreContrast } from "../uncertainty/query-sums.ts";
import { whyNoInterval } from "../uncertainty/score-intervals.ts";
import { LEVEL, studentInterval } from "../uncertainty/uncertainty.ts";
import { type AxisScore, axes } from "./axes.ts";

/** The closed-form error of a score over queries, and its 95% interval; undefined where it has none. */
type KeyScoreError = (ClusterRobustSe & { readonly interval: Interval }) | undefined;

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
  /** Of the scores in the rows. */
  readonly errors: Readonly<Partial<Record<KeyId, Readonly<Record<Dimension, KeyScoreError>>>>>;
  /** The two axes under each key; without those that a key has no interval for. */
  readonly axes: Readonly<Partial<Record<KeyId, readonly AxisScore[]>>>;
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
  const profiles = keys.map((key) => ({
    id: key.id,
    profile: profileOf(run, key, ratings),
    sums: querySums(ratings, key),
  }));
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
    errors: Object.fromEntries(
      profiles.map(({ id, sums }) => [
        id,
        recordOf(DIMENSIONS, (dimension) => errorOf(scoreContrast(sums, dimension))),
      ]),
    ),
    axes: Object.fromEntries(profiles.map(({ id, sums }) => [id, axes(sums)])),
    agreement: Object.fromEntries(
      profiles.map(({ id, profile }) => [id, profileAgreement(profile, profiles[0]?.profile)]),
    ),
  };
}

function errorOf(contrast: Contrast): KeyScoreError {
  if (whyNoInterval(contrast) !== undefined) return undefined;
  const error = clusterRobustSe(contrast);
  return { ...error, interval: studentInterval(contrastValue(contrast), error, LEVEL) };
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
