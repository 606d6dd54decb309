/** Reads a promptfoo output and scores every model in it, without the uncertainty: what `score` adds to reading. */
import process from "node:process";
import { loadKey } from "../../src/data.ts";
import { readOutputs } from "../../src/promptfoo-output.ts";
import { scoreRun } from "../../src/scoring/score-run.ts";

const [file = ""] = process.argv.slice(2);
const { runs, rows } = await readOutputs([file]);
const profiles = runs.map((run) => scoreRun(run, loadKey("released")));
process.stdout.write(`${rows} rows, ${profiles.length} profiles\n`);
