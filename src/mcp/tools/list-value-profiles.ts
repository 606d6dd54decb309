import { z } from "zod";
import type { Dimension } from "../../instrument/dimensions.ts";
import type { KeyId } from "../../instrument/key.ts";
import { compareStanding } from "../../scoring/compare/rank-ranges.ts";
import { caveatsOf, RANKS_NOTE } from "../caveats.ts";
import { conditionOf } from "../conditions.ts";
import type { McpContext } from "../context.ts";
import { examineSome, waitingNote } from "../examine-some.ts";
import { isNamed } from "../find-profile.ts";
import { pageOf, pageShape, type ResultCell, tableSchema } from "../page.ts";
import {
  dimensionParameter,
  keyParameter,
  offsetParameter,
  oneOf,
  wholeNumber,
  words,
} from "../parameters.ts";
import { estimateCells, verdictOf } from "../profile-view.ts";
import { evalText, PROFILE_KINDS, type ProfileEntry } from "../profiles.ts";
import { defineTool } from "../tool.ts";

export const listValueProfiles = defineTool({
  name: "list_value_profiles",
  title: "List value profiles",
  description:
    "List whose value profiles there are, with validity verdicts: the user's own runs, newest first, released models, " +
    "developers' averages, open-weight models, people. rank_by sorts by a score, with interval and the ranks that " +
    "paired comparisons admit: adjacent rows rarely differ.",
  inputSchema: z
    .strictObject({
      kind: oneOf(PROFILE_KINDS).optional().describe("Default all"),
      text: words().optional().describe("Part of a name, persona, developer"),
      rank_by: dimensionParameter.optional().describe("Value or trait, e.g. Benevolence"),
      key: keyParameter.default("released"),
      limit: wholeNumber(1, 100).default(60).describe("Rows"),
      offset: offsetParameter,
    })
    .meta({ example: { kind: "model" } }),
  outputSchema: tableSchema.extend({
    ...pageShape,
    /** The newest runs among these; some of them when one eval asked several models. */
    latest: z.array(z.string()).optional(),
    waiting: z.string().optional(),
    skipped_run_files: z.array(z.string()).optional(),
    caveats: z.array(z.string()),
  }),
  run({ kind, text, rank_by, key, limit, offset }, context) {
    const all = context.profiles();
    const wanted = runsFirst(all).filter(
      (entry) => (kind === undefined || entry.kind === kind) && (text === undefined || isNamed(entry, text)),
    );
    const runs = runColumns(wanted, all);
    // Ranks are among all; without them nobody has to wait for more than a page.
    const { ready, waiting } = examineSome(
      rank_by === undefined ? wanted.slice(offset, offset + limit) : all,
      context,
    );
    const rows =
      rank_by === undefined
        ? wanted.map((entry, index) =>
            index < offset || index >= offset + limit ? [] : headCells(entry, runs, waiting, context),
          )
        : rankedRows(wanted, ready, runs, rank_by, key, context);
    const skipped = context.skippedRuns();
    const { page, ...rest } = pageOf(rows, { limit, offset });
    return {
      columns: [
        ...HEAD_COLUMNS,
        ...runs.map(({ name }) => name),
        ...(rank_by === undefined ? [] : ["score", "lower", "upper", "ranks"]),
      ],
      rows: page.map((row) => [...row]),
      ...rest,
      ...latestOf(wanted),
      ...waitingNote(waiting),
      ...(skipped.length === 0
        ? {}
        : {
            skipped_run_files: [
              ...skipped.slice(0, MAX_SKIPPED).map(({ name, reason }) => `${name}: ${reason}`),
              ...(skipped.length > MAX_SKIPPED ? [`and ${skipped.length - MAX_SKIPPED} more`] : []),
            ],
          }),
      caveats: [...caveatsOf(key), ...(rank_by === undefined ? [] : [RANKS_NOTE])],
    };
  },
});

const MAX_SKIPPED = 20;

const HEAD_COLUMNS = ["id", "origin", "items", "verdict"];

function headCells(
  entry: ProfileEntry,
  runs: readonly RunColumn[],
  waiting: readonly ProfileEntry[],
  { statistics }: McpContext,
): ResultCell[] {
  const examined = waiting.includes(entry)
    ? ["", "waiting"]
    : [entry.published === undefined ? entry.summary().values.size : "", verdictOf(entry, statistics)];
  return [entry.id, originOf(entry), ...examined, ...runs.map(({ cell }) => cell(entry))];
}

/** Where a profile is from; of a run the eval, with its name where the id does not spell it. Its date has a column. */
function originOf({ id, asked, name, origin }: ProfileEntry): string {
  if (asked === undefined) return origin;
  return id.endsWith(`~${name}`)
    ? evalText(asked.evalId)
    : `${JSON.stringify(name)}, ${evalText(asked.evalId)}`;
}

/** The user's own come first, the newest before all. */
function runsFirst(all: readonly ProfileEntry[]): readonly ProfileEntry[] {
  return [...all.filter(({ kind }) => kind === "run"), ...all.filter(({ kind }) => kind !== "run")];
}

/** An eval may have asked hundreds of models. */
const MAX_LATEST = 6;

function latestOf(wanted: readonly ProfileEntry[]): { readonly latest?: string[] } {
  const newest = wanted.reduce((most, { time = most }) => Math.max(most, time), Number.NEGATIVE_INFINITY);
  const latest = wanted.flatMap(({ id, time }) => (time === newest ? [id] : [])).slice(0, MAX_LATEST);
  return latest.length === 0 ? {} : { latest };
}

type RunColumn = { readonly name: string; readonly cell: (entry: ProfileEntry) => string };

/** What is told of runs only: the date, and where there are conditions, which, and what it is to be compared with. */
function runColumns(wanted: readonly ProfileEntry[], all: readonly ProfileEntry[]): RunColumn[] {
  if (!wanted.some(({ kind }) => kind === "run")) return [];
  const date = ({ time }: ProfileEntry) =>
    time === undefined ? "" : new Date(time).toISOString().slice(0, 16);
  const found = new Map(wanted.map((entry) => [entry.id, conditionOf(entry, all)]));
  const conditions = wanted.some(({ id }) => found.get(id) !== undefined);
  return [
    { name: "date", cell: date },
    ...(conditions
      ? [
          { name: "condition", cell: ({ id }: ProfileEntry) => found.get(id)?.name ?? "" },
          { name: "compare_with", cell: ({ id }: ProfileEntry) => found.get(id)?.plain ?? "" },
        ]
      : []),
  ];
}

/**
 * Highest score first, but what is not to be interpreted after all else; profiles without a score on the dimension, and
 * those not examined yet, are left out.
 */
function rankedRows(
  wanted: readonly ProfileEntry[],
  ready: readonly ProfileEntry[],
  runs: readonly RunColumn[],
  dimension: Dimension,
  key: KeyId,
  context: McpContext,
): ResultCell[][] {
  const ranges = context.statistics.rankRanges(ready, key, dimension);
  const { screen } = context.statistics;
  return ready
    .filter((entry) => wanted.includes(entry))
    .flatMap((entry) => {
      const score = context.statistics.score(entry, key, dimension);
      return score === undefined ? [] : [{ entry, score }];
    })
    .toSorted(
      (a, b) => compareStanding(screen(a.entry), screen(b.entry)) || b.score.centred - a.score.centred,
    )
    .map(({ entry, score }) => {
      const range = ranges.get(entry.id);
      return [
        ...headCells(entry, runs, [], context),
        ...estimateCells(score),
        range === undefined ? "" : `${range.first}-${range.last} of ${ranges.size}`,
      ];
    });
}
