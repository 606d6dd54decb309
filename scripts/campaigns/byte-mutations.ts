import { gzipSync } from "node:zlib";
import type { Draws } from "./draws.ts";

/** What may happen to any file, on a disk, on the way, or in an editor that does not know what it is. */
export const BYTE_MUTATIONS: Readonly<Record<string, (bytes: Buffer, draws: Draws) => Buffer>> = {
  "cut off": (bytes, draws) => bytes.subarray(0, draws.below(bytes.length)),
  "bits flipped": (bytes, draws) => {
    const copy = Buffer.from(bytes);
    for (let flips = 1 + draws.below(3); flips > 0; flips -= 1) {
      const at = draws.below(copy.length);
      copy[at] = (copy[at] ?? 0) ^ (1 << draws.below(8));
    }
    return copy;
  },
  "a block of zeros": (bytes, draws) => {
    const copy = Buffer.from(bytes);
    const start = draws.below(copy.length);
    return copy.fill(0, start, Math.min(copy.length, start + 1 + draws.below(4096)));
  },
  "a piece left out": (bytes, draws) => {
    const [start, end] = piece(bytes, draws);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
  },
  "a piece twice": (bytes, draws) => {
    const [start, end] = piece(bytes, draws);
    return Buffer.concat([bytes.subarray(0, end), bytes.subarray(start)]);
  },
  "the file twice": (bytes) => Buffer.concat([bytes, bytes]),
  "noise put in": (bytes, draws) => {
    const at = draws.below(bytes.length);
    const noise = Buffer.from(Array.from({ length: 1 + draws.below(40) }, () => draws.below(256)));
    return Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at)]);
  },
  "text behind it": (bytes, draws) =>
    Buffer.concat([
      bytes,
      Buffer.from(draws.pick(["\0".repeat(100), "}", "\n\n", "<<<<<<< HEAD\n", "null\n"])),
    ]),
  "other line ends": (bytes) => Buffer.from(bytes.toString("utf8").replaceAll("\n", "\r\n")),
  "another encoding": (bytes, draws) => {
    const text = bytes.toString("utf8");
    return draws.pick([
      () => Buffer.from(`\ufeff${text}`, "utf16le"),
      () => Buffer.from(`\ufeff${text}`, "utf16le").swap16(),
      () => Buffer.from(`\ufeff${text}`),
      () => Buffer.from(text, "latin1"),
    ])();
  },
  compressed: (bytes) => gzipSync(bytes),
  "compressed and cut off": (bytes, draws) => {
    const whole = gzipSync(bytes);
    return whole.subarray(0, draws.below(whole.length));
  },
};

function piece(bytes: Buffer, draws: Draws): readonly [start: number, end: number] {
  const start = draws.below(bytes.length);
  return [start, Math.min(bytes.length, start + 1 + draws.below(3000))];
}
