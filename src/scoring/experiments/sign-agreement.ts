import { signTest } from "../statistics/sign-test.ts";
import { ROUNDING } from "../uncertainty/sign-flip.ts";
import { decidedSign, type Shift } from "./shift.ts";

/** Differences of people from all people below this, in points, are too small to have a direction worth matching. */
export const LEAST_OF_PEOPLE = 0.02;

/** How often a model's shifts have the sign of people's differences. */
export type SignAgreement = {
  readonly agreeing: number;
  /** Cells that have a sign on both sides. */
  readonly decided: number;
  /** Two-sided, exact: against a coin for each decided cell. */
  readonly p: number;
  /** Of all cells, those alike in being above 0 or not: the cruder count of other publications. */
  readonly alike: number;
  readonly cells: number;
};

/**
 * Counts the cells in which a model moves as people differ, over those that are decided: people are at least `least`
 * from 0, and the model's shift is not 0 and its interval, where it has one, leaves out 0. Cells are not independent
 * (the ten shifts of a condition sum to about 0, and conditions share a baseline), so p is a rough guide.
 * @param least points below which people's difference has no direction; default .02
 * @example
 * signAgreement([{ estimate: 0.3 }, { estimate: -0.1 }], [0.1, 0.1]); // => { agreeing: 1, decided: 2, p: 1, ... }
 */
export function signAgreement(
  model: Shift,
  people: readonly number[],
  least: number = LEAST_OF_PEOPLE,
): SignAgreement {
  const cells = model.map((effect, index) => ({ effect, human: people[index] ?? Number.NaN }));
  const signs = cells.flatMap(({ effect, human }) => {
    const sign = decidedSign(effect);
    return sign === undefined || Math.abs(human) < least - ROUNDING ? [] : [sign === Math.sign(human)];
  });
  const agreeing = signs.filter(Boolean).length;
  return {
    agreeing,
    decided: signs.length,
    p: signTest(agreeing, signs.length),
    alike: cells.filter(({ effect, human }) => effect.estimate > 0 === human > 0).length,
    cells: cells.length,
  };
}
