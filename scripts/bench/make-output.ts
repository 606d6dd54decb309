/**
 * A promptfoo output of the size of the whole release: 33 models x 3,120 rows as .jsonl, made from one real row.
 *
 *   npx tsx scripts/bench/make-output.ts <a real promptfoo .jsonl> <target>
 */
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import process from "node:process";
import { z } from "zod";
import { RECORD_NAME } from "../../src/contract/answer-record.ts";
import { loadReleasedModels } from "../../src/release/data.ts";
import { releasedRun } from "../../src/release/released-run.ts";

const rowSchema = z.looseObject({
  testCase: z.looseObject({}),
  metadata: z.looseObject({}),
  gradingResult: z.looseObject({ componentResults: z.array(z.looseObject({})).min(1) }),
});

const [source, target] = process.argv.slice(2);
if (source === undefined || target === undefined)
  throw new Error("usage: make-output.ts <real .jsonl> <target>");
const [first = ""] = readFileSync(source, "utf8").split("\n", 1);
const template = rowSchema.parse(JSON.parse(first));

const file = openSync(target, "w");
for (const model of loadReleasedModels().filter(({ complete }) => complete))
  for (const [testIdx, { item, variant, answer }] of releasedRun(model).responses.entries()) {
    const metadata = { ...template.metadata, item, variant };
    const [component] = template.gradingResult.componentResults;
    const row = {
      ...template,
      testIdx,
      provider: { id: `published:${model.model}`, label: `published:${model.model}` },
      metadata,
      testCase: { ...template.testCase, metadata },
      gradingResult: {
        ...template.gradingResult,
        componentResults: [{ ...component, metadata: { [RECORD_NAME]: { item, variant, ...answer } } }],
      },
    };
    writeSync(file, `${JSON.stringify(row)}\n`);
  }
closeSync(file);
