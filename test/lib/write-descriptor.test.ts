import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, constants, mkdtempSync, openSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { describe, expect, test } from "vitest";
import { writeDescriptor } from "../../src/lib/write-descriptor.ts";
import { makePipe } from "../fixtures/make-pipe.ts";

describe.skipIf(process.platform === "win32")("a pipe", () => {
  test("that is full is waited for, until all is written", { tags: "slow" }, async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-pipe-"));
    const [pipe, copy] = [path.join(folder, "pipe"), path.join(folder, "copy")];
    makePipe(pipe);
    const descriptor = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
    const reader = spawn("sh", ["-c", 'sleep .2; exec cat "$1" > "$2"', "sh", pipe, copy]);
    const text = "ä line\n".repeat(200_000);
    writeDescriptor(descriptor, text);
    closeSync(descriptor);
    await once(reader, "close");
    expect(readFileSync(copy, "utf8")).toBe(text);
  });
});

test("what cannot be written to is an error", () => {
  const descriptor = openSync(import.meta.filename, "r");
  try {
    expect(() => writeDescriptor(descriptor, "x")).toThrow("EBADF");
    expect(() => writeDescriptor(descriptor, "")).not.toThrow();
  } finally {
    closeSync(descriptor);
  }
});
