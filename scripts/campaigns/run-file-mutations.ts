import { HOSTILE_LABELS } from "../../test/fixtures/hostile-labels.ts";
import type { Draws } from "./draws.ts";
import type { Json } from "./materials.ts";

type Model = {
  subject: unknown;
  provider: unknown;
  planned?: unknown;
  items: unknown[];
  answers: Record<string, string[]>;
};
type RunFile = Json & { models: Model[] };

/** What may happen to a run file in an editor or a merge. Each changes the file that it is given. */
export const RUN_FILE_MUTATIONS: Readonly<Record<string, (file: RunFile, draws: Draws) => void>> = {
  "an item twice": ({ models }, draws) => {
    const model = draws.pick(models);
    const at = draws.below(model.items.length);
    model.items.push(model.items[at]);
    eachLine(model, (line) => line + line.charAt(at));
  },
  "a model twice": ({ models }, draws) => void models.push(structuredClone(draws.pick(models))),
  "a model is gone": ({ models }, draws) => void models.splice(draws.below(models.length), 1),
  "items are gone": ({ models }, draws) => {
    const model = draws.pick(models);
    const count = 1 + draws.below(model.items.length - 1);
    model.items.splice(count);
    eachLine(model, (line) => line.slice(0, count));
  },
  "a prompt is gone": ({ models }, draws) => {
    const { answers } = draws.pick(models);
    delete answers[draws.pick(Object.keys(answers))];
  },
  "answers are missing": ({ models }, draws) =>
    eachLine(draws.pick(models), (line) => line.replace(/./g, (mark) => (draws.chance(0.3) ? "." : mark))),
  "lines are too short or too long": ({ models }, draws) =>
    eachLine(draws.pick(models), (line) => draws.pick([line.slice(1), `${line}4`, "", line.repeat(2)])),
  "marks that mean nothing": ({ models }, draws) =>
    eachLine(draws.pick(models), (line) => draws.pick(["7", "0", "é", " ", "\n", "x"]) + line.slice(1)),
  "items that are not released": ({ models }, draws) => {
    const { items } = draws.pick(models);
    items[draws.below(items.length)] = draws.pick(["4999/5", "9999/9", "1008", "", "constructor", 7, null]);
  },
  "many repetitions": ({ models }, draws) => {
    const { answers } = draws.pick(models);
    for (const [variant, lines] of Object.entries(answers))
      answers[variant] = Array.from({ length: draws.pick([2, 64, 65, 1000]) }, () => lines[0] ?? "");
  },
  "the plan is another": ({ models }, draws) => {
    draws.pick(models).planned = draws.pick([undefined, 0, 1, -1, 1e15, 1902, "96", null, 0.5]);
  },
  "the header is another": (file, draws) => {
    const [name, value] = draws.pick<readonly [string, unknown]>([
      ["version", 2],
      ["version", "1"],
      ["key", "made-up"],
      ["key", "constructor"],
      ["textsCommit", "0000000"],
      ["textsCommit", 7],
      ["evalId", "../../x"],
      ["evalId", null],
      ["format", "value-portrait/scores"],
      ["created", "\u001b[31m"],
      ["promptfoo", ["0.123.1"]],
      ["extra", 1],
      ["__proto__", { models: [] }],
      ["models", []],
      ["models", {}],
      ["found", { foreign: 3 }],
    ]);
    Object.defineProperty(file, name, { value, enumerable: true, configurable: true, writable: true });
  },
  "a field is gone": (file, draws) => {
    const parent = draws.pick<Json>([file, draws.pick(file.models)]);
    delete parent[draws.pick(Object.keys(parent))];
  },
  "the model is called otherwise": ({ models }, draws) => {
    const names = [...HOSTILE_LABELS, "__proto__", "constructor", "http://me:pw@host?key=k", 7, null];
    draws.pick(models).subject = draws.pick<unknown>(names);
  },
};

function eachLine({ answers }: Model, change: (line: string) => string): void {
  for (const [variant, lines] of Object.entries(answers)) answers[variant] = lines.map(change);
}
