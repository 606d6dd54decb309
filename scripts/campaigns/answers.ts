import process from "node:process";
import type { ParsedAnswer } from "../../src/assertions/parsed-answer.ts";
import { readAnswer } from "../../src/assertions/read-answer.ts";
import { LABELS, RATINGS } from "../../src/instrument/scale.ts";
import { messageOf } from "../../src/lib/input-error.ts";
import type { Reading } from "../../src/runs/reading.ts";
import { type Campaign, type CampaignOptions, type Findings, makeTally } from "./campaign.ts";
import { type Draws, makeDraws } from "./draws.ts";

/** Random answers to the reading: made of labels and of what stands around them in real ones, of noise, and of objects. */
export const answers: Campaign = {
  holds: "No answer makes the reading throw or take long, and no rating is read where nothing names one.",
  cases: 2_600_000,
  run: runAnswers,
};

/** Pieces that name a rating, whole or nearly. */
const NAMING: readonly string[] = [
  ...RATINGS.flatMap((rating) => [LABELS[rating], LABELS[rating].toUpperCase(), `**${LABELS[rating]}**`]),
  "like",
  "like me",
  "not like",
  "me",
  ...RATINGS.map(String),
  "4/6",
];

/** Pieces that do not. */
const OTHER: readonly string[] = [
  ..."\n \t \r\n \u0000 \u2028 \ufeff \ud800 \u202e . , ; : ! ? - – — … * _ ` # > | ( ) [ ] { } \" ' “ ” « »".split(
    " ",
  ),
  "\n\n",
  "Answer:",
  "My answer is",
  "**Rating**:",
  "<think>",
  "</think>",
  "<|channel|>final<|message|>",
  "```json\n",
  "\n```",
  '{"answer": "',
  '"}',
  '["',
  '{"a":'.repeat(50),
  "[".repeat(500),
  "\\boxed{",
  "not",
  "no",
  "I would not say that",
  "I'm sorry, but I can't help with that.",
  "The response is",
  "because",
  "é",
  "日本語",
  "🧑‍🚀",
  "x".repeat(2000),
  "\n".repeat(300),
  "A. ",
];

/** Twenty times what the slowest takes on an idle core. */
const LONG_MS = 2000;

async function runAnswers({ seed, cases, say }: CampaignOptions): Promise<Findings> {
  const draws = makeDraws(seed);
  const tally = makeTally();
  let slowest = 0;
  for (let number = 1; number <= cases; number += 1) {
    const { output, names } = draw(draws);
    const reading = draws.chance(0.1) ? "released" : "default";
    const finishReason = draws.pick([undefined, undefined, undefined, "length", "content_filter"]);
    const start = performance.now();
    const end = attempt(() => readAnswer(output, { finishReason }, reading));
    const milliseconds = performance.now() - start;
    slowest = Math.max(slowest, milliseconds);
    const shown = () => `case ${number}, ${reading}: ${String(JSON.stringify(String(output))).slice(0, 300)}`;
    if (typeof end === "string") tally.fault(`threw ${end}: ${shown()}`);
    else {
      tally.count(end.answer.kind);
      if (end.answer.kind === "rating" && !names) tally.fault(`invented ${end.answer.rating}: ${shown()}`);
    }
    if (milliseconds > LONG_MS && isSlow(output, reading))
      tally.fault(`took ${milliseconds.toFixed(0)} ms: ${shown()}`);
    if (number % 500_000 === 0) say(`${number} answers, the slowest ${slowest.toFixed(0)} ms`);
  }
  say(`the slowest answer took ${slowest.toFixed(0)} ms`);
  return tally.findings(cases);
}

/** Whether it is the answer and not the machine that takes long: by processor time, read once more. */
function isSlow(output: unknown, reading: Reading): boolean {
  const start = process.cpuUsage();
  attempt(() => readAnswer(output, {}, reading));
  return process.cpuUsage(start).user / 1000 > LONG_MS;
}

function attempt(read: () => ParsedAnswer): ParsedAnswer | string {
  try {
    return read();
  } catch (error) {
    return messageOf(error);
  }
}

/** An answer, and whether a piece of it names a rating. */
function draw(draws: Draws): { readonly output: unknown; readonly names: boolean } {
  const pieces = Array.from({ length: draws.below(10) }, () => piece(draws));
  const text = pieces.map((one) => one.text).join(draws.pick(["", " ", "\n"]));
  const names = pieces.some((one) => one.names);
  return { output: draws.chance(0.02) ? asObject(text, draws) : text, names };
}

function piece(draws: Draws): { readonly text: string; readonly names: boolean } {
  if (draws.chance(0.35)) return { text: draws.pick(NAMING), names: true };
  if (draws.chance(0.85)) return { text: draws.pick(OTHER), names: false };
  const noise = Array.from({ length: draws.below(20) }, () => noiseUnit(draws)).join("");
  return { text: noise, names: false };
}

/** Any code unit but digits, which name ratings. */
function noiseUnit(draws: Draws): string {
  const unit = String.fromCharCode(draws.below(0x10000));
  return /\p{N}/u.test(unit) ? "·" : unit;
}

/** What providers and transforms give in place of a text. */
function asObject(text: string, draws: Draws): unknown {
  const ring: Record<string, unknown> = { answer: text };
  ring["self"] = ring;
  return draws.pick<unknown>([
    { answer: text },
    [text],
    [[{ type: "text", text }]],
    ring,
    { size: 10n, answer: text },
    { toJSON: () => ({ answer: text }) },
    Object.create(null, { answer: { value: text, enumerable: true } }),
    null,
    undefined,
    new Map([["answer", text]]),
    () => text,
    Symbol("answer"),
  ]);
}
