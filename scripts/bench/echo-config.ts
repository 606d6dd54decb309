/**
 * A promptfoo config with as many rows as the default eval and nothing else: promptfoo's `echo` answers, no assertion,
 * no hooks. What the default eval costs beside it is what the plugin costs.
 *
 *   npx tsx scripts/bench/echo-config.ts > echo.json && npx promptfoo eval -c echo.json
 */
import process from "node:process";
import { generateTests } from "../../src/provider-prompts/generate-tests.ts";

const tests = generateTests(undefined).map(({ vars }) => ({ vars }));
const config = {
  description: "echo",
  providers: [
    { id: "echo", label: "echo a" },
    { id: "echo", label: "echo b" },
  ],
  prompts: ["Query: {{query}}\nResponse: {{response}}\nPrompt: {{variant}} of {{item}}"],
  tests,
};
process.stdout.write(`${JSON.stringify(config)}\n`);
