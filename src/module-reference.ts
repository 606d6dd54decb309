/**
 * How promptfoo is told to load a function of ours: by the absolute path of its file, which is TypeScript in the
 * repository and JavaScript in the package. Absolute, so that a config in any folder, and a resumed run, finds it.
 * @param module path below this folder, without extension
 * @example
 * moduleReference("assertions/likert", "likert"); // => "file:///…/dist/assertions/likert.js:likert"
 */
export function moduleReference(module: string, name: string): string {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  return `${new URL(`./${module}.${extension}`, import.meta.url)}:${name}`;
}
