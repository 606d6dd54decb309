import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Price } from "../../release/plan/plan-calls.ts";
import { findPromptfoo, HERE } from "../find-promptfoo.ts";

/** What promptfoo knows: prices by provider id, without those that it has none for; or why it could not be asked. */
export type PriceList =
  | { readonly kind: "asked"; readonly promptfoo: string; readonly prices: ReadonlyMap<string, Price> }
  | { readonly kind: "unavailable"; readonly reason: string };

/** Providers that talk through fetch and report costs, so that they can be asked without leaving this computer. */
const CAN_BE_ASKED =
  /^(openai:((chat|responses):.+|[^:]+)|anthropic:(messages:.+|[^:]+)|(google|vertex|mistral|deepseek|xai):[^:]+)$/;

/** As long as a slow computer may need to load promptfoo. */
const TIMEOUT_MS = 60_000;

const pricesSchema = z.record(z.string(), z.object({ prompt: z.number(), answer: z.number() }));

/**
 * The prices that the promptfoo in a folder's project knows, or the one beside this package, by asking it (see
 * price-probe.ts). No key is used and no call leaves this computer.
 */
export async function askPrices(providers: readonly string[], folder: string): Promise<PriceList> {
  const installed = findPromptfoo(folder) ?? findPromptfoo(HERE);
  if (installed === undefined)
    return { kind: "unavailable", reason: "promptfoo is not installed in this project" };
  const { version: promptfoo, main } = installed;
  const askable = [...new Set(providers.filter((id) => CAN_BE_ASKED.test(id)))];
  if (askable.length === 0) return { kind: "asked", promptfoo, prices: new Map() };
  const prices = await runProbe(main, askable);
  if (prices === undefined)
    return { kind: "unavailable", reason: `promptfoo ${promptfoo} did not answer when asked for prices` };
  return { kind: "asked", promptfoo, prices: new Map(Object.entries(prices)) };
}

async function runProbe(main: string, ids: readonly string[]) {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  const probe = fileURLToPath(new URL(`./price-probe.${extension}`, import.meta.url));
  const scratch = mkdtempSync(path.join(tmpdir(), "value-portrait-prices-"));
  try {
    const child = spawn(process.execPath, [...process.execArgv, probe, main, ...ids], {
      env: probeEnv(scratch),
      // A folder that holds no .env file, which promptfoo would read.
      cwd: path.dirname(probe),
      stdio: ["ignore", "pipe", "ignore"],
      timeout: TIMEOUT_MS,
    });
    let stdout = "";
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
    });
    const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
    if (code !== 0) return undefined;
    return pricesSchema.parse(JSON.parse(stdout.slice(stdout.lastIndexOf("\n") + 1)));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Nothing of the user's environment but what a process needs: no keys, no addresses of gateways. */
function probeEnv(scratch: string): NodeJS.ProcessEnv {
  const kept = ["PATH", "HOME", "SystemRoot", "TEMP", "TMP", "USERPROFILE"];
  return {
    ...Object.fromEntries(kept.map((name) => [name, process.env[name]])),
    PROMPTFOO_CONFIG_DIR: scratch,
    PROMPTFOO_DISABLE_TELEMETRY: "1",
    PROMPTFOO_DISABLE_UPDATE: "1",
    PROMPTFOO_DISABLE_DEBUG_LOG: "1",
  };
}
