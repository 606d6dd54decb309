/**
 * What reading a .jsonl file costs at least: every line is read and parsed, nothing is done with it.
 *
 *   node scripts/bench/parse-lines.ts <file>
 */
import { createReadStream } from "node:fs";
import process from "node:process";
import { createInterface } from "node:readline";

const [file = ""] = process.argv.slice(2);
let rows = 0;
for await (const line of createInterface({
  input: createReadStream(file),
  crlfDelay: Number.POSITIVE_INFINITY,
})) {
  JSON.parse(line);
  rows += 1;
}
process.stdout.write(`${rows} rows\n`);
