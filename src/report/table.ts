import { decimals, signed as signedText } from "../lib/number-text.ts";

/** A table before it is rendered: numbers keep their full precision until then. */
export type Column = {
  readonly header: string;
  /** Decimals in rendered text; columns without are text. */
  readonly digits?: number;
  /** Show a plus sign on positive numbers. */
  readonly signed?: boolean;
  /** Numbers close to 0, which need an exponent: one digit after the point. */
  readonly scientific?: boolean;
  /** Text of which repetitions in following rows are left blank, except in CSV. */
  readonly grouped?: boolean;
  /** Only in CSV: what would make a table too wide to read, or stands in its title. */
  readonly csvOnly?: boolean;
  /** Not in CSV, which has the same facts as numbers in columns of their own. */
  readonly textOnly?: boolean;
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
