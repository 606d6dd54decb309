import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { createGunzip, gunzipSync } from "node:zlib";
import { STDIN, stdinChunks } from "./standard-input.ts";

const GZIP = Buffer.from([0x1f, 0x8b]);
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const UTF16_MARK = Buffer.from([0xff, 0xfe]);
const UTF16_BIG_ENDIAN_MARK = Buffer.from([0xfe, 0xff]);
const LONGEST_MARK = 3;

/**
 * The text in the bytes of a file, whatever wrote it: UTF-8 or UTF-16 with or without a byte order mark, compressed with
 * gzip or not. UTF-16 without a mark is known by a first character of ASCII.
 * @param maxBytes of what gzip may hold; what is larger throws an error of zlib
 * @example
 * decodeText(Buffer.from("\ufeffhello", "utf16le")); // => "hello"
 */
export function decodeText(bytes: Buffer, maxBytes?: number): string {
  const plain = startsWith(bytes, GZIP)
    ? gunzipSync(bytes, maxBytes === undefined ? {} : { maxOutputLength: maxBytes })
    : bytes;
  const encoding = encodingOf(plain);
  const text = plain.subarray(encoding.mark);
  return (encoding.bigEndian ? swapped(text) : text).toString(encoding.name);
}

/**
 * The bytes of a file, or of stdin, as UTF-8 without a byte order mark, a chunk at a time, decoded as `decodeText` does.
 */
export async function* utf8Chunks(file: string): AsyncGenerator<Buffer> {
  let encoding: Encoding | undefined;
  let decoder: StringDecoder | undefined;
  let odd: Buffer = Buffer.alloc(0);
  for await (const chunk of plainChunks(file)) {
    const mark = encoding === undefined;
    encoding ??= encodingOf(chunk);
    const bytes = mark ? chunk.subarray(encoding.mark) : chunk;
    if (encoding.name === "utf8") {
      yield bytes;
      continue;
    }
    decoder ??= new StringDecoder("utf16le");
    // Two bytes are swapped at a time.
    const whole: Buffer = Buffer.concat([odd, bytes]);
    const even = whole.length - (whole.length % 2);
    odd = whole.subarray(even);
    const pairs = whole.subarray(0, even);
    yield Buffer.from(decoder.write(encoding.bigEndian ? swapped(pairs) : pairs), "utf8");
  }
}

type Encoding = { readonly name: "utf8" | "utf16le"; readonly mark: number; readonly bigEndian: boolean };

function encodingOf(bytes: Buffer): Encoding {
  if (startsWith(bytes, UTF8_MARK)) return { name: "utf8", mark: 3, bigEndian: false };
  if (startsWith(bytes, UTF16_MARK)) return { name: "utf16le", mark: 2, bigEndian: false };
  if (startsWith(bytes, UTF16_BIG_ENDIAN_MARK)) return { name: "utf16le", mark: 2, bigEndian: true };
  const [first, second] = bytes;
  const wide = first !== undefined && second !== undefined && (first === 0) !== (second === 0);
  return { name: wide ? "utf16le" : "utf8", mark: 0, bigEndian: wide && first === 0 };
}

/** A file's bytes, decompressed when they are gzip. The file is opened once, so that it may be a pipe. */
async function* plainChunks(file: string): AsyncGenerator<Buffer> {
  const source = file === STDIN ? stdinChunks() : createReadStream(file, { highWaterMark: 1 << 16 });
  const chunks: AsyncIterator<Buffer> = source[Symbol.asyncIterator]();
  const first = await startOf(chunks);
  if (first.length === 0) return;
  const all = (async function* (): AsyncGenerator<Buffer> {
    try {
      yield first;
      for (;;) {
        const next = await chunks.next();
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      await chunks.return?.();
    }
  })();
  if (startsWith(first, GZIP)) yield* pipeline(all, createGunzip(), () => {});
  else yield* all;
}

/** Enough bytes to tell compression and encoding by; a pipe may give them one by one. */
async function startOf(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  let start: Buffer = Buffer.alloc(0);
  while (start.length < LONGEST_MARK) {
    const next = await chunks.next();
    if (next.done === true) break;
    start = Buffer.concat([start, next.value]);
  }
  return start;
}

function startsWith(bytes: Buffer, start: Buffer): boolean {
  return bytes.subarray(0, start.length).equals(start);
}

function swapped(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16();
}
