import { z } from "zod";

/** A table in few tokens: the columns' names once, then the rows. A cell that does not apply is "". */
export const tableSchema = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.unknown())),
});
export type ResultTable = z.infer<typeof tableSchema>;
export type ResultCell = string | number | boolean;

/** The fields that every list has. */
export const pageShape = { total: z.int(), next_offset: z.int().optional() };

/**
 * A result may have 8,000 tokens. Tokens are not counted while serving: rows of numbers have at least two
 * characters to a token, so this many bytes stay below it with room for what stands around the rows
 * (test/mcp/result-size.test.ts counts).
 */
const MAX_ROW_BYTES = 12_000;

export type Page<Row> = {
  readonly page: readonly Row[];
  readonly total: number;
  readonly next_offset?: number;
};

/** As many rows from `offset` as `limit` and the size of a result admit; always at least one if there is one. */
export function pageOf<Row>(
  rows: readonly Row[],
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Page<Row> {
  const page: Row[] = [];
  let bytes = 0;
  for (const row of rows.slice(offset, offset + limit)) {
    bytes += Buffer.byteLength(JSON.stringify(row)) + 1;
    if (page.length > 0 && bytes > MAX_ROW_BYTES) break;
    page.push(row);
  }
  const next = offset + page.length;
  return {
    page,
    total: rows.length,
    ...(page.length > 0 && next < rows.length ? { next_offset: next } : {}),
  };
}

/** A p value as reports have it, but never 0: three decimals, or two digits where those would say nothing. */
export function testedP(p: number): number {
  return p < 0.001 ? roundedP(p) : rounded(p, 3);
}

/** A p value with two digits, however small. */
export function roundedP(p: number): number {
  return Number(p.toPrecision(2));
}

/**
 * A number with few decimals, and never -0.
 * @example
 * rounded(-0.0004, 2); // => 0
 */
export function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals)) + 0;
}
