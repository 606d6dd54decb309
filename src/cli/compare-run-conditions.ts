import { existsSync } from "node:fs";
import { InputError } from "../lib/input-error.ts";
import { nearest } from "../lib/nearest.ts";
import { quoted } from "../lib/quoted.ts";
import { seededRandom } from "../lib/random.ts";
import { readOutputs } from "../promptfoo/read-outputs.ts";
import { type GroupOfPeople, groupOfPeople } from "../release/ess-groups.ts";
import { loadReference, referenceFor } from "../release/reference.ts";
import { isShortForm, refuseShortForms } from "../release/short-form.ts";
import { conditionsPrintout } from "../report/condition-tables.ts";
import type { Printout } from "../report/printout.ts";
import type { NotedRun } from "../runs/collection-notes.ts";
import { isSameRun } from "../runs/run-identity.ts";
import { answersTo, tellRunsApart } from "../runs/run-names.ts";
import { conditionStyles } from "../scoring/analysis/condition-styles.ts";
import { compareConditions } from "../scoring/experiments/compare-conditions.ts";
import { reduceRun } from "../scoring/score/reduced-run.ts";
import { SCREEN_VERDICT_LABELS } from "../scoring/screen/screen.ts";
import { screenRun } from "../scoring/screen/validity-screen.ts";
import type { CliContext } from "./context.ts";
import { findRuns, tellNotes } from "./find-runs.ts";
import type { AnalysisOptions } from "./options.ts";
import { readConditions } from "./read-conditions.ts";

export type ConditionOptions = Pick<AnalysisOptions, "key" | "margin" | "seed" | "resamples"> & {
  readonly baseline: string;
  readonly placebo?: string;
  /** Each `<run>=<group>`. */
  readonly people?: readonly string[];
  /** A file that says which of them are of one kind. */
  readonly conditions?: string;
};

/**
 * The runs of some outputs as conditions of one experiment. A condition that must not be interpreted is left out, as it
 * would be in the mean of all others too.
 * @throws {InputError} there is no such run, no condition is left, or the baseline must not be interpreted
 */
export async function conditionsOf(
  names: readonly string[],
  { key: id, margin, seed, resamples, ...roles }: ConditionOptions,
  context: CliContext,
): Promise<Printout> {
  const table = roles.conditions === undefined ? [] : readConditions(roles.conditions);
  // Files of one eval complete each other, so that they are read together.
  const { runs: ofFiles } = await readOutputs(names.filter((name) => existsSync(name)));
  const found: NotedRun[] = [...ofFiles];
  for (const name of names.filter((one) => !existsSync(one)))
    for (const run of await findRuns(name))
      if (!found.some((known) => isSameRun(known, run))) found.push(run);
  const runs = tellRunsApart(found);
  const notes = tellNotes(runs, context);
  refuseShortForms(runs, id);
  const [first] = runs;
  const {
    key,
    screen,
    people: humanMeans,
  } = first !== undefined && runs.every(isShortForm) ? referenceFor(first, id) : loadReference(id);
  const baseline = named(runs, roles.baseline, "--baseline");
  const placebo = roles.placebo === undefined ? undefined : named(runs, roles.placebo, "--placebo");
  if (placebo === baseline) throw new InputError("--placebo and --baseline are one run");
  const leftOut: string[] = [];
  const kept = runs.filter((run) => {
    const { verdict, summary } = screenRun(reduceRun(run, key), screen, seededRandom(seed));
    if (verdict === "interpretable") return true;
    const warning = `${run.subject}: ${SCREEN_VERDICT_LABELS[verdict]}. ${summary}`;
    if (verdict === "do_not_interpret" && (run === baseline || run === placebo))
      throw new InputError(`${warning}. Nothing can be held against it`);
    const isOut = verdict === "do_not_interpret";
    leftOut.push(isOut ? `left out: ${warning}` : warning);
    context.stderr(`warning: ${isOut ? "left out: " : ""}${warning}\n`);
    return !isOut;
  });
  const conditions = kept.filter((run) => run !== baseline && run !== placebo);
  if (conditions.length === 0)
    throw new InputError(`no condition is left beside ${quoted(baseline.subject)}. Name more outputs`);
  const all = runs.filter((run) => run !== baseline && run !== placebo);
  const given = table.map(({ groups, ...axis }) => ({
    ...axis,
    groups: groups.map((row) => ({
      ...row,
      run: named(all, row.condition, `--conditions ${roles.conditions}`),
    })),
  }));
  refuseOneRunTwice(given.flatMap(({ groups }) => groups));
  const axes = given.flatMap(({ groups, ...axis }) => {
    const left = groups.filter(({ run }) => kept.includes(run));
    if (left.length > 1) return [{ ...axis, groups: left }];
    const note = `axis ${axis.axis} is left out: fewer than two of its conditions can be interpreted`;
    leftOut.push(note);
    context.stderr(`warning: ${note}\n`);
    return [];
  });
  const people = new Map<NotedRun, GroupOfPeople>(
    given.flatMap(({ groups }) =>
      groups.flatMap((one) =>
        one.people === undefined || !kept.includes(one.run) ? [] : [[one.run, one.people] as const],
      ),
    ),
  );
  for (const pair of roles.people ?? []) {
    // A name may hold the sign, a group does not.
    const sign = pair.lastIndexOf("=");
    if (sign < 0) throw new InputError(`--people ${quoted(pair)}: write it as <run>=<group>`);
    const run = named(conditions, pair.slice(0, sign), "--people");
    if (given.some(({ groups }) => groups.some((one) => one.run === run)))
      throw new InputError(
        `--people ${quoted(pair)}: ${run.subject} is in ${roles.conditions}. Say it there`,
      );
    people.set(run, groupOfPeople(pair.slice(sign + 1)));
  }
  const beside = { baseline, placebo, people, axes };
  const compared = compareConditions(conditions, beside, key, { margin, seed, resamples });
  const styles = conditionStyles(
    runs.filter((run) => run !== baseline),
    baseline,
    humanMeans,
  );
  return conditionsPrintout(compared, styles, [...notes, ...leftOut]);
}

/** A run has two names where it is told from others. */
function refuseOneRunTwice(rows: readonly { readonly condition: string; readonly run: NotedRun }[]): void {
  const runs = rows.map(({ run }) => run);
  const twice = rows.find(({ run }, place) => runs.indexOf(run) < place);
  if (twice !== undefined)
    throw new InputError(
      `--conditions: ${quoted(twice.condition)} is ${twice.run.subject}, which another row has. A condition is of one group`,
    );
}

/** The one of some runs that a name means. */
function named(runs: readonly NotedRun[], name: string, option: string): NotedRun {
  const [run, ...others] = runs.filter((one) => answersTo(one, name));
  const subjects = runs.map(({ subject }) => subject);
  if (run === undefined)
    throw new InputError(
      `${option}: no run ${quoted(name)}. Nearest: ${nearest(name, subjects, 1).join("")}. There are: ${subjects.join(", ")}`,
    );
  const exact = runs.find(({ subject }) => subject === name);
  if (exact !== undefined) return exact;
  if (others.length === 0) return run;
  const choices = [run, ...others].map(({ subject }) => subject);
  throw new InputError(
    `${option}: ${quoted(name)} is ${choices.length} runs. Name one: ${choices.join(", ")}`,
  );
}
