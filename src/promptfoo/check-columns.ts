import { z } from "zod";
import { type Cell, missingRows, readPlan } from "../contract/eval-plan.ts";
import { questionOf } from "../contract/question.ts";
import { publicNames } from "../lib/public-names.ts";

/** The fields of a result row by which columns are checked and counted. */
export const storedRowSchema = z.object({
  promptIdx: z.int(),
  testIdx: z.int(),
  success: z.boolean(),
  score: z.number(),
  failureReason: z.number(),
  vars: z.record(z.string(), z.unknown()).optional(),
  testCase: z.object({ metadata: z.record(z.string(), z.unknown()).optional() }),
});
type Row = z.infer<typeof storedRowSchema>;

/** What became of the answers that were planned for one column of an eval. */
export type ColumnCheck = {
  readonly promptIdx: number;
  /** The model, and the persona when there is one. */
  readonly column: string;
  readonly planned: number;
  readonly missing: readonly Cell[];
  /** Rows whose call failed. */
  readonly errors: number;
};

/** promptfoo's failureReason of a row whose call failed. */
const ERROR = 2;

/** Compares planned and stored rows, column by column; columns without a plan of ours are left out. */
export function checkColumns(
  prompts: readonly { readonly raw: string; readonly label: string; readonly provider: string }[],
  rows: readonly Row[],
): ColumnCheck[] {
  const names = publicNames(prompts.map(({ provider }) => provider));
  return prompts.flatMap(({ raw, label, provider }, promptIdx) => {
    const plan = readPlan(raw);
    if (plan === undefined) return [];
    const ours = rows.filter((row) => row.promptIdx === promptIdx);
    const stored = ours.flatMap(({ testCase, vars, testIdx }) => {
      const question = questionOf({ metadata: testCase.metadata, vars });
      return question === undefined ? [] : [{ cell: `${question.item} ${question.variant}`, testIdx }];
    });
    const absent = missingRows([...plan.cells, ...(plan.scenarios ?? [])], stored);
    // Rows that came without metadata and variables may be any of them.
    const missing = absent.length > ours.filter(isNameless).length ? absent : [];
    const tests = new Set(stored.map(({ testIdx }) => testIdx));
    const settled = new Set(ours.filter((row) => row.failureReason !== ERROR).map(({ testIdx }) => testIdx));
    return [
      {
        promptIdx,
        column: `${names.get(provider)} (${label})`,
        planned: tests.size + missing.length,
        missing,
        errors: [...tests].filter((testIdx) => !settled.has(testIdx)).length,
      },
    ];
  });
}

function isNameless({ vars = {}, testCase }: Row): boolean {
  return Object.keys(vars).length === 0 && Object.keys(testCase.metadata ?? {}).length === 0;
}

/** What a person must know and do about the columns, a line for each problem; none when all is well. */
export function describeChecks(checks: readonly ColumnCheck[], evalId: string): string[] {
  const lacking = checks.filter(({ missing }) => missing.length > 0);
  const failed = checks.filter(({ errors }) => errors > 0);
  return [
    ...lacking.map(
      ({ column, planned, missing }) =>
        `${missing.length} of ${planned} planned answers of ${column} are NOT stored: ${shorten(missing)}`,
    ),
    ...(lacking.length > 0
      ? [`ask the missing ones, and only them: npx promptfoo eval --resume ${evalId}`]
      : []),
    ...failed.map(({ column, planned, errors }) => `${errors} of ${planned} calls of ${column} failed`),
    ...(failed.length > 0
      ? [
          `ask the failed ones again: npx promptfoo retry ${evalId}, and then, because promptfoo clears the scores in the header: npx value-portrait rescore ${evalId}`,
        ]
      : []),
  ];
}

const MAX_NAMED = 5;

function shorten(cells: readonly Cell[]): string {
  const more = cells.length > MAX_NAMED ? ", …" : "";
  return `${cells.slice(0, MAX_NAMED).join(", ")}${more}`;
}

/** How many rows of a column passed, failed and could not be asked, and the sum of their scores. */
export type RowCounts = {
  readonly testPassCount: number;
  readonly testFailCount: number;
  readonly testErrorCount: number;
  readonly score: number;
};

/**
 * The counts in a column's header, from its rows: promptfoo counts as it goes, and loses what it stored between its
 * last save and an interruption.
 */
export function countRows(rows: readonly Row[], promptIdx: number): RowCounts {
  const ours = rows.filter((row) => row.promptIdx === promptIdx);
  const passed = ours.filter(({ success }) => success).length;
  const failed = ours.filter(({ success, failureReason }) => !success && failureReason !== ERROR).length;
  return {
    testPassCount: passed,
    testFailCount: failed,
    testErrorCount: ours.length - passed - failed,
    score: ours.reduce((sum, { score }) => sum + score, 0),
  };
}
