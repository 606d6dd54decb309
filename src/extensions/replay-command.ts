/**
 * The eval that a promptfoo command retries: its id, or `latest`; undefined for any other command. promptfoo tells
 * hooks nothing of it. --resume is none of them: it remembers by itself how often tests were asked.
 * @param argv the process's arguments
 * @example
 * retriedEval(["node", "promptfoo", "retry", "eval-7bg-2026"]); // => "eval-7bg-2026"
 * retriedEval(["node", "promptfoo", "eval", "--retry-errors"]); // => "latest"
 */
export function retriedEval([, , ...args]: readonly string[]): string | undefined {
  if (args.includes("--retry-errors")) return "latest";
  if (!args.includes("retry")) return undefined;
  return args.find((argument) => argument.startsWith("eval-"));
}
