/**
 * The code of an error of the operating system, empty when it has none.
 * @example
 * codeOf(error); // => "EACCES"
 */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/**
 * What an error of the operating system says, without the system call and the path.
 * @example
 * reasonOf(error); // => "EACCES: permission denied"
 */
export function reasonOf(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split(", ")[0] ?? "";
}
