import type { BeforeAllExtensionHookContext } from "promptfoo";
import { cellOf } from "../contract/eval-plan.ts";
import { isOurMetric, metricOf } from "../contract/metric-names.ts";
import { VALUES } from "../instrument/dimensions.ts";
import { publicName } from "../lib/public-names.ts";

type Suite = BeforeAllExtensionHookContext["suite"];

/** What is known of an eval before its first call. */
export type Beginning = {
  readonly suite: Pick<Suite, "tests" | "derivedMetrics"> & Partial<Pick<Suite, "providers">>;
  /** The files of promptfoo's -o. */
  readonly outputs: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** What a person will want to have known before the calls were paid, a line for each thing. */
export function earlyWarnings({ suite, outputs, env }: Beginning): string[] {
  return [
    ...unreadableOutputs(outputs),
    ...strippedParts(env),
    ...unreadableMetrics(suite.derivedMetrics ?? []),
    ...repeatedTests(suite.tests ?? []),
    ...namesakes(suite.providers ?? []),
  ];
}

function unreadableOutputs(outputs: readonly string[]): string[] {
  return outputs
    .filter((file) => /\.(ya?ml|txt)$/i.test(file))
    .map(
      (file) =>
        `-o ${file}: promptfoo writes YAML there, in which \`value-portrait score\` finds nothing and over which promptfoo crashes at the end when the config holds functions. Add -o results.jsonl`,
    );
}

/** promptfoo's words for true. */
const SET = /^(1|true|yes|yup|yeppers)$/i;
const RESCUE =
  "promptfoo's database keeps all: unset it, then `promptfoo export eval <id> -o eval.json` and `value-portrait score eval.json`";

/** What the settings cost by which promptfoo leaves parts out of the rows that it hands to hooks and writes. */
function strippedParts(env: Beginning["env"]): string[] {
  const isSet = (part: string) => SET.test(env[`PROMPTFOO_STRIP_${part}`] ?? "");
  return [
    ...(isSet("GRADING_RESULT")
      ? [
          `PROMPTFOO_STRIP_GRADING_RESULT leaves the ratings out of the rows: nothing is scored at the end. ${RESCUE}`,
        ]
      : []),
    ...(isSet("TEST_VARS")
      ? [
          `PROMPTFOO_STRIP_TEST_VARS leaves your variables out of the rows: conditions are not told apart by them at the end${isSet("METADATA") ? ", and with PROMPTFOO_STRIP_METADATA failed calls are not counted" : ""}. ${RESCUE}`,
        ]
      : []),
  ];
}

function unreadableMetrics(metrics: NonNullable<Suite["derivedMetrics"]>): string[] {
  return metrics.flatMap(({ name, value }) => {
    const ours =
      typeof value === "string" ? VALUES.map(metricOf).find((metric) => value.includes(metric)) : undefined;
    return ours === undefined || isOurMetric(name)
      ? []
      : [
          `the derived metric ${name} names ${ours} in a text, where # begins a comment for promptfoo: it will be missing or 0. In a script, give a function: value: (scores) => scores[${JSON.stringify(ours)}]`,
        ];
  });
}

/** promptfoo puts the tests of a config that is given twice one after the other. */
function repeatedTests(tests: NonNullable<Suite["tests"]>): string[] {
  const asked = tests.flatMap(({ metadata, vars, options }) => {
    const cell = cellOf(metadata);
    return cell === undefined ? [] : [JSON.stringify([cell, vars, options])];
  });
  const repeated = asked.length - new Set(asked).size;
  return repeated === 0
    ? []
    : [
        `${repeated} of ${asked.length} tests are there a second time and are asked and paid again, as if by --repeat. Is one config given twice?`,
      ];
}

/** Rows name their provider by label or id, and nothing else tells two settings of one model apart. */
function namesakes(providers: Suite["providers"]): string[] {
  const names = providers.map((provider) => provider.label || provider.id());
  const repeated = names.filter((name, at) => names.indexOf(name) !== at);
  return [...new Set(repeated)].map(
    (name) =>
      `several providers are called ${publicName(name)}: their answers are not told apart, and only one is scored for each item and prompt. Give each a label`,
  );
}
