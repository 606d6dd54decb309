import { writeSync } from "node:fs";
import { codeOf } from "./input-error.ts";
import { pause } from "./pause.ts";

/** A reader that has seen enough, such as `head`, closes the pipe; Windows calls it EOF. */
const READER_LEFT = ["EPIPE", "EOF"];

/** A pipe that is full for now. */
const FULL = ["EAGAIN", "EWOULDBLOCK"];

const PAUSE_MS = 5;

/**
 * Writes all of a text to an open file, pipe or device, which Node's own streams do not promise for a disk that is almost
 * full. A reader that leaves is no failure.
 * @throws what the operating system says, for example ENOSPC
 */
export function writeDescriptor(descriptor: number, text: string): void {
  let rest: Uint8Array = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      const code = codeOf(error);
      if (READER_LEFT.includes(code)) return;
      if (!FULL.includes(code)) throw error;
      pause(PAUSE_MS);
    }
  }
}
