import { fileURLToPath } from "node:url";

/**
 * How promptfoo is told to load a function of ours: by the absolute path of its file, which is TypeScript in the
 * repository and JavaScript in the package. Absolute, so that a config in any folder, and a resumed run, finds it.
 * @param module path below this folder, without extension
 * @param name of the export; left out for a default export
 * @example
 * moduleReference("assertions/likert", "likert"); // => "file:///…/dist/assertions/likert.js:likert"
 */
export function moduleReference(module: string, name?: string): string {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  return fileReference(fileURLToPath(new URL(`../${module}.${extension}`, import.meta.url)), name);
}

/**
 * A file as promptfoo reads a reference to it, which is not as a URL: it cuts `file://` off without decoding the rest,
 * so that a space must stay a space, and takes the function's name from after the first colon. On Windows the drive
 * is therefore left out: promptfoo then looks on the drive of the config.
 * @param file an absolute path
 * @example
 * fileReference("/my project/likert.js", "likert"); // => "file:///my project/likert.js:likert"
 * fileReference("C:\\project\\likert.js", "likert"); // => "file:///project/likert.js:likert"
 * fileReference("\\\\server\\share\\likert.js"); // => "file:////server/share/likert.js"
 */
export function fileReference(file: string, name?: string): string {
  const isWindows = /^(?:[a-z]:)?\\/i.test(file);
  const withoutDrive = isWindows ? file.replace(/^[a-z]:/i, "").replaceAll("\\", "/") : file;
  return name === undefined ? `file://${withoutDrive}` : `file://${withoutDrive}:${name}`;
}
