import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { EXIT_CODES } from "../../src/lib/exit-codes.ts";
import { messageOf } from "../../src/lib/input-error.ts";
import { getValueProfiles } from "../../src/mcp/tools/get-value-profiles.ts";
import { listValueProfiles } from "../../src/mcp/tools/list-value-profiles.ts";
import { mcpContext } from "../../test/fixtures/mcp-context.ts";
import { BYTE_MUTATIONS } from "./byte-mutations.ts";
import { type Campaign, type CampaignOptions, type Findings, makeTally } from "./campaign.ts";
import { type Draws, makeDraws } from "./draws.ts";
import {
  type End,
  FACES,
  FEW,
  figuresIn,
  profilesIn,
  remarksIn,
  runFace,
  type ScoredProfile,
  toldBy,
} from "./faces.ts";
import { type Json, linesOf, type Material, makeMaterials, newFolder } from "./materials.ts";
import { ROW_MUTATIONS } from "./row-mutations.ts";
import { RUN_FILE_MUTATIONS } from "./run-file-mutations.ts";

/** Outputs and run files, damaged and edited, through every face that reads them. */
export const files: Campaign = {
  holds:
    "A changed file is refused, or told about, or scored as before: no score changes in silence, on no face.",
  cases: 2400,
  run: runFiles,
};

/** Of processor time, for all that reads one file; an ordinary one takes a tenth of a second. */
const LONG_S = 10;

type Mutated = { readonly bytes: Buffer; readonly what: string };

async function runFiles({ seed, cases, say }: CampaignOptions): Promise<Findings> {
  const folder = newFolder("files");
  const draws = makeDraws(seed);
  const tally = makeTally();
  const materials = await makeMaterials(folder);
  const originals = new Map<Material, Original>();
  for (const material of materials) originals.set(material, await lookAt(material, folder));
  const mcp = mcpLooker(path.join(folder, "runs"));
  for (let number = 1; number <= cases; number += 1) {
    const material = draws.pick(materials);
    const original = originals.get(material) as Original; // set above for each
    const { bytes, what } = mutate(material, draws);
    const file = path.join(folder, `case${material.extension}`);
    writeFileSync(file, bytes);
    const faults: string[] = [];
    const start = process.cpuUsage();
    const seen = await check(file, original, faults, draws, folder);
    if (material.kind === "run file") mcp(bytes, seen, faults);
    const seconds = process.cpuUsage(start).user / 1e6;
    if (seconds > LONG_S) faults.push(`took ${seconds.toFixed(0)} s of processor time`);
    const outcome = endOf(seen, original, { material, bytes, what });
    if ("silent" in outcome) faults.push(`the scores of ${outcome.silent} changed in silence`);
    tally.count("end" in outcome && faults.length === 0 ? outcome.end : "fault");
    for (const fault of faults) tally.fault(`case ${number}, ${material.kind}, ${what}: ${fault}`);
    if (faults.length > 0) writeFileSync(path.join(folder, `fault-${number}${material.extension}`), bytes);
    if (number % 200 === 0) say(`${number} of ${cases} files`);
  }
  const result = tally.findings(cases);
  if (result.faults.length === 0) rmSync(folder, { recursive: true, force: true });
  else say(`the files with faults are in ${folder}`);
  return result;
}

/** A material as it is read before anything happens to it. */
type Original = { readonly file: string; readonly profiles: readonly ScoredProfile[] };

async function lookAt({ kind, extension, text }: Material, folder: string): Promise<Original> {
  const file = path.join(folder, `${kind.replace(" ", "-")}${extension}`);
  writeFileSync(file, text);
  const { stdout, stderr, code } = await score(file);
  if (code !== EXIT_CODES.done || remarksIn(stderr).length > 0)
    throw new Error(`the ${kind} is not whole to begin with: ${code} ${stderr}`);
  return { file, profiles: profilesIn(stdout) };
}

function score(file: string): Promise<End> {
  return runFace(["score", file, "--format", "json", ...FEW]);
}

function mutate({ kind, text }: Material, draws: Draws): Mutated {
  if (draws.chance(0.4)) {
    const what = draws.pick(Object.keys(BYTE_MUTATIONS));
    return { what, bytes: BYTE_MUTATIONS[what]?.(Buffer.from(text), draws) ?? Buffer.alloc(0) };
  }
  if (kind === "run file") {
    const what = draws.pick(Object.keys(RUN_FILE_MUTATIONS));
    const file = JSON.parse(text);
    RUN_FILE_MUTATIONS[what]?.(file, draws);
    return { what, bytes: Buffer.from(JSON.stringify(file)) };
  }
  const what = draws.pick(Object.keys(ROW_MUTATIONS));
  const change = (rows: Json[]) => ROW_MUTATIONS[what]?.(rows, draws) ?? [];
  if (kind === "rows")
    return {
      what,
      bytes: Buffer.from(
        change(linesOf(text))
          .map((row) => `${JSON.stringify(row)}\n`)
          .join(""),
      ),
    };
  const document = JSON.parse(text);
  document.results.results = change(document.results.results);
  return { what, bytes: Buffer.from(JSON.stringify(document)) };
}

/** What `score` made of a file. */
type Seen = { readonly code: number; readonly stderr: string; readonly profiles: readonly ScoredProfile[] };

async function check(
  file: string,
  original: Original,
  faults: string[],
  draws: Draws,
  folder: string,
): Promise<Seen> {
  const { stdout, stderr, code } = await score(file);
  if (code !== EXIT_CODES.done && code !== EXIT_CODES.refused)
    faults.push(`score ends with ${code}: ${stderr}`);
  if (code === EXIT_CODES.refused && !/^error: .+\n$/m.test(stderr))
    faults.push(`score says not why: ${stderr}`);
  const seen: Seen = { code, stderr, profiles: code === EXIT_CODES.done ? profilesIn(stdout) : [] };
  const name = draws.pick(Object.keys(FACES));
  const { args, codes } = FACES[name] as (typeof FACES)[string]; // of its keys
  const { subject } = seen.profiles.length === 0 ? { subject: "x" } : draws.pick(seen.profiles);
  const target = path.join(folder, "page.html");
  rmSync(target, { force: true });
  const other = `${original.file}#${original.profiles[0]?.subject}`;
  const end = await runFace(args(`${file}#${subject}`, other, target));
  if (!codes.includes(end.code)) faults.push(`${name} ends with ${end.code}: ${end.stderr}`);
  if (seen.code === EXIT_CODES.done && end.code !== EXIT_CODES.refused)
    faults.push(...unsaid(name, seen, subject, toldBy(end, existsSync(target) ? target : undefined)));
  if (name === "gate" && end.code !== EXIT_CODES.refused && missingShare(seen, subject) > MOST_MISSING)
    faults.push(
      `gate ends with ${end.code} although ${missingShare(seen, subject).toFixed(2)} of the run is missing`,
    );
  if (seen.code === EXIT_CODES.refused && end.code !== EXIT_CODES.refused)
    faults.push(`${name} takes what score refuses`);
  return seen;
}

/** With less than 16 of 21 answers there is no verdict (docs/RUNS.md). */
const MOST_MISSING = 5 / 21;

function missingShare({ profiles }: Seen, subject: string): number {
  const { planned = 0, total = 0 } = profiles.find((one) => one.subject === subject)?.answers ?? {};
  return planned === 0 ? 0 : Math.max(0, planned - total) / planned;
}

/** What `score` says of a run and a face does not. */
function unsaid(name: string, { stderr, profiles }: Seen, subject: string, told: string): string[] {
  const { planned = 0, total = 0 } = profiles.find((one) => one.subject === subject)?.answers ?? {};
  const missing =
    planned > total && !told.includes(`${planned - total} of ${planned} planned answers are missing`);
  const shared = remarksIn(stderr).filter((line) => !line.includes("planned answers are missing"));
  const dropped = shared.filter((line) => !told.includes(line.replaceAll(/\s+/g, " ")));
  return [
    ...(missing ? [`${name} does not say that ${planned - total} of ${planned} answers are missing`] : []),
    ...dropped.map((line) => `${name} does not say: ${line}`),
  ];
}

/** How a case ended, or what changed in silence. */
function endOf(
  { code, stderr, profiles }: Seen,
  original: Original,
  { material, bytes }: Mutated & { readonly material: Material },
): { readonly end: string } | { readonly silent: string } {
  if (code === EXIT_CODES.refused) return { end: "refused" };
  const named = (subject: string) => profiles.find((one) => one.subject === subject);
  const changed = original.profiles.filter((one) => {
    const now = named(one.subject);
    return now === undefined || figuresIn(now) !== figuresIn(one);
  });
  const isTold = remarksIn(stderr).length > 0;
  if (changed.length === 0) return { end: isTold ? "as before, with a remark" : "as before" };
  if (isTold) return { end: "changed, and told" };
  // Whoever reads scores sees which models they are of, and how many answers hold a rating.
  if (changed.every(({ subject }) => named(subject) === undefined))
    return { end: "another model or none, as shown" };
  if (changed.every(({ subject, answers }) => isCounted(answers, named(subject)?.answers)))
    return { end: "unusable answers, as counted" };
  if (material.kind === "run file" && hasOtherAnswers(bytes, material))
    return { end: "other ratings in a run file" };
  return { silent: changed.map(({ subject }) => subject).join(", ") };
}

type Counts = ScoredProfile["answers"];

function isCounted(before: Counts, now: Counts | undefined): boolean {
  return now === undefined || (now.total === before.total && now.rating < before.rating);
}

/** Whether a run file holds other ratings than it did, which nothing in it can prove (docs/RUNS.md). */
function hasOtherAnswers(bytes: Buffer, { text }: Material): boolean {
  const answersIn = (json: string) =>
    JSON.stringify(
      (JSON.parse(json) as { models: Json[] }).models.map(({ items, answers }) => [items, answers]),
    );
  return answersIn(bytes.toString("utf8").replace(/^\ufeff/, "")) !== answersIn(text);
}

/** Reads each run file as an assistant would, from a folder, and holds what it is told against what `score` saw. */
function mcpLooker(folder: string): (bytes: Buffer, seen: Seen, faults: string[]) => void {
  mkdirSync(folder);
  const context = mcpContext({ runFolders: [folder] });
  return (bytes, { code, profiles }, faults) => {
    writeFileSync(path.join(folder, "run.json"), bytes);
    try {
      const listed = listValueProfiles.call({ kind: "run" }, context);
      if (listed.kind === "refused") throw new Error(`refuses to list: ${listed.message}`);
      const { rows } = listed.value as { rows: string[][] };
      const isTaken = code === EXIT_CODES.done;
      if (isTaken !== rows.length > 0)
        faults.push(`score ends with ${code}, MCP lists ${rows.length} profiles`);
      for (const [id = ""] of rows.slice(0, 1)) {
        const read = getValueProfiles.call({ ids: [id] }, context);
        if (read.kind === "refused") faults.push(`MCP lists ${id} and refuses it: ${read.message}`);
        else checkMissing(read.value, profiles[0], faults);
      }
    } catch (error) {
      faults.push(`MCP: ${messageOf(error)}`);
    }
  };
}

function checkMissing(value: unknown, profile: ScoredProfile | undefined, faults: string[]): void {
  const { planned = 0, total = 0 } = profile?.answers ?? {};
  if (planned > total && !JSON.stringify(value).includes("planned answers are missing"))
    faults.push(`MCP does not say that ${planned - total} of ${planned} answers are missing`);
}
