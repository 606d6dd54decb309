/** Every command that a page names exists, with the options that it is given. */
import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { CAMPAIGNS } from "../scripts/campaigns/campaigns.ts";
import { cli } from "./fixtures/run-cli.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");
const PAGES = [
  "README.md",
  "CHANGELOG.md",
  "data/README.md",
  ...globSync("docs/**/*.{md,yml}", { cwd: ROOT }),
].map((page) => page.replaceAll(path.sep, "/"));
/** A changelog names commands of its day. */
const CURRENT = PAGES.filter((page) => page !== "CHANGELOG.md");

/** What a page shows as code, a line each: spans, which may be broken over lines, and the lines of blocks. */
function codeOf(page: string): string[] {
  const text = read(page);
  return page.endsWith(".yml") ? text.split("\n") : codeIn(text);
}

function codeIn(text: string): string[] {
  const blocks = [...text.matchAll(/^ *```.*\n([\s\S]*?)^ *```/gm)].flatMap(([, block = ""]) =>
    block.split("\n"),
  );
  const prose = text.replaceAll(/^ *```[\s\S]*?^ *```/gm, "");
  const spans = [...prose.matchAll(/`([^`]+)`/g)].map(([, span = ""]) => span.replaceAll(/\s+/g, " "));
  return [...blocks, ...spans].map((line) => line.replace(/\s#\s.*$/, ""));
}

/** The words behind a program's name in the lines of a page, up to the next command of the line. */
function calls(lines: readonly string[], program: RegExp): string[][] {
  return lines.flatMap((line) =>
    [...line.matchAll(program)].map(
      (match) =>
        line
          .slice(match.index + match[0].length)
          .split(/&&|\|\||[|;>]|\)$/)[0]
          ?.trim()
          .split(/\s+/)
          .filter((word) => word !== "") ?? [],
    ),
  );
}

/** As a program and not as the name of a server: at the start of a line, or behind npx or another command. */
const CLI = /(?:^\s*(?:\$ )?|npx |&& |[|;] )value-portrait (?=[a-z])/g;
const NPM = /(?<![\w-])npm (?:run )(?=[a-z])/g;
const TSX = /(?<![\w-])npx tsx /g;
const PYTHON = /(?<![\w-])(?:python3?|\.\.\/golden\/bin\/python) /g;

/** A subcommand's help, by its name. */
const helps = new Map<string, Promise<string>>();
function helpOf(name: string): Promise<string> {
  const known =
    helps.get(name) ??
    cli(name, "--help").then(({ stdout, code }) =>
      code === 0 && stdout.startsWith(`Usage: value-portrait ${name} `) ? stdout : "",
    );
  helps.set(name, known);
  return known;
}

/** Calls of the command line that it would refuse, each with the options that it does not have. */
async function wrongCalls(lines: readonly string[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const [name = "", ...words] of calls(lines, CLI)) {
    if (name.startsWith("-")) continue;
    const help = await helpOf(name);
    const options = words
      .filter((word) => /^--?[a-z]/.test(word))
      .map((word) => word.replace(/[=,.].*$/, ""));
    const unknown = options.filter((option) => !new RegExp(`(?:^|[\\s,])${option}(?=[\\s,])`).test(help));
    if (help === "" || unknown.length > 0) wrong.push([name, ...unknown].join(" "));
  }
  return wrong;
}

describe("commands in the documentation", () => {
  test("are found in blocks and spans, and a wrong one is told", async () => {
    const text =
      "Run `value-portrait score\nout.jsonl --bars` or `npx value-portrait gaet x`:\n```sh\nvalue-portrait compare a b --no-such -o x && value-portrait keys --seed 1 # --nothing\n```\n";
    expect(calls(codeIn(text), CLI)).toEqual([
      ["compare", "a", "b", "--no-such", "-o", "x"],
      ["keys", "--seed", "1"],
      ["score", "out.jsonl", "--bars"],
      ["gaet", "x"],
    ]);
    expect(await wrongCalls(codeIn(text))).toEqual(["compare --no-such", "gaet"]);
  });

  test.each(CURRENT)("%s calls subcommands that there are, with options that they have", async (page) => {
    expect(await wrongCalls(codeOf(page))).toEqual([]);
  });

  test.each(CURRENT)("%s runs scripts that there are", (page) => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const files = [...calls(codeOf(page), TSX), ...calls(codeOf(page), PYTHON)].flatMap(([file = ""]) =>
      /^[\w./-]+\.(?:ts|py)$/.test(file) ? [file] : [],
    );
    expect(files.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
    expect(calls(codeOf(page), NPM).filter(([name = ""]) => !(name in scripts))).toEqual([]);
  });

  test("campaigns are called by their names and options", () => {
    const called = calls(codeOf("docs/RELIABILITY.md"), /^(?=[a-z]+ --seed)/g);
    expect(called.length).toBeGreaterThanOrEqual(CAMPAIGNS.size);
    expect(called.filter(([name = ""]) => !CAMPAIGNS.has(name))).toEqual([]);
  });
});

describe("scripts that make figures", () => {
  const MEASURES = readdirSync(path.join(ROOT, "scripts/bench")).filter((file) => /\.(?:ts|py)$/.test(file));
  const text = CURRENT.map(read).join("\n");

  /** What others import is no command. */
  const commands = MEASURES.filter(
    (file) => !MEASURES.some((other) => read(`scripts/bench/${other}`).includes(`"./${file}"`)),
  );

  test.each(commands)(
    "scripts/bench/%s says how it is run, and stands beside its figures on a page",
    (file) => {
      expect(read(`scripts/bench/${file}`)).toContain(`scripts/bench/${file}`);
      expect(text).toContain(`scripts/bench/${file}`);
    },
  );

  test.each(CURRENT.filter((page) => page.startsWith("docs/methods/")))(
    "%s gives a script no more arguments than it reads",
    (page) => {
      const wrong = calls(codeOf(page), TSX).filter(([file = "", ...args]) => {
        if (!file.startsWith("scripts/bench/")) return false;
        const taken = new Set([...read(file).matchAll(/process\.argv\[(\d)\]/g)].map(([, place]) => place));
        return args.length > taken.size;
      });
      expect(wrong).toEqual([]);
    },
  );
});
