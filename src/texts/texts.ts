import { z } from "zod";
import { type ItemId, type ItemText, portraitOf } from "../instrument/item.ts";
import { VARIANTS, type Variant } from "../instrument/variant.ts";
import { InputError } from "../lib/input-error.ts";
import { readTextsFolder, type TextFiles, whyNoTexts } from "./folder.ts";
import { type Env, textsPlace } from "./places.ts";
import { pullTexts } from "./pull.ts";
import {
  ITEMS_FILE,
  TEMPLATE_KINDS,
  type TemplateKind,
  type TextsSource,
  templateFile,
  UPSTREAM_TEXTS,
} from "./source.ts";

/** What a person asked or told. Only Reddit and Dear Abby queries have a title. */
type QueryText = { readonly title: string | null; readonly text: string };

/** The words of the instrument. They are the authors' and the posters', and are never part of this package. */
export type Texts = {
  /** The folder that they were read from. */
  readonly folder: string;
  /** The query with this portrait id. Throws a RangeError when there is none. */
  readonly query: (portrait: number) => QueryText;
  /** The candidate response that the item id names. Throws a RangeError when there is none. */
  readonly response: (item: ItemId) => string;
  /** The prompt with the placeholders {title}, {text} and {content} still in it. */
  readonly template: (variant: Variant, kind: TemplateKind) => string;
};

/**
 * The item texts on this computer: in VALUE_PORTRAIT_TEXTS when it is set, else in the user's cache folder; undefined
 * when it is not set and nothing was pulled. Never touches the network.
 * @throws {InputError} VALUE_PORTRAIT_TEXTS names what holds no item texts; or the folder holds some of the files, or a
 *   file that is not the released one
 * @example
 * findTexts(process.env)?.response("1006/4"); // => undefined before the first `value-portrait pull`
 */
export function findTexts(env: Env, source: TextsSource = UPSTREAM_TEXTS): Texts | undefined {
  const { folder, isChosen } = textsPlace(env, source.commit);
  const found = readTextsFolder(folder, source);
  const named = isChosen ? `VALUE_PORTRAIT_TEXTS names ${folder}: ` : "";
  if (found.kind === "broken")
    throw new InputError(`${named}${found.problem}. To replace it, run: value-portrait pull`);
  if (found.kind === "complete") return parseTexts(folder, found.files);
  if (!isChosen) return undefined;
  throw new InputError(
    `${named}${whyNoTexts(folder)}. Name a folder with the item texts, or run: value-portrait pull`,
  );
}

/**
 * Refuses a VALUE_PORTRAIT_TEXTS that is wrong, ahead of the first use of the texts.
 * @throws {InputError} as `findTexts` does
 */
export function checkTextsPlace(env: Env): void {
  if (textsPlace(env).isChosen) findTexts(env);
}

/**
 * The words of any item, when the item texts are on this computer.
 * @throws {InputError} as `findTexts` does
 */
export function findItemTexts(env: Env): ((item: ItemId) => ItemText) | undefined {
  const texts = findTexts(env);
  if (texts === undefined) return undefined;
  return (item) => {
    const { title, text } = texts.query(portraitOf(item));
    return { title, query: text, response: texts.response(item) };
  };
}

export type LoadEffects = {
  /** Takes the one progress line, when something is fetched: default this process's stderr. */
  readonly stderr?: ((text: string) => void) | undefined;
  readonly source?: TextsSource | undefined;
  /** How long one file may take: default 30 seconds. */
  readonly timeoutMs?: number | undefined;
};

/** What this process has read and what it is pulling, by the places that it looked in. */
const read = new Map<string, Texts>();
const pulls = new Map<string, Promise<Texts>>();

/**
 * The item texts: found on this computer, else fetched from the authors' repository, once in a process however
 * many prompts ask. A pull that failed is not tried again; texts that come by another way later are found.
 * @throws {InputError} as `findTexts` and `pullTexts` do
 * @example
 * const texts = await loadTexts(process.env);
 */
export async function loadTexts(env: Env, effects: LoadEffects = {}): Promise<Texts> {
  const { source = UPSTREAM_TEXTS } = effects;
  const { folder } = textsPlace(env, source.commit);
  const key = `${source.url}\n${folder}`;
  const texts = read.get(key) ?? findTexts(env, source) ?? (await pullOnce(key, folder, source, effects));
  read.set(key, texts);
  return texts;
}

/**
 * The prompt for an item under a variant, byte for byte as the authors sent it: title, text and response
 * replace every {title}, {text} and {content}, in that order, as in their `create_prompt` (upstream
 * lm_evaluation/src/core/processor.py). So a text that holds "{content}" gets the response there too.
 * @throws {RangeError} there is no such item
 */
export function renderPrompt(texts: Texts, item: ItemId, variant: Variant): string {
  const portrait = portraitOf(item);
  const { title, text } = texts.query(portrait);
  const template = texts.template(variant, templateKindOf(portrait));
  const titled = title === null ? template : fill(template, "{title}", title);
  return fill(fill(titled, "{text}", text), "{content}", texts.response(item));
}

function pullOnce(key: string, to: string, source: TextsSource, effects: LoadEffects): Promise<Texts> {
  const running = pulls.get(key);
  if (running !== undefined) return running;
  const { stderr = (text) => process.stderr.write(text), timeoutMs } = effects;
  const pulling = pullTexts({ to, source, timeoutMs, stderr }).then(({ folder, files }) =>
    parseTexts(folder, files),
  );
  pulls.set(key, pulling);
  return pulling;
}

const releasedItemsSchema = z.array(
  z.object({
    portrait_id: z.int(),
    content: z.object({ title: z.string().nullable(), text: z.string() }),
    outputs: z.array(z.object({ id: z.int().min(1).max(5), content: z.string() })),
  }),
);

function parseTexts(folder: string, files: TextFiles): Texts {
  const textOf = (name: string) => there(files.get(name), name).toString("utf8");
  const entries = releasedItemsSchema.parse(JSON.parse(textOf(ITEMS_FILE)));
  const queries = new Map(entries.map((entry) => [entry.portrait_id, entry.content]));
  const responses = new Map(
    entries.flatMap((entry) =>
      entry.outputs.map((output) => [`${entry.portrait_id}/${output.id}`, output.content]),
    ),
  );
  const templates = new Map(
    VARIANTS.flatMap((variant) => TEMPLATE_KINDS.map((kind) => templateFile(variant, kind))).map((name) => [
      name,
      textOf(name),
    ]),
  );
  return {
    folder,
    query: (portrait) => there(queries.get(portrait), `query ${portrait}`),
    response: (item) => there(responses.get(item), `item ${item}`),
    template: (variant, kind) =>
      there(templates.get(templateFile(variant, kind)), `${variant} ${kind} template`),
  };
}

function there<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new RangeError(`the item texts hold no ${name}`);
  return value;
}

/** Portraits 1xxx and 2xxx are Reddit and Dear Abby, 3xxx and 4xxx ShareGPT and LMSYS. */
function templateKindOf(portrait: number): TemplateKind {
  return portrait < 3000 ? "reddit" : "sharegpt";
}

/** A function as the replacement, because `$&` and the like in a text would be read as patterns. */
function fill(template: string, placeholder: string, text: string): string {
  return template.replaceAll(placeholder, () => text);
}
