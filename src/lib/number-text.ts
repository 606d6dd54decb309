/** How numbers become text, for every face: never "-0.00" or "+0.00". */

/**
 * A number with some decimals, without the minus sign of a rounded 0.
 * @example
 * decimals(-0.001, 2); // => "0.00"
 */
export function decimals(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace("-", "") : text;
}

/**
 * A difference: with its sign, but a rounded 0 has none.
 * @example
 * signed(0.4658); // => "+0.47"
 */
export function signed(value: number, digits = 2): string {
  const text = decimals(value, digits);
  return Number(text) > 0 ? `+${text}` : text;
}

/**
 * Bounds, each with its sign.
 * @example
 * boundsText({ lower: -0.021, upper: 0.4 }); // => "[-0.02, +0.40]"
 */
export function boundsText(
  { lower, upper }: { readonly lower: number; readonly upper: number },
  digits = 2,
): string {
  return `[${signed(lower, digits)}, ${signed(upper, digits)}]`;
}

/**
 * A p value; small ones are only said to be small.
 * @example
 * pText(0.0302); // => ".030"
 * pText(0.0002); // => "< .001"
 */
export function pText(p: number): string {
  return p < 0.001 ? "< .001" : p.toFixed(3).replace(/^0/, "");
}

/**
 * A p value in a sentence.
 * @example
 * pPhrase(0.0002); // => "p < .001"
 */
export function pPhrase(p: number): string {
  return p < 0.001 ? "p < .001" : `p = ${pText(p)}`;
}

/**
 * A share of 0 to 1 as a percentage with some decimals.
 * @example
 * percent(0.971); // => "97%"
 */
export function percent(share: number, digits = 0): string {
  return `${(100 * share).toFixed(digits)}%`;
}

/**
 * A share as briefly as it is true: what rounds to 0 or 100 percent but is neither says so.
 * @example
 * shareText(0.9986); // => "99.9%"
 */
export function shareText(share: number): string {
  const value = 100 * share;
  if (value > 0 && value < 0.1) return "< 0.1%";
  if (value > 99.9 && value < 100) return "> 99.9%";
  return percent(share, Number.isInteger(value) || (value >= 1 && value <= 99) ? 0 : 1);
}

/**
 * A count with its thousands apart.
 * @example
 * countText(49452); // => "49,452"
 */
export function countText(count: number): string {
  return count.toLocaleString("en");
}
