import { readFileSync } from "node:fs";
import { z } from "zod";
import { runCli } from "../../src/cli/program.ts";
import { EXIT_CODES } from "../../src/lib/exit-codes.ts";
import { messageOf } from "../../src/lib/input-error.ts";

/** What a command did; a fault of the program is code 70, as in the real command. */
export type End = { readonly stdout: string; readonly stderr: string; readonly code: number };

/** Runs a command line in this process, as cli/main.ts does in its own. */
export async function runFace(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<End> {
  const end = { stdout: "", stderr: "", code: 0 };
  try {
    await runCli(args, {
      stdout: (text) => {
        end.stdout += text;
      },
      stderr: (text) => {
        end.stderr += text;
      },
      setExitCode: (code) => {
        end.code = code;
      },
      isColoured: false,
      env: { XDG_CACHE_HOME: "/nowhere", ...env },
    });
  } catch (error) {
    return { ...end, stderr: `${end.stderr}${messageOf(error)}`, code: EXIT_CODES.fault };
  }
  return end;
}

const profileSchema = z.object({
  subject: z.string(),
  answers: z.object({ planned: z.number(), total: z.number(), rating: z.number() }),
  scores: z.record(z.string(), z.object({ centred: z.number() })),
});
const documentSchema = z.object({ profiles: z.array(profileSchema) });
export type ScoredProfile = z.infer<typeof profileSchema>;

/** The profiles in what `score --format json` printed. */
export function profilesIn(stdout: string): readonly ScoredProfile[] {
  return documentSchema.parse(JSON.parse(stdout)).profiles;
}

/** Scores and counts in a form that can be compared. */
export function figuresIn({ answers, scores }: ScoredProfile): string {
  return JSON.stringify([
    answers.total,
    answers.rating,
    Object.entries(scores).map(([of, { centred }]) => [of, centred]),
  ]);
}

/** Lines about the reading, without those about progress. */
export function remarksIn(stderr: string): readonly string[] {
  return stderr.split("\n").filter((line) => /^(warning|note): /.test(line));
}

export const FEW = ["--resamples", "100"] as const;

/** A face of the command line over one run. */
export type Face = {
  readonly args: (run: string, other: string, target: string) => readonly string[];
  readonly codes: readonly number[];
};

const ENDED = [EXIT_CODES.done, EXIT_CODES.refused];

/** The faces beside `score` that read a run. */
export const FACES: Readonly<Record<string, Face>> = {
  compare: { args: (run, other) => ["compare", run, other, ...FEW], codes: ENDED },
  gate: {
    args: (run, other) => ["gate", run, "--baseline", other, ...FEW],
    codes: [...ENDED, EXIT_CODES.different, EXIT_CODES.inconclusive],
  },
  keys: { args: (run) => ["keys", run], codes: ENDED },
  report: { args: (run, _, target) => ["report", run, "-o", target, "--no-texts", ...FEW], codes: ENDED },
};

/** All that a face told: on both streams and in the page that it wrote. */
export function toldBy(end: End, target: string | undefined): string {
  const page = target === undefined ? "" : readFileSync(target, "utf8");
  return `${end.stdout}\n${end.stderr}\n${page}`.replaceAll(/\s+/g, " ");
}
