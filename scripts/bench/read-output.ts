/**
 * Reads a promptfoo output and scores every model in it, without the uncertainty: what `score` adds to reading.
 *
 *   npx tsx scripts/bench/read-output.ts <file>
 */
import process from "node:process";
import { readOutputs } from "../../src/promptfoo/read-outputs.ts";
import { loadKey } from "../../src/release/data.ts";
import { scoreRun } from "../../src/scoring/score/score-run.ts";

const [file = ""] = process.argv.slice(2);
const { runs, rows } = await readOutputs([file]);
const profiles = runs.map((run) => scoreRun(run, loadKey("released")));
process.stdout.write(`${rows} rows, ${profiles.length} profiles\n`);
