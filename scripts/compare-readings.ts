/**
 * Compares the two readings of answers on the authors' raw answers, and prints the tables of docs/READING-ANSWERS.md.
 *
 *   npx tsx scripts/compare-readings.ts <checkout of holi-lab/ValuePortrait>
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { markdownTable } from "markdown-table";
import { z } from "zod";
import { parseRating } from "../src/assertions/parse-rating.ts";
import { parseReleasedRating, RELEASED_WORDINGS } from "../src/assertions/parse-rating-released.ts";
import type { ParsedAnswer } from "../src/assertions/parsed-answer.ts";

/** An answer as the model gave it, and the rating that the authors published for it, if any. */
export type RawAnswer = { readonly text: string; readonly published: number | undefined };

const UNREADABLE = "Could not parse valid Likert response from: ";

const rowsSchema = z.array(
  z.union([
    z
      .object({ raw_response: z.string(), numeric_response: z.number() })
      .transform((row): RawAnswer => ({ text: row.raw_response, published: row.numeric_response })),
    z
      .object({ error: z.string().startsWith(UNREADABLE) })
      .transform((row): RawAnswer => ({ text: row.error.slice(UNREADABLE.length), published: undefined })),
  ]),
);

/** All raw answers in a checkout of the authors' repository, in the order of their files. */
export function readRawAnswers(checkout: string): readonly RawAnswer[] {
  const folder = join(checkout, "lm_evaluation", "outputs", "final");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("_results.json"))
    .sort()
    .flatMap((file) => rowsSchema.parse(JSON.parse(readFileSync(join(folder, file), "utf8"))));
}

/** The answers that the two readings read differently, counted, as a markdown table; the most frequent kind first. */
export function differencesTable(answers: readonly RawAnswer[]): string {
  const kinds = new Map<string, { readonly cells: readonly string[]; readonly examples: string[] }>();
  for (const { text } of answers) {
    const released = parseReleasedRating(text);
    const ours = parseRating(text);
    if (outcome(released) === outcome(ours)) continue;
    const cells = [outcome(released), outcome(ours), why(released, ours)];
    const kind = kinds.get(cells.join()) ?? { cells, examples: [] };
    kind.examples.push(example(text, released));
    kinds.set(cells.join(), kind);
  }
  const rows = [...kinds.values()]
    .sort((a, b) => b.examples.length - a.examples.length || a.cells.join().localeCompare(b.cells.join()))
    .map(({ cells: [from = "", to = "", reason = ""], examples }) => {
      const [shortest = ""] = examples.sort((a, b) => a.length - b.length || a.localeCompare(b));
      return [from, to, String(examples.length), reason, `\`${shortest}\``];
    });
  return markdownTable([["released", "default", "answers", "why", "for example"], ...rows], {
    align: ["l", "l", "r"],
  });
}

/** How often each of the authors' wordings occurs, and how often it is the one that decides, as a markdown table. */
export function wordingsTable(answers: readonly RawAnswer[]): string {
  const texts = answers.map(({ text }) => flat(text).toLowerCase());
  const decided = answers.map(({ text }) => {
    const { span } = parseReleasedRating(text);
    return span && flat(text.slice(...span)).toLowerCase();
  });
  const rows = RELEASED_WORDINGS.map(({ wording, rating }) => [
    `\`${wording}\``,
    String(rating),
    String(texts.filter((text) => text.includes(wording)).length),
    String(decided.filter((found) => found === wording).length),
  ]);
  return markdownTable([["wording", "rating", "occurs in", "decides"], ...rows], {
    align: ["l", "r", "r", "r"],
  });
}

/** One sentence that counts the answers on which the readings agree. */
export function agreement(answers: readonly RawAnswer[]): string {
  const pairs = answers.map(
    ({ text }) => [outcome(parseReleasedRating(text)), outcome(parseRating(text))] as const,
  );
  const same = pairs.filter(([released, ours]) => released === ours);
  const rated = same.filter(([released]) => released !== "none").length;
  return `Of ${answers.length} answers, ${rated} get the same rating under both readings, ${same.length - rated} get none under either, and ${pairs.length - same.length} are read differently.`;
}

function outcome({ answer }: ParsedAnswer): string {
  return answer.kind === "rating" ? String(answer.rating) : answer.kind;
}

function why(released: ParsedAnswer, ours: ParsedAnswer): string {
  const areRatings = released.answer.kind === "rating" && ours.answer.kind === "rating";
  return areRatings
    ? "The answer opens with its label, and the explanation speaks of a longer one."
    : ours.reason;
}

/** The wording that the authors' parser took, with up to two words on either side; the first six where it took none. */
function example(text: string, { span }: ParsedAnswer): string {
  if (span === undefined) return flat(`${/^(?:\S+\s+){0,6}/.exec(text)?.[0]}…`);
  const before = /(?:\S+\s+){0,2}\S*$/.exec(text.slice(0, span[0]))?.[0] ?? "";
  const after = /^\S*(?:\s+\S+){0,2}/.exec(text.slice(span[1]))?.[0] ?? "";
  const [start, end] = [span[0] - before.length, span[1] + after.length];
  return flat(`${start > 0 ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`);
}

function flat(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function main(): void {
  const [checkout] = process.argv.slice(2);
  if (checkout === undefined)
    throw new Error("usage: compare-readings.ts <checkout of holi-lab/ValuePortrait>");
  const answers = readRawAnswers(checkout);
  process.stdout.write(
    `${[agreement(answers), differencesTable(answers), wordingsTable(answers)].join("\n\n")}\n`,
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) main();
