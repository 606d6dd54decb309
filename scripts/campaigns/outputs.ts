import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { EXIT_CODES } from "../../src/lib/exit-codes.ts";
import { type Campaign, type CampaignOptions, type Findings, makeTally } from "./campaign.ts";
import { type Draws, makeDraws } from "./draws.ts";
import { FEW, runFace } from "./faces.ts";
import { MODELS, makeMaterials, newFolder } from "./materials.ts";
import { shellEnds } from "./outputs-by-shell.ts";

/** Targets of `-o` and `--junit` that are not a plain new file, from every command that writes. */
export const outputs: Campaign = {
  holds:
    "No input is written over; a target is whole or as it was, keeps its mode and stays a link; codes are 0 written, 2 an input, 74 not written; no temporary file is left.",
  cases: 400,
  run: runOutputs,
};

/** Where one case happens: a folder of its own, with an input in it. */
type Place = { readonly folder: string; readonly input: string };

type Target = {
  /** Makes what is there before, and gives the name that the command is told. */
  readonly make: (place: Place, draws: Draws) => string;
  readonly code: number;
  /** What has to hold afterwards, beside what always has; undefined when it does. */
  readonly check?: (name: string, place: Place) => string | undefined;
};

const OLD = "what was here before\n";
const { done, refused, unwritten } = EXIT_CODES;

const isOld = (name: string) => (readFileSync(name, "utf8") === OLD ? undefined : "what was there is gone");
const isLink = (name: string) => (lstatSync(name).isSymbolicLink() ? undefined : "the link was replaced");
const old = (file: string, mode = 0o644) => {
  writeFileSync(file, OLD);
  chmodSync(file, mode);
  return file;
};

const TARGETS: Readonly<Record<string, Target>> = {
  "a new file": { make: ({ folder }) => path.join(folder, "new"), code: done },
  "a file in folders that are not there": {
    make: ({ folder }) => path.join(folder, "a", "b", "new"),
    code: done,
  },
  "a file that is there": {
    make: ({ folder }, draws) =>
      old(path.join(folder, `old-${draws.below(9)}`), draws.pick([0o600, 0o640, 0o644, 0o755])),
    code: done,
  },
  "the input": { make: ({ input }) => input, code: refused },
  "the input, spelled otherwise": {
    make: ({ folder, input }) => `${folder}/./none/..//${path.basename(input)}`,
    code: refused,
  },
  "the input, by way of a link to a folder": {
    make: ({ folder, input }) => {
      mkdirSync(path.join(folder, "far", "deep"), { recursive: true });
      symlinkSync("far/deep", path.join(folder, "way"));
      return `${folder}/way/../${path.basename(input)}`;
    },
    code: refused,
  },
  "a link to the input": {
    make: ({ folder, input }) => {
      symlinkSync(input, path.join(folder, "soft"));
      return path.join(folder, "soft");
    },
    code: refused,
    check: isLink,
  },
  "another name of the input": {
    make: ({ folder, input }) => {
      linkSync(input, path.join(folder, "hard"));
      return path.join(folder, "hard");
    },
    code: refused,
  },
  "a link to a file": {
    make: ({ folder }) => {
      mkdirSync(path.join(folder, "far"));
      symlinkSync(path.relative(folder, old(path.join(folder, "far", "file"))), path.join(folder, "link"));
      return path.join(folder, "link");
    },
    code: done,
    check: isLink,
  },
  "a link to nothing yet": {
    make: ({ folder }) => {
      symlinkSync("later", path.join(folder, "dangling"));
      return path.join(folder, "dangling");
    },
    code: done,
    check: isLink,
  },
  "links in a ring": {
    make: ({ folder }) => {
      symlinkSync("two", path.join(folder, "one"));
      symlinkSync("one", path.join(folder, "two"));
      return path.join(folder, "one");
    },
    code: unwritten,
    check: isLink,
  },
  "a folder": { make: ({ folder }) => folder, code: unwritten },
  "a folder that is not there": { make: ({ folder }) => `${folder}/none/`, code: unwritten },
  "below a file": {
    make: ({ folder }) => path.join(old(path.join(folder, "file")), "below"),
    code: unwritten,
    check: (name) => isOld(path.dirname(name)),
  },
  "a name too long": { make: ({ folder }) => path.join(folder, "x".repeat(300)), code: unwritten },
  "a name that no system takes": { make: ({ folder }) => path.join(folder, "a\u0000b"), code: unwritten },
};

/** The commands that write a file, each over the input. */
const WRITERS: Readonly<Record<string, (input: string, target: string) => readonly string[]>> = {
  "score csv": (input, target) => ["score", input, "-f", "csv", "-o", target, ...FEW],
  "score json": (input, target) => ["score", input, "-f", "json", "-o", target, ...FEW],
  compare: (input, target) => ["compare", `${input}#${MODELS[0]}`, "human", "-o", target, ...FEW],
  report: (input, target) => ["report", `${input}#${MODELS[0]}`, "-o", target, "--no-texts", ...FEW],
};

async function runOutputs({ seed, cases, say }: CampaignOptions): Promise<Findings> {
  const draws = makeDraws(seed);
  const tally = makeTally();
  const base = newFolder("outputs");
  const [rows] = await makeMaterials(base);
  const text = rows?.text ?? "";
  for (let number = 1; number <= cases; number += 1) {
    const place = makePlace(base, number, text);
    const what = draws.pick(Object.keys(TARGETS));
    const writer = draws.pick(Object.keys(WRITERS));
    const { faults, code } = await runCase(
      TARGETS[what] as Target,
      WRITERS[writer] as Writer,
      place,
      text,
      draws,
    ); // of their keys
    tally.count(`code ${code}`);
    for (const fault of faults) tally.fault(`case ${number}, ${writer} to ${what}: ${fault}`);
    rmSync(place.folder, { recursive: true, force: true });
    if (number % 100 === 0) say(`${number} of ${cases} targets`);
  }
  const place = makePlace(base, 0, text);
  for (const [what, fault] of shellEnds(place.folder, place.input)) {
    tally.count(what);
    if (fault !== undefined) tally.fault(`${what}: ${fault}`);
  }
  rmSync(base, { recursive: true, force: true });
  return tally.findings(cases);
}

type Writer = (typeof WRITERS)[string];

function makePlace(base: string, number: number, text: string): Place {
  const folder = path.join(base, `case-${number}`);
  mkdirSync(folder);
  const input = path.join(folder, "input.jsonl");
  writeFileSync(input, text);
  return { folder, input };
}

async function runCase(
  { make, code, check }: Target,
  writer: Writer,
  place: Place,
  text: string,
  draws: Draws,
): Promise<{ readonly faults: readonly string[]; readonly code: number }> {
  const name = make(place, draws);
  const mode = modeOf(name);
  const end = await runFace(writer(place.input, name));
  const faults: string[] = [];
  if (end.code !== code) faults.push(`code ${end.code} in place of ${code}: ${end.stderr}`);
  if (readFileSync(place.input, "utf8") !== text) faults.push("the input is not what it was");
  const left = readdirSync(place.folder, { recursive: true, encoding: "utf8" }).filter((one) =>
    one.endsWith(".tmp"),
  );
  if (left.length > 0) faults.push(`left behind: ${left.join(", ")}`);
  if (end.code === done) {
    if (sizeOf(name) < 200) faults.push("what was written is not whole");
    if (mode !== undefined && modeOf(name) !== mode) faults.push("the mode changed");
    if (end.stdout !== "") faults.push("it was also printed");
  }
  const further = check?.(name, place);
  return { faults: further === undefined ? faults : [...faults, further], code: end.code };
}

function sizeOf(name: string): number {
  return statSync(name, { throwIfNoEntry: false })?.size ?? 0;
}

function modeOf(name: string): number | undefined {
  if (name.includes("\u0000") || name.length > 255) return undefined;
  try {
    return statSync(name).mode & 0o777;
  } catch {
    return undefined; // nothing there, or a ring of links
  }
}
