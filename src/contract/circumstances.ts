import { testMetadataSchema } from "./test-metadata.ts";

/** The variables of our tests. Any other is the user's. */
export const OWN_VARS = ["item", "variant", "query", "response"] as const;

/** What a test carries beside the instrument's own: each value as text, by its name. */
export type Circumstances = {
  /** Variables, options and how the answer is read: they may change what is asked and what is read. */
  readonly told: Readonly<Record<string, string>>;
  /** Metadata, which reaches a model only through a provider that looks for it. */
  readonly noted: Readonly<Record<string, string>>;
  /** Whether the row came without variables, although every test of ours has some. */
  readonly stripped: boolean;
};

/** A row without anything of the user's. */
export const NO_CIRCUMSTANCES: Circumstances = { told: {}, noted: {}, stripped: false };

/** The parts of a promptfoo test or row from which circumstances are read. */
export type TestParts = {
  readonly vars?: Readonly<Record<string, unknown>> | undefined;
  readonly options?: Readonly<Record<string, unknown>> | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  /** How the answer is read, where the test says so. */
  readonly reading?: string | undefined;
  /** The system prompt, where the prompt has one. */
  readonly system?: string | undefined;
};

/** Options that change neither what a model is asked nor what is read. */
const SILENT_OPTIONS: readonly string[] = [
  "repeat",
  "provider",
  "rubricPrompt",
  "factuality",
  "disableVarExpansion",
  "disableDefaultAsserts",
  "runSerially",
];
const OWN_METADATA: readonly string[] = Object.keys(testMetadataSchema.shape);
/** promptfoo marks variables of a run, which do not tell tests apart, and its own metadata in this way. */
const OF_THE_RUN = "_";

/**
 * What a test carries beside the instrument's own.
 * @example
 * circumstancesOf({ vars: { item: "1008/1", variant: "v1", tone: "formal" } }).told; // => { tone: "formal" }
 */
export function circumstancesOf({
  vars = {},
  options = {},
  metadata = {},
  reading,
  system,
}: TestParts): Circumstances {
  const told = { ...textsOf(options, SILENT_OPTIONS), ...textsOf(vars, OWN_VARS) };
  if (reading !== undefined) told["reading"] = reading;
  if (system !== undefined) told["system"] = system;
  const noted = textsOf(metadata, OWN_METADATA);
  for (const name of Object.keys(told)) delete noted[name];
  const stripped = Object.keys(vars).length === 0;
  const none = !stripped && Object.keys(told).length === 0 && Object.keys(noted).length === 0;
  return none ? NO_CIRCUMSTANCES : { told, noted, stripped };
}

/** A loop, because it runs for each of a hundred thousand rows. */
function textsOf(values: Readonly<Record<string, unknown>>, left: readonly string[]): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const name in values) {
    const value = values[name];
    if (value !== undefined && !name.startsWith(OF_THE_RUN) && !left.includes(name))
      texts[name] = textOf(value);
  }
  return texts;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
}

/** What promptfoo stores in place of a value whose name sounds like a secret's, such as a token's. */
const REDACTED = "[REDACTED]";

/** The names of what promptfoo hides. */
export function redactedNames({ told }: Circumstances): string[] {
  return Object.keys(told).filter((name) => told[name]?.includes(REDACTED));
}

/** What a test carries under a name; undefined when it has none of it. */
export function circumstance({ told, noted }: Circumstances, name: string): string | undefined {
  return told[name] ?? noted[name];
}
