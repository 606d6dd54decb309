/**
 * Runs a command with variables set before it, as a POSIX shell would and Windows' shell would not:
 *
 *   tsx scripts/with-env.ts NAME=value command argument…
 */
import { spawnSync } from "node:child_process";
import process from "node:process";

const given = process.argv.slice(2);
const start = given.findIndex((word) => !/^\w+=/.test(word));
const variables = given.slice(0, start).map((word) => {
  const [name = "", ...value] = word.split("=");
  return [name, value.join("=")];
});
const [command = "", ...args] = given.slice(start);
// By a shell, because npm's commands are scripts there. What it is given stands in package.json.
const { status } = spawnSync([command, ...args].join(" "), {
  shell: true,
  stdio: "inherit",
  env: { ...process.env, ...Object.fromEntries(variables) },
});
process.exitCode = status ?? 1;
