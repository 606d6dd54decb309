import { renameSync } from "node:fs";
import { codeOf } from "./input-error.ts";
import { pause } from "./pause.ts";

type Effects = {
  readonly rename: (from: string, to: string) => void;
  readonly pause: (milliseconds: number) => void;
};

/** How Windows refuses while another program, such as a virus scanner or an editor, has the file open. */
const PASSING = ["EPERM", "EBUSY", "EACCES"];

/** Milliseconds between attempts: .6 s in all. */
const PAUSES = [5, 10, 20, 40, 80, 160, 320];

/**
 * Renames a file, again and again while another program may be holding it for a moment.
 * @throws the last attempt's error
 */
export function renamePatiently(
  from: string,
  to: string,
  effects: Effects = { rename: renameSync, pause },
): void {
  for (const milliseconds of PAUSES) {
    try {
      effects.rename(from, to);
      return;
    } catch (error) {
      if (!PASSING.includes(codeOf(error))) throw error;
    }
    effects.pause(milliseconds);
  }
  effects.rename(from, to);
}
