import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeText, utf8Chunks } from "../../src/lib/decode-text.ts";

const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-decode-"));

/** The ways in which programs write one text. */
const WAYS: Readonly<Record<string, (text: string) => Buffer>> = {
  "UTF-8": (text) => Buffer.from(text),
  "UTF-8 with a mark": (text) => Buffer.from(`\ufeff${text}`),
  "UTF-16, as PowerShell writes it": (text) => Buffer.from(`\ufeff${text}`, "utf16le"),
  "UTF-16 of the other byte order": (text) => Buffer.from(`\ufeff${text}`, "utf16le").swap16(),
  "UTF-16 without a mark": (text) => Buffer.from(text, "utf16le"),
  "UTF-16 of the other byte order without a mark": (text) => Buffer.from(text, "utf16le").swap16(),
};

async function streamed(bytes: Buffer): Promise<string> {
  const file = path.join(folder, "file");
  writeFileSync(file, bytes);
  const chunks: Buffer[] = [];
  for await (const chunk of utf8Chunks(file)) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/** A document of JSON, long enough for several chunks now and then, with characters of all lengths. */
const text = fc
  .tuple(fc.string({ unit: "grapheme", minLength: 1 }), fc.constantFrom(1, 1, 20_000))
  .map(([part, times]) => JSON.stringify({ text: part.repeat(times) }));

test.each(Object.entries(WAYS))(
  "%s gives the text that was written, compressed or not",
  async (_, encode) => {
    await fc.assert(
      fc.asyncProperty(text, async (given) => {
        const bytes = encode(given);
        expect(decodeText(bytes)).toBe(given);
        expect(decodeText(gzipSync(bytes))).toBe(given);
        expect(await streamed(bytes)).toBe(given);
        expect(await streamed(gzipSync(bytes))).toBe(given);
      }),
      { numRuns: 25 },
    );
  },
);

test("an empty file is an empty text", async () => {
  expect(decodeText(Buffer.alloc(0))).toBe("");
  expect(await streamed(Buffer.alloc(0))).toBe("");
});

test("a file that decompresses to more than is wanted is not decompressed", () => {
  expect(() => decodeText(gzipSync(Buffer.alloc(1000)), 100)).toThrow("Cannot create a Buffer larger");
});

test("a compressed file that is cut off, and one that is not there, throw", async () => {
  await expect(streamed(gzipSync(Buffer.from("hello")).subarray(0, 20))).rejects.toThrow(
    "unexpected end of file",
  );
  await expect(utf8Chunks(path.join(folder, "none")).next()).rejects.toThrow("ENOENT");
});
