import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { listValueProfiles } from "../../src/mcp/tools/list-value-profiles.ts";
import { mcpContext } from "../../test/fixtures/mcp-context.ts";
import { resultRow } from "../../test/fixtures/result-row.ts";
import { type Campaign, type CampaignOptions, type Findings, makeTally } from "./campaign.ts";
import { type Draws, makeDraws } from "./draws.ts";
import { runFace } from "./faces.ts";
import { facesOf, subjectIn } from "./labels.ts";
import { newFolder } from "./materials.ts";

/** Providers that are addresses with a key in them, through every face of the command line and to assistants. */
export const secrets: Campaign = {
  holds: "A key in a provider's address is in nothing that is printed, written or told to an assistant.",
  cases: 200,
  run: runSecrets,
};

const ITEMS = ["1008/1", "2025/5", "1003/1"] as const;
const WRITTEN = ["junit.xml", "summary.md", "report.html", "compare.html"];

async function runSecrets({ seed, cases, say }: CampaignOptions): Promise<Findings> {
  const folder = newFolder("secrets");
  const tally = makeTally();
  const draws = makeDraws(seed);
  const runs = path.join(folder, "runs");
  mkdirSync(runs);
  const mcp = mcpContext({ runFolders: [runs] });
  for (let number = 1; number <= cases; number += 1) {
    const secret = `sk${draws.below(2 ** 31).toString(36)}${draws.below(2 ** 31).toString(36)}`;
    const { kind, address } = draws.pick(addresses(secret, draws));
    const file = path.join(folder, "run.jsonl");
    // Two providers that differ by their key only are two, without a word of either key.
    const rows = [address, address.replaceAll(secret, `${secret}2`)].flatMap((provider, promptIdx) =>
      ITEMS.map((item, testIdx) => resultRow({ item, testIdx, promptIdx, provider, rating: 4 })),
    );
    writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
    const told: (readonly [string, string])[] = [];
    for (const [name, args] of facesOf(file, await subjectIn(file), folder)) {
      const { stdout, stderr } = await runFace(args, {
        GITHUB_STEP_SUMMARY: path.join(folder, "summary.md"),
      });
      told.push([name, stdout + stderr]);
    }
    for (const name of WRITTEN) told.push([name, takeText(path.join(folder, name))]);
    told.push(["MCP", toAssistants(runs, address, mcp)]);
    for (const [where, text] of told)
      if (text.includes(secret)) tally.fault(`${JSON.stringify(address)}: the key is in ${where}`);
    tally.count(kind);
    if (number % 50 === 0) say(`${number} of ${cases} addresses`);
  }
  rmSync(folder, { recursive: true, force: true });
  return tally.findings(cases);
}

function addresses(
  secret: string,
  draws: Draws,
): readonly { readonly kind: string; readonly address: string }[] {
  const scheme = draws.pick(["http://", "https://", "HTTPS://", "wss://", "webhook:https://", "grpc://"]);
  const host = draws.pick(["host.example", "localhost:8080", "[::1]:99", "10.0.0.1", "bücher.example"]);
  const place = draws.pick(["", "/", "/v1/chat", "/a b/c", "/v1:generate"]);
  const persona = draws.pick(["", " · nurse", " · tone=formal"]);
  return [
    { kind: "in the query", address: `${scheme}${host}${place}?api_key=${secret}&x=1${persona}` },
    { kind: "in a later field of the query", address: `${scheme}${host}${place}?x=1;k=${secret}${persona}` },
    { kind: "the password", address: `${scheme}me:${secret}@${host}${place}${persona}` },
    { kind: "the user", address: `${scheme}${secret}@${host}${place}${persona}` },
    { kind: "a password with an @", address: `${scheme}me:p@${secret}@${host}${place}${persona}` },
    { kind: "behind #", address: `${scheme}${host}${place}#${secret}${persona}` },
    {
      kind: "in query and user",
      address: `${scheme}${secret}@${host}${place}?k=${secret}#${secret}${persona}`,
    },
  ];
}

/** What a face wrote, gone afterwards; empty where it refused. */
function takeText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  } finally {
    rmSync(file, { force: true });
  }
}

/** A run file of before keys were left out, as an assistant hears of it. */
function toAssistants(runs: string, address: string, context: ReturnType<typeof mcpContext>): string {
  const file = {
    format: "value-portrait/run",
    version: 1,
    evalId: "e",
    created: "",
    promptfoo: "",
    key: "released",
    models: [{ subject: address, provider: address, items: ITEMS, answers: { v1: ["444"] } }],
  };
  writeFileSync(path.join(runs, "run.json"), JSON.stringify(file));
  return JSON.stringify(listValueProfiles.call({ kind: "run" }, context));
}
