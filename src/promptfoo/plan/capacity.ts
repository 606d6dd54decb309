/**
 * Memory of a promptfoo process (0.123.1, Node 24) that asks the real prompts with our hooks and writes a .json
 * output: 861 MB at 6,240 rows, 1,296 MB at 12,480 and 2,786 MB at 31,200. This line lies just above all three.
 */
const BASE_MB = 365;
const ROW_MB = 0.08;

/** The largest of those evals, which ended well. */
const MOST_ROWS_SEEN = 31_200;

/** promptfoo's table takes 2 s to open with 2 columns and 7 s with 12, and again for each page. */
const MOST_COLUMNS = 8;

/**
 * How many rows one promptfoo process can hold, at most as many as were seen to work.
 * @param heapMb the limit of Node's heap (`--max-old-space-size`), in MB
 * @example
 * rowsThatFit(2048); // => 21000
 * rowsThatFit(1024); // => 8200
 */
export function rowsThatFit(heapMb: number): number {
  const fitting = Math.max(0, (heapMb - BASE_MB) / ROW_MB);
  return Math.min(MOST_ROWS_SEEN, Math.floor(fitting / 100) * 100);
}

/** Whether to make one eval for each model: rows would not fit, or the table would be too wide to open quickly. */
export function shouldSplit(rows: number, columns: number, fitting: number): boolean {
  return rows > fitting || columns > MOST_COLUMNS;
}
