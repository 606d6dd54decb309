import { styleText } from "node:util";
import type { HistoryVerdict } from "../scoring/analysis/screened-history.ts";
import type { Outcome } from "../scoring/compare/comparison.ts";
import type { ScreenVerdict } from "../scoring/screen/screen.ts";

const COLOURS = {
  interpretable: "green",
  with_caution: "yellow",
  do_not_interpret: "red",
  equivalent: "green",
  quiet: "green",
  drifted: "red",
  inconclusive: "yellow",
  refused: "red",
} as const satisfies Readonly<Record<ScreenVerdict | Outcome | HistoryVerdict, string>>;

/** A verdict in its colour, where the terminal has colours; the words say the same without. */
export function paint(text: string, verdict: keyof typeof COLOURS, isColoured: boolean): string {
  return isColoured ? styleText(COLOURS[verdict], text, { validateStream: false }) : text;
}
