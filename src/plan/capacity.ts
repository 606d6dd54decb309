/**
 * Memory of a promptfoo process (0.123.1, Node 24, prompts of 1.4 kB): 365 MB for a small eval, 796 MB at 10,000 rows,
 * and at 30,000 rows 1,284 MB, or 1,797 MB with a .json output, from which the slope is taken.
 */
const BASE_MB = 365;
const ROW_MB = 0.048;

/** The largest eval of which we know that it ends well. */
const MOST_ROWS_SEEN = 30_000;

/** promptfoo's table takes 2 s to open with 2 columns and 7 s with 12, and again for each page. */
const MOST_COLUMNS = 8;

/**
 * How many rows one promptfoo process can hold, at most as many as were seen to work.
 * @param heapMb the limit of Node's heap (`--max-old-space-size`), in MB
 * @example
 * rowsThatFit(2048); // => 30000
 * rowsThatFit(1024); // => 13700
 */
export function rowsThatFit(heapMb: number): number {
  const fitting = Math.max(0, (heapMb - BASE_MB) / ROW_MB);
  return Math.min(MOST_ROWS_SEEN, Math.floor(fitting / 100) * 100);
}

/** Whether to make one eval for each model: rows would not fit, or the table would be too wide to open quickly. */
export function shouldSplit(rows: number, columns: number, fitting: number): boolean {
  return rows > fitting || columns > MOST_COLUMNS;
}
