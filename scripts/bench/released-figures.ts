/**
 * What the pages of docs/methods say of the 33 complete released models, page by page: standard errors, pairs, people, tiers,
 * circle, keys and dependability. About two minutes.
 *
 *   npx tsx scripts/bench/released-figures.ts [seed]
 */
import process from "node:process";
import { max, mean, medianSorted, min, quantile } from "simple-statistics";
import { DIMENSIONS, type Dimension, FAMILIES, familyOf, VALUES } from "../../src/instrument/dimensions.ts";
import type { KeyId } from "../../src/instrument/key.ts";
import { countBy } from "../../src/lib/group-by.ts";
import { loadKey, loadPeople } from "../../src/release/data.ts";
import { completeRatings, completeRuns, loadReference } from "../../src/release/reference.ts";
import { circle } from "../../src/scoring/analysis/circle.ts";
import { compareRuns } from "../../src/scoring/compare/compare-runs.ts";
import { tiers } from "../../src/scoring/compare/tiers.ts";
import { isApart } from "../../src/scoring/compare/verdict.ts";
import { compareWithHumans } from "../../src/scoring/people/compare-with-humans.ts";
import { runReliability } from "../../src/scoring/reliability/run-reliability.ts";
import { differentiation } from "../../src/scoring/score/differentiation.ts";
import { reduceRun } from "../../src/scoring/score/reduced-run.ts";
import { profileOf } from "../../src/scoring/score/score-run.ts";
import type { Interval } from "../../src/scoring/statistics/interval.ts";
import { spearman } from "../../src/scoring/statistics/spearman.ts";
import type { ScoreInterval } from "../../src/scoring/uncertainty/interval.ts";
import { hangsOnTwo } from "../../src/scoring/uncertainty/leading-queries.ts";
import { DEFAULT_RESAMPLES, DEFAULT_SEED } from "../../src/scoring/uncertainty/query-draws.ts";
import { scoreIntervals } from "../../src/scoring/uncertainty/score-intervals.ts";

const seed = Number(process.argv[2] ?? DEFAULT_SEED);
const released = loadKey("released");
const runs = completeRuns();
const reduced = (id: KeyId) =>
  runs.map((run, index) => reduceRun(run, loadKey(id), completeRatings()[index]));
const scoresOf = (id: KeyId) =>
  reduced(id).map(({ run, key, ratings }) => {
    const { scores } = profileOf(run, key, ratings);
    return VALUES.map((value) => scores[value]?.centred ?? Number.NaN);
  });

say(`${runs.length} models, seed ${seed}, ${DEFAULT_RESAMPLES} resamples`);
intervals();
pairs();
people("released");
people("style-centred");
for (const one of [1, 7, 42, 2025]) ranks(one);
circles();
keys();
dependability();

function intervals(): void {
  const over = (what: "queries" | "queries_and_variants") =>
    reduced("released").map((run) => scoreIntervals(run, { seed, over: what }));
  const [own, wide] = [over("queries"), over("queries_and_variants")];
  const rows = (of: typeof own, dimension: Dimension) =>
    of.flatMap(({ dimensions }) => asInterval(dimensions[dimension]));
  const values = VALUES.flatMap((value) => rows(own, value));
  say("\nintervals.md: median SE, bootstrap's to it, growth over prompts of SE and of the bootstrap's");
  for (const dimension of DIMENSIONS) {
    const [one, two] = [rows(own, dimension), rows(wide, dimension)];
    const se = median(one.map((row) => row.se));
    const boot = median(one.map((row) => row.bootstrap.se));
    const ratio = median(one.map((row) => row.bootstrap.se / row.se));
    const growth = median(two.map((row) => row.se)) / se;
    const bootGrowth = median(two.map((row) => row.bootstrap.se)) / boot;
    say(
      `${dimension.padEnd(20)} ${[se, ratio, growth, bootGrowth].map((figure) => figure.toFixed(3)).join("  ")}`,
    );
  }
  say(
    `values that differ from 0: Student ${percent(values.filter((row) => isOff(row.student)).length / values.length)}, percentile ${percent(values.filter((row) => isOff(row.bootstrap.percentile)).length / values.length)} of ${values.length}`,
  );
  const all = DIMENSIONS.flatMap((dimension) => rows(own, dimension));
  const tradition = median(rows(own, "Tradition").map(({ leading }) => leading.share));
  say(
    `two queries carry more than half: ${all.filter(({ leading }) => hangsOnTwo(leading)).length} of ${all.length}; Tradition ${percent(tradition)} in the median`,
  );
}

function pairs(): void {
  const rows = runs.flatMap((a, place) =>
    runs.slice(place + 1).flatMap((b) => {
      const { dimensions } = compareRuns(a, b, released, { margin: 0.3, seed });
      return Object.values(dimensions).filter((row) => row.kind === "compared");
    }),
  );
  const values = rows.filter(({ dimension }) => familyOf(dimension) === "values");
  const share = (which: (row: (typeof rows)[number]) => boolean) =>
    percent(values.filter(which).length / values.length, 1);
  say("\ncomparing-two-runs.md: median minimal detectable difference");
  for (const value of VALUES)
    say(
      `${value.padEnd(20)} ${median(values.filter((row) => row.dimension === value).map((row) => row.minimalDetectable)).toFixed(2)}`,
    );
  const significant = rows.filter(({ adjustedP }) => adjustedP < 0.05);
  say(
    `interval without 0 ${share((row) => isOff(row.student))} (percentile ${share((row) => isOff(row.bootstrap.percentile))}), adjusted p below .05 ${share((row) => row.adjustedP < 0.05)}, equivalent ${share((row) => row.equivalent)}`,
  );
  say(
    `adjusted p below .05 in ${significant.length} of ${rows.length} differences, with 0 in the interval in ${significant.filter((row) => !isOff(row.student)).length}`,
  );
}

function people(id: KeyId): void {
  const { survey, released: norms } = loadReference(id);
  const rows = reduced(id).flatMap(({ run, key, ratings }) =>
    compareWithHumans({ subject: run.subject, ratings }, survey, key, { released: norms }).map((row) => ({
      subject: run.subject,
      ...row,
    })),
  );
  const values = rows.filter(({ dimension }) => familyOf(dimension) === "values");
  const off = values.filter(({ test }) => test !== undefined && isOff(test.interval));
  const apart = (some: typeof rows) => some.filter(({ test }) => test !== undefined && isApart(test));
  const equivalent = (some: typeof rows) => some.filter(({ test }) => test?.verdict === "equivalent").length;
  say(`\npeople.md, report-sentences-and-topics.md, key ${id}: mean difference from people`);
  say(
    VALUES.map(
      (value) =>
        `${value} ${mean(values.filter((row) => row.dimension === value).map((row) => row.difference)).toFixed(2)}`,
    ).join(", "),
  );
  say(
    `values: ${off.length} of ${values.length} intervals leave out 0, in ${modelsOf(off)} models; higher or lower ${apart(values).length}, in ${modelsOf(apart(values))} models; equivalent ${equivalent(values)}`,
  );
  say(`all: higher or lower ${apart(rows).length}, equivalent ${equivalent(rows)} of ${rows.length}`);
}

function ranks(own: number): void {
  say(`\ntiers.md, seed ${own}`);
  for (const family of FAMILIES) {
    const found = reduced("released").map((run) => tiers(run, family, { seed: own }));
    const apart = found.map((one) => one.pairs.filter(({ differs }) => differs));
    const all = found.flatMap((one) => one.pairs).length;
    const most = [...countBy(apart.flat().map(({ upper, lower }) => `${upper} above ${lower}`))]
      .toSorted(([, one], [, other]) => other - one)
      .slice(0, 2);
    say(
      `${family}: ${apart.flat().length} of ${all} pairs differ, in ${apart.filter(({ length }) => length > 0).length} models; more than one tier in ${found.filter((one) => one.tiers.length > 1).length}; ${most.map(([pair, count]) => `${pair} ${count}`).join(", ")}`,
    );
  }
}

function circles(): void {
  const meanFit = (id: KeyId) => mean(scoresOf(id).map((scores) => circle(scores).fit ?? Number.NaN));
  const { survey } = loadReference("released");
  const [first] = reduced("released");
  const human =
    first && compareWithHumans({ subject: "", ratings: first.ratings }, survey, released, { released: [] });
  const own = circle(
    VALUES.map((value) => human?.find(({ dimension }) => dimension === value)?.human ?? Number.NaN),
  );
  say(
    `\ncircle.md: mean fit ${meanFit("released").toFixed(3)}, style-centred ${meanFit("style-centred").toFixed(3)}; people at ${own.angle?.toFixed(0)} degrees, length ${own.length.toFixed(2)}, fit ${own.fit?.toFixed(2)}`,
  );
}

function keys(): void {
  const base = scoresOf("released");
  say("\nkeys.md, instrument-reliability.md, differentiation.md");
  for (const id of ["signed", "style-centred"] as const) {
    const agreement = scoresOf(id).map(
      (scores, model) => spearman(scores, base[model] ?? [])?.rho ?? Number.NaN,
    );
    say(
      `${id}: rank correlation with released ${mean(agreement).toFixed(2)} in the mean, ${min(agreement).toFixed(2)} at worst`,
    );
  }
  const security = VALUES.indexOf("Security");
  const level = (id: KeyId) => mean(scoresOf(id).map((scores) => scores[security] ?? Number.NaN)).toFixed(2);
  say(`mean Security ${level("released")}, style-centred ${level("style-centred")}`);
  const slopes = completeRatings().map((ratings) => differentiation(ratings, loadPeople()) ?? Number.NaN);
  say(`differentiation ${min(slopes).toFixed(3)} to ${max(slopes).toFixed(3)}`);
}

function dependability(): void {
  const studies = reduced("released").map((run) => ({ run, ...runReliability(run) }));
  const parts = ["query", "item", "variant", "queryByVariant", "residual"] as const;
  const shares = studies.map(({ components }) => {
    const total = parts.reduce((sum, part) => sum + (components[part] ?? 0), 0);
    return parts.map((part) => (components[part] ?? 0) / total);
  });
  say("\nrun-reliability.md");
  say(
    parts.map((part, place) => `${part} ${percent(median(shares.map((one) => one[place] ?? 0)))}`).join(", "),
  );
  const same = studies.map(({ run, dependability: { samePrompts } }) => ({
    name: run.run.subject,
    samePrompts: samePrompts ?? Number.NaN,
  }));
  say(
    `dependability ${median(same.map(({ samePrompts }) => samePrompts)).toFixed(2)} in the median; at most .05: ${same.flatMap(({ name, samePrompts }) => (samePrompts <= 0.05 ? [name] : [])).join(", ")}`,
  );
  const ratios = studies
    .flatMap(({ run, scores }) => {
      const { dimensions } = scoreIntervals(run, { seed, resamples: 100 });
      return scores.flatMap(({ dimension, se }) =>
        asInterval(dimensions[dimension]).map((row) => (se.samePrompts ?? Number.NaN) / row.se),
      );
    })
    .filter((ratio) => !Number.isNaN(ratio));
  say(
    `D study's SE to the cluster-robust one: ${[0.05, 0.5, 0.95].map((place) => quantile(ratios, place).toFixed(2)).join(", ")} (5%, median, 95%)`,
  );
}

function asInterval(row: ScoreInterval): readonly Extract<ScoreInterval, { kind: "interval" }>[] {
  return row.kind === "interval" ? [row] : [];
}

function isOff({ lower, upper }: Interval): boolean {
  return lower > 0 || upper < 0;
}

function modelsOf(rows: readonly { readonly subject: string }[]): number {
  return new Set(rows.map(({ subject }) => subject)).size;
}

function median(figures: readonly number[]): number {
  return medianSorted(figures.toSorted((one, other) => one - other));
}

function percent(share: number, digits = 0): string {
  return `${(100 * share).toFixed(digits)}%`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
