import { personaPromptLabel } from "../../contract/prompt-label.ts";
import { PROMPT_LABEL } from "../../contract/test-metadata.ts";
import { PUBLISHED_PREFIX } from "../../release/released-model.ts";
import { decodingFor, looksLikeReasoning } from "./decoding.ts";
import { hookReferences } from "./value-portrait.ts";

/** The forms in which `init` writes a config. */
export const CONFIG_FORMATS = ["mjs", "ts", "yaml"] as const;
export type ConfigFormat = (typeof CONFIG_FORMATS)[number];

/** References for YAML, which cannot ask the package for them: a file by its path below our folder, and a name. */
export type Reference = (module: string, name?: string) => string;

export type ConfigChoices = {
  /** promptfoo's provider ids, or `published:<model>` to replay a released model. */
  readonly providers: readonly string[];
  readonly sample?: number | undefined;
};

/** A promptfoo config with comments that say what can be changed; the whole text of the file. */
export function configFile(choices: ConfigChoices, format: ConfigFormat, reference: Reference): string {
  return format === "yaml" ? yamlFile(choices, reference) : scriptFile(choices, format);
}

const INTRO = [
  "The Value Portrait benchmark: which human values does a model express?",
  "  npx value-portrait plan --help          what a run takes, before it is paid for",
  "  npx promptfoo eval -o results.jsonl     asks the models",
  "  npx value-portrait score results.jsonl  prints their profiles",
];
const DECODING = [
  "Decoding as published: temperature 0, seed 42, answers of at most 64 tokens, thinking not shown.",
  "A model that thinks before it answers needs room for it (2048 tokens), or every answer is cut off;",
  "the settings' names differ between providers: a table is in docs/SETUP.md of value-portrait.",
];
const TESTS: readonly (readonly [field: string, value: string, comment: string])[] = [
  [
    "items",
    '"scored"',
    'the 317 items behind any score; or "all" (520), "short" (200, for --key weighted), or { dimensions, topics, sources, ids }',
  ],
  ["sample", "40", "a sample of them with a share of every dimension, for a first look"],
  ["seed", "42", "the seed of the sample"],
  ["variants", '["v1", "v1_reversed"]', "default: all six prompts; of the short form these two"],
  ["reading", '"default"', 'or "released": read answers as the authors\' parser did'],
];
const PERSONAS = "one column for each model and persona, scored apart:";

function scriptFile({ providers, sample }: ConfigChoices, format: "mjs" | "ts"): string {
  const published = providers.some((id) => id.startsWith(PUBLISHED_PREFIX));
  const names = published ? "publishedProvider, valuePortrait" : "valuePortrait";
  return [
    ...INTRO.map((line) => `// ${line}`),
    ...(format === "ts" ? ['import type { UnifiedConfig } from "promptfoo";'] : []),
    `import { ${names} } from "value-portrait";`,
    "",
    ...(format === "mjs" ? ['/** @type {import("promptfoo").UnifiedConfig} */'] : []),
    "export default {",
    '  description: "Value Portrait",',
    "",
    ...DECODING.map((line) => `  // ${line}`),
    "  providers: [",
    ...providers.flatMap(scriptProvider).map((line) => `    ${line}`),
    "  ],",
    "",
    "  ...valuePortrait({",
    ...testLines(sample, ([field, value, comment]) => `${field}: ${value}, // ${comment}`).map(
      ([active, line]) => `    ${active ? "" : "// "}${line}`,
    ),
    `    // personas: [ // ${PERSONAS}`,
    '    //   { id: "none" },',
    '    //   { id: "nurse", system: "You are a nurse." },',
    "    // ],",
    "  }),",
    format === "ts" ? "} satisfies UnifiedConfig;" : "};",
    "",
  ].join("\n");
}

function scriptProvider(id: string): string[] {
  if (id.startsWith(PUBLISHED_PREFIX))
    return [`publishedProvider(${JSON.stringify(id.slice(PUBLISHED_PREFIX.length))}),`];
  const config = decodingFor(id);
  const note = providerNote(id);
  return [
    ...(note === undefined ? [] : [`// ${note}`]),
    config === undefined
      ? `${JSON.stringify(id)},`
      : `{ id: ${JSON.stringify(id)}, config: ${scriptObject(config)} },`,
  ];
}

/** JSON as people write it in JavaScript: without quotes on the names. */
function scriptObject(value: object): string {
  return JSON.stringify(value)
    .replace(/"(\w+)":/g, "$1: ")
    .replaceAll(",", ", ")
    .replaceAll("{", "{ ")
    .replaceAll("}", " }");
}

function providerNote(id: string): string | undefined {
  if (decodingFor(id) === undefined)
    return "We do not know how this provider calls its settings: set temperature 0 and answers of at most 64 tokens yourself.";
  return looksLikeReasoning(id)
    ? "By its name a model that thinks first: room for 2048 tokens. Not comparable with the published decoding."
    : undefined;
}

/** The fields of the tests' config, each with whether it is set or only shown in a comment. */
function testLines(
  sample: number | undefined,
  line: (test: readonly [string, string, string]) => string,
): (readonly [active: boolean, line: string])[] {
  return TESTS.map(([field, value, comment]) => {
    const set = field === "sample" && sample !== undefined ? String(sample) : value;
    return [field === "items" || (field === "sample" && sample !== undefined), line([field, set, comment])];
  });
}

function yamlFile({ providers, sample }: ConfigChoices, reference: Reference): string {
  return [
    "# yaml-language-server: $schema=https://promptfoo.dev/config-schema.json",
    ...INTRO.map((line) => `# ${line}`),
    "description: Value Portrait",
    "",
    ...DECODING.map((line) => `# ${line}`),
    "providers:",
    ...providers.flatMap((id) => yamlProvider(id, reference)).map((line) => `  ${line}`),
    "",
    "prompts:",
    `  - id: ${quoted(reference("provider-prompts/prompt", "valuePortraitPrompt"))}`,
    `    label: ${PROMPT_LABEL}`,
    `  # ${PERSONAS}`,
    `  # - id: ${quoted(reference("provider-prompts/prompt", "valuePortraitPrompt"))}`,
    `  #   label: ${personaPromptLabel("nurse")}`,
    "  #   config: { system: You are a nurse. }",
    "",
    "tests:",
    `  - path: ${quoted(reference("provider-prompts/generate-tests", "generateTests"))}`,
    "    config:",
    ...testLines(sample, ([field, value, comment]) => `${field}: ${value} # ${comment}`).map(
      ([active, line]) => `      ${active ? "" : "# "}${line}`,
    ),
    ...yamlHooks(hookReferences(reference)),
    "",
  ].join("\n");
}

function yamlProvider(id: string, reference: Reference): string[] {
  if (id.startsWith(PUBLISHED_PREFIX))
    return [
      `- id: ${quoted(reference("providers/published"))}`,
      `  label: ${quoted(id)}`,
      `  config: { model: ${quoted(id.slice(PUBLISHED_PREFIX.length))} }`,
    ];
  const config = decodingFor(id);
  const note = providerNote(id);
  return [
    ...(note === undefined ? [] : [`# ${note}`]),
    `- id: ${quoted(id)}`,
    ...(config === undefined ? [] : [`  config: ${scriptObject(config)}`]),
  ];
}

function yamlHooks(references: readonly string[]): string[] {
  if (references.length === 0) return [];
  return ["", "extensions:", ...references.map((reference) => `  - ${quoted(reference)}`)];
}

/** A string that YAML reads as itself: JSON is YAML. */
function quoted(text: string): string {
  return /^[\w./-]+(:[\w./-]+)*$/.test(text) && !/^file:/.test(text) ? text : JSON.stringify(text);
}
