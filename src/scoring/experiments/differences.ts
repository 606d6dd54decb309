import { DIMENSIONS, VALUES } from "../../instrument/dimensions.ts";
import type { PairedDifference } from "../compare/paired-differences.ts";
import type { Shift } from "./shift.ts";

/** One list of differences: of each dimension, or why there is none, in the order of DIMENSIONS. */
export type Differences = readonly PairedDifference[];

export function inOrder(differences: ReadonlyMap<string, PairedDifference>): Differences {
  return DIMENSIONS.flatMap((dimension) => differences.get(dimension) ?? []);
}

/** The ten values of some differences; undefined where one is not measured. */
export function shiftOf(differences: Differences): Shift | undefined {
  const shift = VALUES.flatMap((value) => {
    const row = differences[DIMENSIONS.indexOf(value)];
    return row?.kind === "compared" ? [{ estimate: row.difference, interval: row.test.interval }] : [];
  });
  return shift.length === VALUES.length ? shift : undefined;
}
