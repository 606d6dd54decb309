/**
 * Processor time of the first answer of a fresh process to questions about released models, without start and
 * protocol: of this build and, in turn with it, of another. Medians of some rounds.
 * Run: npm run build && npx tsx scripts/bench/first-answers.ts [folder of another build] [rounds, default 3]
 */
import { execFileSync } from "node:child_process";
import path from "node:path";
import process from "node:process";
import { median } from "simple-statistics";

const [other, rounds = "3"] = process.argv.slice(2);
const MODEL = "gpt-4o-2024-05-13";
const BASELINE = "claude-3-opus-20240229";
const QUESTIONS: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ["list_value_profiles", {}],
  ["list_value_profiles", { rank_by: "Power" }],
  ["list_value_profiles", { rank_by: "Power", key: "weighted" }],
  ["get_value_profiles", { ids: [MODEL], family: "all" }],
  ["get_value_profiles", { ids: [MODEL], baseline: BASELINE }],
  ["get_value_profiles", { ids: [MODEL], baseline: "human/raters", key: "weighted" }],
  ["explain_value_score", { profile: MODEL, dimension: "Power", against: BASELINE, key: "weighted" }],
];

const CODE = `
const [folder, name, args] = process.argv.slice(1);
const { makeContext } = await import(folder + "/dist/mcp/context.js");
const { TOOLS } = await import(folder + "/dist/mcp/tools.js");
const context = makeContext({ runFolders: [], env: {}, log: () => {} });
const before = process.cpuUsage();
await TOOLS.find((tool) => tool.name === name).call(JSON.parse(args), context);
const { user, system } = process.cpuUsage(before);
console.log((user + system) / 1000);
`;

function firstAnswer(folder: string, name: string, args: Readonly<Record<string, unknown>>): number {
  const code = ["--input-type=module", "-e", CODE];
  const output = execFileSync(process.execPath, [...code, path.resolve(folder), name, JSON.stringify(args)]);
  return Number(output.toString());
}

const folders = [path.resolve(import.meta.dirname, "../.."), ...(other === undefined ? [] : [other])];
for (const [name, args] of QUESTIONS) {
  const times = folders.map((): number[] => []);
  for (let round = 0; round < Number(rounds); round += 1)
    for (const [index, folder] of folders.entries()) times[index]?.push(firstAnswer(folder, name, args));
  const medians = times.map((own) => `${median(own).toFixed(0)} ms`.padStart(8)).join("");
  process.stdout.write(`${medians}  ${name} ${JSON.stringify(args)}\n`);
}
