/** What a person can mend: the error that says so, and what the errors of others say, in a sentence. */
import type { z } from "zod";
import { quoted } from "./quoted.ts";
import { shortened, visibleLine } from "./visible-text.ts";

/**
 * What a person gave or has cannot be used. The message is one line: what, where, what to do next; it needs no
 * stack trace.
 */
export class InputError extends Error {
  override readonly name: string = "InputError";
}

/** An output cannot be written: the disk is full, the folder is not there to be written to. One line too. */
export class OutputError extends InputError {
  override readonly name = "OutputError";
}

/**
 * What was thrown says, whatever it is.
 * @example
 * messageOf(new RangeError("too few")); // => "too few"
 */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * The code of an error of the operating system, empty when it has none.
 * @example
 * codeOf(error); // => "EACCES"
 */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/**
 * What an error of the operating system says, without the system call and the path.
 * @example
 * reasonOf(error); // => "EACCES: permission denied"
 */
export function reasonOf(error: unknown): string {
  return messageOf(error).split(", ")[0] ?? "";
}

type ProblemOptions = {
  /** Where the parsed thing itself is, when it is a part of another: the start of each place. */
  readonly at?: string;
  /** How many problems to tell; default the first. */
  readonly most?: number;
  /** The fields that an object may have, by its place; that of the whole is "". */
  readonly fields?: Readonly<Record<string, readonly string[]>>;
};

/**
 * What zod found wrong: where, what is there (if it was parsed with `reportInput`), and what is allowed.
 * @example
 * zodProblem(error); // => 'variants.0: "v4" is not one of v1, v1_reversed, v2'
 */
export function zodProblem(
  { issues }: Pick<z.ZodError, "issues">,
  { at, most = 1, fields = {} }: ProblemOptions = {},
): string {
  const inside = (issue: Issue): Issue => (at === undefined ? issue : moved(issue, [at]));
  return issues
    .slice(0, most)
    .map((issue) => sentence(inside(issue), fields))
    .join("; ");
}

type Issue = z.core.$ZodIssue;

/** The names of fields may be a stranger's. */
const MAX_PART = 60;

function sentence(issue: Issue, fields: Readonly<Record<string, readonly string[]>>): string {
  if (issue.code === "invalid_union" && isObject(issue.input)) {
    const [deepest] = issue.errors.flat().toSorted((a, b) => depth(b) - depth(a));
    if (deepest !== undefined) return sentence(moved(deepest, issue.path), fields);
  }
  const place = issue.path.map((part) => shortened(visibleLine(String(part)), MAX_PART)).join(".");
  const where = place === "" ? "" : `${place}: `;
  if (issue.code === "unrecognized_keys") {
    const known = fields[place];
    const names = issue.keys.slice(0, 3).map(quoted).join(", ");
    return `${where}no field ${names}${known === undefined ? "" : `; there are ${known.join(", ")}`}`;
  }
  const choices = choicesOf(issue, fields[place]);
  const allowed = choices.length > 1 ? `one of ${choices.join(", ")}` : choices[0];
  if (isMissing(issue)) return `${place} is missing${allowed === undefined ? "" : `; it is ${allowed}`}`;
  const given = "input" in issue ? quoted(issue.input) : undefined;
  if (given !== undefined && allowed !== undefined) return `${where}${given} is not ${allowed}`;
  return `${where}${given === undefined ? "" : `${given}: `}${issue.message}`;
}

function moved<T extends Issue>(issue: T, above: readonly PropertyKey[]): T {
  return { ...issue, path: [...above, ...issue.path] };
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

/** A field that is not allowed lies one level deeper than the object that has it. */
function depth(issue: Issue): number {
  return issue.path.length + (issue.code === "unrecognized_keys" ? 1 : 0);
}

/** What may stand here, as far as it can be listed. */
function choicesOf(issue: Issue, fields: readonly string[] | undefined): readonly string[] {
  if (issue.code === "invalid_value") return issue.values.map(String);
  if (issue.code === "invalid_union")
    return issue.errors.flatMap(([first]) => (first === undefined ? [] : choicesOf(first, fields)));
  const isObjectWanted = issue.code === "invalid_type" && issue.expected === "object";
  return isObjectWanted && fields !== undefined ? [`{ ${fields.join(", ")} }`] : [];
}

/** zod keeps the input only when asked to; else its words tell. */
function isMissing(issue: Issue): boolean {
  return "input" in issue ? issue.input === undefined : issue.message.endsWith("received undefined");
}
