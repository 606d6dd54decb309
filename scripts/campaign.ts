/**
 * Runs a campaign of docs/RELIABILITY.md: seeded cases of one kind of trouble, and what must hold in each.
 *
 *   npx tsx scripts/campaign.ts <name> [--seed n] [--cases n]
 *
 * Exit code 1 when something did not hold, 2 when the campaign could not be run.
 */
import process from "node:process";
import { parseArgs } from "node:util";
import { InputError, messageOf } from "../src/lib/input-error.ts";
import { countText } from "../src/lib/number-text.ts";
import { visibleLine } from "../src/lib/visible-text.ts";
import { CAMPAIGNS } from "./campaigns/campaigns.ts";

/** More than a person reads. */
const MOST_FAULTS = 50;

const say = (line: string) => void process.stderr.write(`${visibleLine(line)}\n`);

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof InputError || error instanceof TypeError)) throw error;
  say(`error: ${messageOf(error)}`);
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { seed: { type: "string", default: "42" }, cases: { type: "string" } },
  });
  const [name = ""] = positionals;
  const campaign = CAMPAIGNS.get(name);
  if (campaign === undefined)
    throw new InputError(
      `no campaign ${JSON.stringify(name)}. There are: ${[...CAMPAIGNS.keys()].join(", ")}`,
    );
  const seed = wholeNumber("--seed", values.seed);
  const wanted = values.cases === undefined ? campaign.cases : wholeNumber("--cases", values.cases);
  const start = performance.now();
  say(`${name}: ${campaign.holds}`);
  const { cases, counts, faults } = await campaign.run({ seed, cases: wanted, say });
  for (const fault of faults.slice(0, MOST_FAULTS)) say(`FAULT: ${fault}`);
  const ends = Object.entries(counts).map(([end, times]) => `${end} ${countText(times)}`);
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  const figures = `${countText(cases)} cases, ${countText(faults.length)} faults, ${seconds} s`;
  process.stdout.write(`${name}, seed ${seed}: ${figures}; ${ends.join(", ")}\n`);
  return faults.length === 0 ? 0 : 1;
}

function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new InputError(`${option} ${text}: not a whole number`);
  return value;
}
