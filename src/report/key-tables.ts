import { DIMENSIONS, labelOf } from "../instrument/dimensions.ts";
import { signed } from "../lib/number-text.ts";
import { AXES, AXIS_IDS } from "../scoring/analysis/axes.ts";
import type { KeyCard } from "../scoring/analysis/key-card.ts";
import type { KeySensitivity } from "../scoring/analysis/key-sensitivity.ts";
import { keyCardData, keySensitivityData } from "./csv/key-data.ts";
import type { RunFacts } from "./csv/run-cells.ts";
import type { Printout } from "./printout.ts";
import type { Cell, Table } from "./table.ts";

/** All keys, described. */
export function keyCardsPrintout(cards: readonly KeyCard[], seed: number): Printout {
  return {
    document: { format: "value-portrait/keys", version: 1, seed, keys: cards },
    tables: cards.map(keyCardTable),
    data: keyCardData(cards),
  };
}

/**
 * One run under all keys.
 * @param run what is known of it beside its scores
 * @param notes what must be known of its reading
 */
export function keySensitivityPrintout(
  sensitivity: KeySensitivity,
  run: RunFacts,
  notes: readonly string[],
): Printout {
  return {
    document: { format: "value-portrait/key-sensitivity", version: 2, ...sensitivity, notes },
    tables: [keySensitivityTable(sensitivity)],
    data: keySensitivityData(sensitivity, run),
    below: sensitivity.keys.length > 1 ? [agreementText(sensitivity)] : [],
    notes,
  };
}

/** What a key holds, dimension by dimension, and how reliably it tells the released models apart. */
function keyCardTable(card: KeyCard): Table {
  return {
    title: `Key ${card.id}${card.experimental ? " (experimental)" : ""}: ${card.items} items`,
    note: [card.rule, `Source: ${card.source}.`, card.use],
    columns: [
      { header: "Dimension" },
      { header: "Items", digits: 0 },
      { header: "Reversed", digits: 0 },
      { header: "Split-half", digits: 2 },
      { header: "Alpha", digits: 2 },
      { header: "Raw alpha", digits: 2 },
      { header: "Key ±", digits: 2 },
      { header: "Added", digits: 0 },
      { header: "Dropped", digits: 0 },
    ],
    rows: card.dimensions.map(
      ({ dimension, items, reversed, reliability, keyError, added, dropped }): Cell[] => [
        labelOf(dimension),
        items,
        reversed,
        reliability?.splitHalf.reliability,
        reliability?.alpha.centred,
        reliability?.alpha.raw,
        keyError?.score,
        added.length,
        dropped.length,
      ],
    ),
  };
}

/** One run scored under several keys, which are several instruments. */
function keySensitivityTable({ subject, keys, rows, axes }: KeySensitivity): Table {
  return {
    title: `${subject}: centred scores under each key`,
    note: "Each key is an instrument on a scale of its own: read down a column, never across.",
    columns: [{ header: "Dimension" }, ...keys.map((key) => ({ header: key, digits: 2, signed: true }))],
    rows: [
      ...AXIS_IDS.map((id): Cell[] => [
        AXES[id].short,
        ...keys.map((key) => axes[key]?.find(({ axis }) => axis === id)?.score),
      ]),
      ...DIMENSIONS.map((dimension): Cell[] => {
        const row = rows.find((one) => one.dimension === dimension);
        return [labelOf(dimension), ...keys.map((key) => row?.scores[key]?.centred)];
      }),
    ],
  };
}

/** What can be compared across keys. */
function agreementText({ keys, agreement }: KeySensitivity): string {
  const [first, ...others] = keys;
  const told = others.map((key) => `${key} ${rhoText(agreement[key])}`).join(", ");
  return `Order of the ten values against that under ${first} (Spearman's rho, 1: the same): ${told}.`;
}

function rhoText(rho: number | undefined): string {
  return rho === undefined ? "not known" : signed(rho);
}
