import { statSync } from "node:fs";
import { InputError } from "./input-error.ts";
import { refuseEmptyStdin, STDIN } from "./standard-input.ts";

/**
 * Refuses to read what need not end, such as /dev/zero. A named pipe is no device: it ends when its writer does.
 * @throws {InputError} the file is a device, or stdin has nothing to read
 */
export function refuseDevice(file: string): void {
  if (file === STDIN) {
    refuseEmptyStdin();
    return;
  }
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isCharacterDevice() || found?.isBlockDevice())
    throw new InputError(`${file}: a device, not a file. Give a file, or a pipe that ends`);
}
