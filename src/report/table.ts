import { decimals, signed as signedText } from "../lib/number-text.ts";

/** A table for people before it is rendered: numbers are rounded then. Programs get JSON or CSV (`csv/data.ts`). */
export type Column = {
  readonly header: string;
  /** Decimals in rendered text; columns without are text. */
  readonly digits?: number;
  /** Show a plus sign on positive numbers. */
  readonly signed?: boolean;
  /** Numbers close to 0, which need an exponent: one digit after the point. */
  readonly scientific?: boolean;
  /** Text of which repetitions in following rows are left blank. */
  readonly grouped?: boolean;
};
export type Cell = string | number | undefined;
export type Table = {
  readonly title?: string;
  /** A line below the title, or several. */
  readonly note?: string | readonly string[];
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
};

/**
 * A cell as people read it: rounded to the column's decimals, without a sign on a rounded 0; empty when
 * there is nothing.
 * @example
 * cellText(0.4658, { header: "Centred", digits: 2, signed: true }); // => "+0.47"
 */
export function cellText(cell: Cell, { digits, signed, scientific }: Column): string {
  if (cell === undefined) return "";
  if (typeof cell === "string") return cell;
  if (scientific === true) return cell === 0 ? "0" : cell.toExponential(1);
  if (digits === undefined) return String(cell);
  return signed === true ? signedText(cell, digits) : decimals(cell, digits);
}
