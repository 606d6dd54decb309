import { DIMENSIONS, type Dimension } from "../instrument/dimensions.ts";
import type { Analysis, AnalysisSettings } from "../scoring/analysis/analyse-run.ts";
import { DEFAULT_INTERVAL } from "../scoring/uncertainty/interval.ts";
import type { ProfileReport } from "./profile-report.ts";
import { SCORES_VERSION, type ScoresFile } from "./scores-file.ts";

type FileProfile = ScoresFile["profiles"][number];

/** What `score --format json` prints; undefined fields fall out when it is written. */
export function scoresDocument(
  reports: readonly ProfileReport[],
  key: ScoresFile["key"],
  settings: AnalysisSettings,
  input: ScoresFile["input"],
): ScoresFile {
  return {
    format: "value-portrait/scores",
    version: SCORES_VERSION,
    input,
    key,
    ...methodAndProfiles(reports, settings),
  };
}

/** Profiles of released models, with the fields of a scores file. */
export function publishedDocument(reports: readonly ProfileReport[], settings: AnalysisSettings) {
  return {
    format: "value-portrait/published",
    version: SCORES_VERSION,
    ...methodAndProfiles(reports, settings),
  };
}

function methodAndProfiles(
  reports: readonly ProfileReport[],
  { seed, resamples, over, margin }: AnalysisSettings,
): Pick<ScoresFile, "method" | "profiles"> {
  return {
    method: { resamples, seed, over, margin, defaultInterval: DEFAULT_INTERVAL },
    profiles: reports.map(fileProfile),
  };
}

function fileProfile(report: ProfileReport): FileProfile {
  const { profile, screen, tiers, axes, differentiation, circle, reliability } = report.analysis;
  const scores = DIMENSIONS.flatMap((dimension) => {
    const score = fileScore(report, dimension);
    return score === undefined ? [] : [[dimension, score] as const];
  });
  return {
    subject: profile.subject,
    run: { ...profile.run, files: [...profile.run.files] },
    answers: profile.counts,
    screen: {
      verdict: screen.verdict,
      summary: screen.summary,
      checks: screen.checks.map(({ id, label, unit, reason, ...check }) =>
        check.kind === "open"
          ? { id, label, unit, reason }
          : { id, label, unit, reason, value: check.value, place: check.place, verdict: check.verdict },
      ),
    },
    scores: Object.fromEntries(scores),
    tiers: tiers.map((one) => ({
      family: one.family,
      tiers: mutable(one.tiers),
      groups: mutable(one.groups),
    })),
    differentiation,
    axes: Object.fromEntries(axes.map(({ axis, ...figures }) => [axis, figures])),
    circle,
    reliability: {
      components: reliability.components,
      expectedSe: Object.fromEntries(reliability.scores.map(({ dimension, se }) => [dimension, se])),
      dependability: reliability.dependability,
    },
  };
}

function fileScore({ analysis, published }: ProfileReport, of: Dimension) {
  const score = analysis.profile.scores[of];
  if (score === undefined) return undefined;
  const { dimension: _, ...figures } = score;
  const figure = published?.[of][0];
  return {
    ...figures,
    uncertainty: uncertaintyOf(analysis.intervals.dimensions[of]),
    keyError: analysis.keyError.score[of],
    people: peopleOf(analysis.human.find(({ dimension }) => dimension === of)),
    ...(figure === undefined ? {} : { published: figure, difference: score.centred - figure }),
  };
}

function uncertaintyOf(interval: Analysis["intervals"]["dimensions"][Dimension]) {
  if (interval.kind === "undefined") return { kind: interval.kind, reason: interval.reason };
  const { dimension: _, centred: __, ...figures } = interval;
  return figures;
}

function peopleOf(comparison: Analysis["human"][number] | undefined) {
  if (comparison === undefined) return undefined;
  const { human, difference, percentile, test } = comparison;
  if (test === undefined) return { human, difference, percentile };
  const { error, interval, p, adjustedP, verdict } = test;
  return { human, difference, percentile, se: error.se, interval, p, adjustedP, verdict };
}

function mutable(lists: readonly (readonly Dimension[])[]): Dimension[][] {
  return lists.map((list) => [...list]);
}
