import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { describe, expect, test } from "vitest";
import { InputError, OutputError } from "../../src/lib/input-error.ts";
import { writeWhole } from "../../src/lib/write-file.ts";
import { makePipe } from "../fixtures/make-pipe.ts";

const newFolder = () => mkdtempSync(path.join(tmpdir(), "value-portrait-write-"));
const modeOf = (file: string) => statSync(file).mode & 0o777;
const read = (file: string) => readFileSync(file, "utf8");

/**
 * A device to write to. Root gets one of its own, because a fault in what is tested here would replace the machine's; nobody
 * else can. undefined where there is none.
 */
function device(name: string, minor: number): string | undefined {
  if (!existsSync(`/dev/${name}`)) return undefined;
  if (process.getuid?.() !== 0) return `/dev/${name}`;
  const file = path.join(newFolder(), name);
  return spawnSync("mknod", [file, "c", "1", String(minor)]).status === 0 ? file : undefined;
}

const [NULL, FULL] = [device("null", 3), device("full", 7)];

test("writes a file into a folder that it makes, and leaves nothing else there", () => {
  const folder = path.join(newFolder(), "a", "b");
  writeWhole(path.join(folder, "file"), "whole");
  expect(readdirSync(folder)).toEqual(["file"]);
});

test("a name as long as the file system takes can be written", () => {
  const file = path.join(newFolder(), "n".repeat(255));
  writeWhole(file, "whole");
  expect(read(file)).toBe("whole");
});

describe("what cannot be written is an OutputError with the file's name, and nothing is left", () => {
  test("a folder that cannot be made", () => {
    const file = path.join(newFolder(), "file");
    writeFileSync(file, "");
    expect(() => writeWhole(path.join(file, "below"), "")).toThrow(InputError);
    expect(() => writeWhole(path.join(file, "below"), "")).toThrow(`Cannot write ${file}/below: `);
  });

  test.skipIf(!existsSync("/proc/self"))("a folder where nothing can be made, at once", () => {
    expect(() => writeWhole("/proc/none/below/file", "")).toThrow(
      "Cannot write /proc/none/below/file: ENOENT",
    );
  });

  test("a folder", () => {
    const folder = newFolder();
    expect(() => writeWhole(folder, "")).toThrow(`Cannot write ${folder}: it is a folder`);
    expect(() => writeWhole(`${folder}/new/`, "")).toThrow("it is a folder");
    expect(readdirSync(folder)).toEqual([]);
  });

  test("links that lead nowhere but to each other", () => {
    const folder = newFolder();
    symlinkSync("b", path.join(folder, "a"));
    symlinkSync("a", path.join(folder, "b"));
    expect(() => writeWhole(path.join(folder, "a"), "")).toThrow("ELOOP: too many symbolic links");
    expect(readdirSync(folder)).toEqual(["a", "b"]);
  });

  test.skipIf(FULL === undefined)("a device that takes no more", () => {
    const file = FULL ?? "";
    expect(() => writeWhole(file, "x")).toThrow(OutputError);
    expect(() => writeWhole(file, "x")).toThrow(`Cannot write ${file}: ENOSPC: no space left on device`);
    expect(lstatSync(file).isCharacterDevice()).toBe(true);
  });

  test.skipIf(process.getuid?.() === 0)("a file that is read-only (skipped for root)", () => {
    const file = path.join(newFolder(), "file");
    writeFileSync(file, "old", { mode: 0o444 });
    expect(() => writeWhole(file, "new")).toThrow("EACCES: permission denied");
    expect(read(file)).toBe("old");
  });
});

describe("who may read a file", () => {
  test("is as with any new file of this user when it is new", () => {
    const folder = newFolder();
    const [theirs, ours] = [path.join(folder, "theirs"), path.join(folder, "ours")];
    writeFileSync(theirs, "");
    writeWhole(ours, "");
    expect(modeOf(ours)).toBe(modeOf(theirs));
  });

  test.each([0o600, 0o640, 0o644, 0o666, 0o755])("stays mode %o when it is replaced", (mode) => {
    const folder = newFolder();
    const file = path.join(folder, "file");
    writeFileSync(file, "old");
    chmodSync(file, mode);
    writeWhole(file, "new");
    expect(modeOf(file)).toBe(mode);
    expect(read(file)).toBe("new");
    expect(readdirSync(folder)).toEqual(["file"]);
  });

  test.skipIf(process.getuid?.() !== 0)("is the owner that it had (only root may give)", () => {
    const file = path.join(newFolder(), "file");
    writeFileSync(file, "old");
    execFileSync("chown", ["1234:2345", file]);
    writeWhole(file, "new");
    expect(statSync(file)).toMatchObject({ uid: 1234, gid: 2345 });
  });
});

describe("a link", () => {
  test("stays, and what it leads to is written, over other links and folders", () => {
    const folder = newFolder();
    for (const name of ["near", "far"]) mkdirSync(path.join(folder, name));
    const target = path.join(folder, "far", "target");
    writeFileSync(target, "old");
    symlinkSync("../far/target", path.join(folder, "near", "second"));
    symlinkSync("near", path.join(folder, "way"));
    const link = path.join(folder, "first");
    symlinkSync("way/second", link);
    writeWhole(link, "new");
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(read(target)).toBe("new");
    expect(readdirSync(folder)).toEqual(["far", "first", "near", "way"]);
  });

  test("to a file that is not there makes that file", () => {
    const folder = newFolder();
    symlinkSync("target", path.join(folder, "link"));
    writeWhole(path.join(folder, "link"), "new");
    expect(lstatSync(path.join(folder, "link")).isSymbolicLink()).toBe(true);
    expect(read(path.join(folder, "target"))).toBe("new");
  });
});

test("another hard link of a file that is replaced keeps what was there", () => {
  const folder = newFolder();
  const [file, other] = [path.join(folder, "file"), path.join(folder, "other")];
  writeFileSync(file, "old");
  linkSync(file, other);
  writeWhole(file, "new");
  expect(read(other)).toBe("old");
});

describe.skipIf(process.platform === "win32")("what is no regular file is written to as it is:", () => {
  test("a named pipe", () => {
    const file = path.join(newFolder(), "pipe");
    makePipe(file);
    const reader = openSync(file, constants.O_RDWR | constants.O_NONBLOCK);
    try {
      writeWhole(file, "through the pipe");
      const bytes = Buffer.alloc(99);
      expect(bytes.toString("utf8", 0, readSync(reader, bytes))).toBe("through the pipe");
    } finally {
      closeSync(reader);
    }
    expect(lstatSync(file).isFIFO()).toBe(true);
  });

  test.skipIf(NULL === undefined)("a device", () => {
    writeWhole(NULL ?? "", "gone");
    expect(lstatSync(NULL ?? "").isCharacterDevice()).toBe(true);
  });

  test("an open descriptor, at its place in the file that the shell opened", () => {
    const folder = newFolder();
    const file = path.join(folder, "log");
    writeFileSync(file, "before\n");
    const descriptor = openSync(file, "a");
    try {
      writeWhole(`/dev/fd/${descriptor}`, "ours\n");
      symlinkSync(`/dev/fd/${descriptor}`, path.join(folder, "link"));
      writeWhole(path.join(folder, "link"), "by a link\n");
    } finally {
      closeSync(descriptor);
    }
    expect(read(file)).toBe("before\nours\nby a link\n");
    expect(readdirSync(folder)).toEqual(["link", "log"]);
  });
});
