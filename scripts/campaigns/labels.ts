import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { lexer, type Token } from "marked";
import { SaxesParser } from "saxes";
import { EXIT_CODES } from "../../src/lib/exit-codes.ts";
import { messageOf } from "../../src/lib/input-error.ts";
import { listValueProfiles } from "../../src/mcp/tools/list-value-profiles.ts";
import { ACTS, HOSTILE_LABELS, hostileLabel } from "../../test/fixtures/hostile-labels.ts";
import { mcpContext } from "../../test/fixtures/mcp-context.ts";
import { resultRow } from "../../test/fixtures/result-row.ts";
import { type Campaign, type CampaignOptions, type Findings, makeTally } from "./campaign.ts";
import { type End, FEW, profilesIn, runFace } from "./faces.ts";
import { newFolder } from "./materials.ts";

/** Strangers' names for a model, a persona and a file, through every face of the command line and to assistants. */
export const labels: Campaign = {
  holds:
    "A stranger's label is words: no face ends in a fault, acts on a terminal or log, or leaves a format that it writes.",
  cases: 300,
  run: runLabels,
};

const ITEMS = ["1008/1", "2025/5", "1003/1"] as const;

async function runLabels({ seed, cases, say }: CampaignOptions): Promise<Findings> {
  const folder = newFolder("labels");
  const tally = makeTally();
  const drawn = [...HOSTILE_LABELS, ...fc.sample(hostileLabel, { seed, numRuns: cases })].slice(0, cases);
  const runs = path.join(folder, "runs");
  mkdirSync(runs);
  const mcp = mcpContext({ runFolders: [runs] });
  for (const [number, label] of drawn.entries()) {
    const file = path.join(folder, "labelled.jsonl");
    // A persona's name stands in the prompt's label.
    const rows = [label, "plain"].flatMap((name, promptIdx) =>
      ITEMS.map((item, testIdx) =>
        resultRow({
          item,
          testIdx,
          promptIdx,
          provider: name,
          prompt: `Value Portrait: ${label}`,
          rating: 4,
        }),
      ),
    );
    writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
    const faults: string[] = [];
    for (const [name, args] of [...facesOf(file, await subjectIn(file), folder), ...wrongUses(label)]) {
      const end = await runFace(args, { GITHUB_STEP_SUMMARY: path.join(folder, "summary.md") });
      tally.count(`${name}, code ${end.code}`);
      faults.push(...faultsOf(name, end).map((fault) => `${name}: ${fault}`));
    }
    faults.push(...writtenFaults(folder), ...mcpFaults(runs, label, mcp));
    for (const fault of faults) tally.fault(`label ${JSON.stringify(label)}: ${fault}`);
    if ((number + 1) % 50 === 0) say(`${number + 1} of ${cases} labels`);
  }
  rmSync(folder, { recursive: true, force: true });
  return tally.findings(drawn.length);
}

type Named = readonly [name: string, args: readonly string[]];

/** How the faces call the labelled run. */
export async function subjectIn(file: string): Promise<string> {
  const { stdout } = await runFace(["score", file, "-f", "json", ...FEW]);
  return profilesIn(stdout)[0]?.subject ?? "";
}

/** Every face on a run; what they write lies in the folder. */
export function facesOf(file: string, subject: string, folder: string): readonly Named[] {
  const at = (name: string) => path.join(folder, name);
  const other = "gpt-4o-2024-05-13";
  return [
    ...["table", "markdown", "csv", "json"].map(
      (format): Named => [`score ${format}`, ["score", file, "-f", format, ...FEW]],
    ),
    ["compare", ["compare", `${file}#${subject}`, other, ...FEW]],
    [
      "compare page",
      ["compare", `${file}#${subject}`, other, "-f", "html", "-o", at("compare.html"), ...FEW],
    ],
    ["gate", ["gate", other, "--baseline", `${file}#${subject}`, "--junit", at("junit.xml"), ...FEW]],
    [
      "gate other",
      [
        "gate",
        `${file}#${subject}`,
        "--baseline",
        other,
        "--junit",
        at("junit.xml"),
        "--accept-partial",
        ...FEW,
      ],
    ],
    ["keys", ["keys", `${file}#${subject}`]],
    ["report", ["report", file, "-o", at("report.html"), "--no-texts", ...FEW]],
  ];
}

function wrongUses(label: string): readonly Named[] {
  return [
    // No system hands a program an argument with a NUL in it.
    ["a name of nothing", ["score", `${label.replaceAll("\u0000", "")}.jsonl`]],
    ["a wrong option", ["score", `--${label}`]],
    ["a model that is not there", ["published", label]],
  ];
}

const CODES: readonly number[] = [
  EXIT_CODES.done,
  EXIT_CODES.different,
  EXIT_CODES.refused,
  EXIT_CODES.inconclusive,
];

function faultsOf(name: string, { stdout, stderr, code }: End): string[] {
  const faults: string[] = [];
  if (!CODES.includes(code)) faults.push(`code ${code}: ${stderr}`);
  if (ACTS.test(stdout)) faults.push("stdout acts");
  if (ACTS.test(stderr)) faults.push("stderr acts");
  if (code === EXIT_CODES.done && name === "score json")
    faults.push(...failure("JSON", () => JSON.parse(stdout)));
  if (code === EXIT_CODES.done && name === "score csv")
    faults.push(...failure("CSV", () => void checkCsv(stdout)));
  if (name === "score markdown") faults.push(...markdownFaults(stdout));
  return faults;
}

function failure(what: string, check: () => unknown): string[] {
  try {
    check();
    return [];
  } catch (error) {
    return [`${what}: ${messageOf(error)}`];
  }
}

/** @throws {Error} it is not well-formed, or a spreadsheet would compute a cell */
function checkCsv(text: string): void {
  for (const row of parse(text, { relax_column_count: false }) as string[][])
    for (const cell of row)
      if (/^[=+@\t\r]|^-(?![\d.]+(?:e-?\d+)?$)/.test(cell))
        throw new Error(`a spreadsheet computes ${JSON.stringify(cell)}`);
}

/** What a stranger's words must not become in markdown. */
const MARKUP = ["link", "image", "html", "def"];

function markdownFaults(text: string): string[] {
  return kindsIn(lexer(text))
    .filter((kind) => MARKUP.includes(kind))
    .map((kind) => `markdown has a ${kind}`);
}

function kindsIn(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token): string[] => {
    if (token.type === "table")
      return [...token["header"], ...token["rows"].flat()].flatMap((cell) => kindsIn(cell.tokens));
    if (token.type === "list")
      return token["items"].flatMap((item: { tokens: Token[] }) => kindsIn(item.tokens));
    return [token.type, ...("tokens" in token && token.tokens !== undefined ? kindsIn(token.tokens) : [])];
  });
}

/** Files that the faces wrote, each gone afterwards, so that the next label's are its own. */
function writtenFaults(folder: string): string[] {
  const checks: Readonly<Record<string, (text: string) => string[]>> = {
    "junit.xml": (text) => failure("JUnit", () => checkXml(text)),
    "summary.md": (text) => [...markdownFaults(text), ...(ACTS.test(text) ? ["the step summary acts"] : [])],
    "report.html": htmlFaults,
    "compare.html": htmlFaults,
  };
  return Object.entries(checks).flatMap(([name, check]) => {
    const file = path.join(folder, name);
    try {
      return check(readFileSync(file, "utf8"));
    } catch {
      return []; // the face refused
    } finally {
      rmSync(file, { force: true });
    }
  });
}

function htmlFaults(text: string): string[] {
  const found = [/<img src=x/, /<a [^>]*evil\.example/, /onerror=alert\(1\)>/].filter((one) =>
    one.test(text),
  );
  return [...found.map((one) => `a page has ${one}`), ...(ACTS.test(text) ? ["a page acts"] : [])];
}

/** @throws {Error} it is not well-formed */
function checkXml(text: string): void {
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(text).close();
}

function mcpFaults(runs: string, subject: string, context: ReturnType<typeof mcpContext>): string[] {
  const model = { subject, provider: subject, items: ITEMS, answers: { v1: ["444"] } };
  const header = {
    format: "value-portrait/run",
    version: 1,
    evalId: "e",
    created: "",
    promptfoo: "",
    key: "released",
  };
  writeFileSync(path.join(runs, "run.json"), JSON.stringify({ ...header, models: [model] }));
  return failure("MCP", () => {
    const listed = listValueProfiles.call({ kind: "run" }, context);
    if (listed.kind === "refused") throw new Error(listed.message);
    JSON.stringify(listed.value, (_, one: unknown) => {
      if (typeof one === "string" && ACTS.test(one))
        throw new Error(`an assistant reads ${JSON.stringify(one)}`);
      return one;
    });
  });
}
