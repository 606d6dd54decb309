import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { EXIT_CODES } from "../../src/lib/exit-codes.ts";
import { FEW } from "./faces.ts";

/** What was written to, and what did not hold. */
type End = readonly [what: string, fault: string | undefined];

const OLD = "what was here before\n";
const { done, unwritten } = EXIT_CODES;

const ROOT = path.resolve(import.meta.dirname, "../..");
const MAIN = path.join(ROOT, "src/cli/main.ts");
const LOADER = path.join(ROOT, "node_modules/tsx/dist/loader.mjs");

/** What takes processes of its own: pipes, descriptors, a full disk. Each with its fault, if it has one. */
export function shellEnds(folder: string, input: string): readonly End[] {
  if (process.platform === "win32") return [["pipes and disks: not on Windows", undefined]];
  const vp = `vp() { "${process.execPath}" --import "${LOADER}" "${MAIN}" "$@"; }; cd "${folder}"`;
  const write = `vp score "${input}" -f csv ${FEW.join(" ")}`;
  const bash = (line: string) => spawnSync("bash", ["-c", `${vp}\n${line}`], { encoding: "utf8" });
  const expected = bash(write).stdout;
  const same = (name: string) => {
    const file = path.join(folder, name);
    return existsSync(file) && readFileSync(file, "utf8") === expected ? undefined : "something else arrived";
  };
  const arrives = (line: string, name = "got"): string | undefined => {
    rmSync(path.join(folder, name), { force: true });
    const { status, stderr } = bash(line);
    return status === 0 ? same(name) : `code ${status}: ${stderr}`;
  };
  return [
    ["a named pipe", arrives(`mkfifo pipe; cat pipe > got & ${write} -o pipe && wait`)],
    ["a process's input", arrives(`${write} -o >(cat > got); sleep 1`)],
    ["a descriptor", arrives(`${write} -o /dev/fd/3 3> got`)],
    ["a pipe behind stdout", arrives(`${write} | cat > got`)],
    ["a descriptor that is closed", codeFault(bash(`${write} -o /dev/fd/99`).status, unwritten)],
    [
      "a reader that leaves",
      codeFault(bash(`vp items --format json | head -1 > got; exit "\${PIPESTATUS[0]}"`).status, done),
    ],
    ...fullDisk(folder, bash, write),
  ];
}

function codeFault(code: number | null, right: number): string | undefined {
  return code === right ? undefined : `code ${code} in place of ${right}`;
}

/** A disk of 16 kB, which only root can make. */
function fullDisk(
  folder: string,
  bash: (line: string) => { readonly status: number | null; readonly stderr: string },
  write: string,
): readonly End[] {
  const disk = path.join(folder, "disk");
  mkdirSync(disk);
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || bash(`mount -t tmpfs -o size=16k campaign "${disk}"`).status !== 0)
    return [["a full disk: not tried, takes root", undefined]];
  try {
    const file = path.join(disk, "file");
    writeFileSync(file, OLD);
    const { status, stderr } = bash(
      `head -c 1000000 /dev/zero > "${disk}/filler"; ${write.replace("csv", "json")} -o "${file}"`,
    );
    const left = readdirSync(disk).filter((name) => name.endsWith(".tmp"));
    const isKept = readFileSync(file, "utf8") === OLD && left.length === 0;
    return [
      [
        "a full disk",
        status === unwritten && isKept ? undefined : `code ${status}, kept ${isKept}: ${stderr}`,
      ],
    ];
  } finally {
    bash(`umount "${disk}"`);
  }
}
