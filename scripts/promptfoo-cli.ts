import { spawnSync } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** What promptfoo 0.123 needs; our own code also runs on Node 20. */
const MIN_NODE = [22, 22] as const;

/** promptfoo's exit code when some tests failed: with us, when some answers hold no rating. */
export const SOME_FAILED = 100;

/**
 * The script behind `npx promptfoo`, to be run with this process's Node.
 * @throws {Error} this Node is too old for promptfoo; the message says what to do
 */
export function promptfooCli(): string {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < MIN_NODE[0] || (major === MIN_NODE[0] && minor < MIN_NODE[1]))
    throw new Error(
      `promptfoo needs Node ${MIN_NODE.join(".")} or newer, this is ${process.versions.node}. The repository brings Node 24 ` +
        "as the npm package node: allow its install script and run `npm rebuild node`, or install a newer Node",
    );
  return fileURLToPath(new URL("../node_modules/promptfoo/dist/src/entrypoint.js", import.meta.url));
}

/** The environment in which scripts and tests run promptfoo: no telemetry, no update check, a folder of its own. */
export function promptfooEnv(configFolder: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PROMPTFOO_CONFIG_DIR: configFolder,
    PROMPTFOO_DISABLE_TELEMETRY: "1",
    PROMPTFOO_DISABLE_UPDATE: "1",
    PROMPTFOO_DISABLE_DEBUG_LOG: "1",
  };
}

/** Runs promptfoo in a folder with the terminal as its own; gives its exit code. */
export function runPromptfoo(
  args: readonly string[],
  cwd: string,
  configFolder: string,
  env: NodeJS.ProcessEnv = {},
): number {
  const command = [promptfooCli(), ...args];
  const options = { cwd, stdio: "inherit", env: { ...promptfooEnv(configFolder), ...env } } as const;
  return spawnSync(process.execPath, command, options).status ?? 1;
}
