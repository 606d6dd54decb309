import { z } from "zod";
import type { Dimension } from "../../instrument/dimensions.ts";
import type { KeyId } from "../../instrument/key.ts";
import { compareStanding } from "../../scoring/compare/rank-ranges.ts";
import { caveatsOf, RANKS_NOTE } from "../caveats.ts";
import type { McpContext } from "../context.ts";
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
import { estimateCells } from "../profile-view.ts";
import { PROFILE_KINDS, type ProfileEntry } from "../profiles.ts";
import { defineTool } from "../tool.ts";

export const listValueProfiles = defineTool({
  name: "list_value_profiles",
  title: "List value profiles",
  description:
    "List whose value profiles there are, with validity verdicts: released models, the user's own runs, people who " +
    "rated the same items. rank_by sorts by a score, with interval and the ranks that paired " +
    "comparisons admit: adjacent rows rarely differ.",
  inputSchema: z
    .strictObject({
      kind: oneOf(PROFILE_KINDS).optional().describe("Default all"),
      text: words().optional().describe("Part of a name or developer"),
      rank_by: dimensionParameter.optional().describe("Sort by this score"),
      key: keyParameter.default("released"),
      limit: wholeNumber(1, 100).default(50).describe("Rows"),
      offset: offsetParameter,
    })
    .meta({ example: { kind: "model" } }),
  outputSchema: tableSchema.extend({
    ...pageShape,
    skipped_run_files: z.array(z.string()).optional(),
    caveats: z.array(z.string()),
  }),
  run({ kind, text, rank_by, key, limit, offset }, context) {
    const all = context.profiles();
    const wanted = all.filter(
      (entry) => (kind === undefined || entry.kind === kind) && (text === undefined || isNamed(entry, text)),
    );
    const rows =
      rank_by === undefined
        ? wanted.map((entry) => headCells(entry, context))
        : rankedRows(wanted, all, rank_by, key, context);
    const skipped = context.skippedRuns();
    const { page, ...rest } = pageOf(rows, { limit, offset });
    return {
      columns: rank_by === undefined ? HEAD_COLUMNS : [...HEAD_COLUMNS, "score", "lower", "upper", "ranks"],
      rows: page.map((row) => [...row]),
      ...rest,
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

function headCells(entry: ProfileEntry, { statistics }: McpContext): ResultCell[] {
  const verdict = statistics.screen(entry)?.verdict ?? "reference";
  return [entry.id, originOf(entry), entry.summary().values.size, verdict];
}

/** Where a profile is from, with its name where the id does not spell it. */
function originOf({ id, kind, name, origin }: ProfileEntry): string {
  return kind === "run" && !id.endsWith(`~${name}`) ? `${JSON.stringify(name)}, ${origin}` : origin;
}

/**
 * Highest score first, but what is not to be interpreted after all else; profiles without a score on the dimension
 * are left out.
 */
function rankedRows(
  wanted: readonly ProfileEntry[],
  all: readonly ProfileEntry[],
  dimension: Dimension,
  key: KeyId,
  context: McpContext,
): ResultCell[][] {
  const ranges = context.statistics.rankRanges(all, key, dimension);
  const { screen } = context.statistics;
  return wanted
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
        ...headCells(entry, context),
        ...estimateCells(score),
        range === undefined ? "" : `${range.first}-${range.last} of ${ranges.size}`,
      ];
    });
}
