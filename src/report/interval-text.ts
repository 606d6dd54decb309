import type { Interval } from "../scoring/statistics/interval.ts";

/**
 * An interval as tables print it.
 * @example
 * intervalText({ lower: -0.021, upper: 0.4 }); // => "[-0.02, +0.40]"
 */
export function intervalText({ lower, upper }: Interval): string {
  return `[${signed(lower)}, ${signed(upper)}]`;
}

function signed(value: number): string {
  const text = value.toFixed(2);
  if (Number(text) === 0) return "0.00";
  return value > 0 ? `+${text}` : text;
}
