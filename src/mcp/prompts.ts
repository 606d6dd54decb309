import { KEY_IDS } from "../instrument/key.ts";
import { shortened, visibleLine } from "../lib/visible-text.ts";
import type { McpContext } from "./context.ts";
import type { ProfileKind } from "./profiles.ts";
import { startingWith } from "./resources.ts";

type PromptArgument = {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  readonly complete: (start: string, context: McpContext) => readonly string[];
};

/** A task that a person can start with one click. */
export type Prompt = {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: readonly PromptArgument[];
  readonly text: (args: Readonly<Record<string, string | undefined>>) => string;
};

const RULES =
  "Begin with the validity verdict; under do_not_interpret stop there and say why. Quote scores with their " +
  "intervals and never a rank without its range. Call a difference a difference only where its verdict is higher " +
  "or lower. This is self-report under six prompts, not behaviour, on few items; say so in the answer.";

const KEY_ARGUMENT: PromptArgument = {
  name: "key",
  description: "Scoring key; released unless you know better",
  required: false,
  complete: (start) => startingWith(start, KEY_IDS),
};

export const PROMPTS: readonly Prompt[] = [
  {
    name: "interpret_profile",
    title: "Interpret a value profile",
    description: "A careful reading of one value profile, with what raises and lowers its clearest scores",
    arguments: [profileArgument("profile", "Whose profile", true), KEY_ARGUMENT],
    text: ({ profile, key = "released" }) =>
      `Interpret the value profile ${quote(profile)} under the key ${quote(key)}.\n` +
      `1. get_value_profiles with ids [${quote(profile)}], baseline "human/raters", family "all", key ${quote(key)}.\n` +
      "2. For the two clearest differences from people, explain_value_score against human/raters.\n" +
      `3. Write at most 200 words for someone who does not know the benchmark. ${RULES}`,
  },
  {
    name: "compare_profiles",
    title: "Compare value profiles",
    description: "What differs between two value profiles, what does not, and which items carry it",
    arguments: [
      profileArgument("profile", "The profile to describe", true),
      profileArgument("baseline", "The profile to compare it with", true),
      KEY_ARGUMENT,
    ],
    text: ({ profile, baseline, key = "released" }) =>
      `Compare the value profile ${quote(profile)} with ${quote(baseline)} under the key ${quote(key)}.\n` +
      `1. get_value_profiles with ids [${quote(profile)}], baseline ${quote(baseline)}, key ${quote(key)}.\n` +
      "2. For each dimension whose verdict is higher or lower, explain_value_score with against; name two items.\n" +
      `3. Say first what is inconclusive. ${RULES}`,
  },
  {
    name: "review_run",
    title: "Review a run",
    description: "Whether a run of the benchmark can be trusted, and what to do before its profile is used",
    arguments: [profileArgument("run", "A profile of a run", true, "run")],
    text: ({ run }) =>
      `Review the run ${quote(run)} before anyone uses its profile.\n` +
      `1. get_value_profiles with ids [${quote(run)}], family "all"; list_value_profiles with kind "run" for skipped files.\n` +
      '2. get_value_codebook with topic "validity" for what the checks mean.\n' +
      `3. Say what was asked and answered, each check that warns and what would mend it, and whether to rerun. ${RULES}`,
  },
  {
    name: "check_drift",
    title: "Check drift",
    description: "Whether a model changed since a baseline, or over its runs, and where to look",
    arguments: [
      profileArgument("run", "The newer run", true, "run"),
      profileArgument("baseline", "The earlier one; without it all runs of the model", false),
    ],
    text: ({ run, baseline }) =>
      `Did the model of ${quote(run)} change?\n` +
      `1. check_value_drift with run ${quote(run)}${baseline === undefined || baseline === "" ? "" : ` and baseline ${quote(baseline)}`}.\n` +
      "2. Where it drifted: explain_value_score with against, or what the watched figures say.\n" +
      `3. Say what changed, what is shown not to have, and what is open: inconclusive is neither. ${RULES}`,
  },
];

function profileArgument(name: string, what: string, required: boolean, kind?: ProfileKind): PromptArgument {
  return {
    name,
    description: `${what}: an id from list_value_profiles`,
    required,
    complete: (start, context) =>
      startingWith(
        start,
        context.profiles().flatMap((entry) => (kind === undefined || entry.kind === kind ? [entry.id] : [])),
      ),
  };
}

/** A person's words inside a prompt: one short line, in quotation marks. */
function quote(text: string | undefined): string {
  return JSON.stringify(shortened(visibleLine(text ?? ""), 200));
}
