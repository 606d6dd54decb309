import { decimals, percent } from "../../lib/number-text.ts";
import { type Judgement, type Judgements, whenMeasured } from "./judgement.ts";
import type { PromptAgreement } from "./prompt-agreement.ts";
import type { ScreenMeasures } from "./screen-measures.ts";
import { CHANCE_DIFFERENCE, DIFFERENCE, judge, MIN_VALUES, RELIABILITY } from "./screen-thresholds.ts";

/** Does the respondent answer the item, or the prompt that it comes in? */
export function judgePrompts(
  measures: ScreenMeasures,
): Judgements<"order" | "wording" | "repeats" | "agreement"> {
  const { orderDifference, orderSensitivity, wordingDifference, promptSensitivity } = measures.sensitivity;
  return {
    order: whenMeasured(
      orderDifference.average,
      measures,
      (difference) =>
        judgeDifference(
          difference,
          `Reversing the options changes ${percent(orderSensitivity.average ?? 0)} of the answers and moves them`,
        ),
      "No wording was asked with its options in both orders.",
    ),
    wording: whenMeasured(
      wordingDifference,
      measures,
      (difference) =>
        judgeDifference(
          difference,
          `The wording (options not reversed) changes the answer to ${percent(promptSensitivity ?? 0)} of items and moves it`,
        ),
      "Fewer than two wordings were asked with their options in both orders.",
    ),
    repeats: whenMeasured(
      measures.repeats,
      measures,
      (difference) => judgeDifference(difference, "Asking the same prompt again moves an answer"),
      "No prompt was asked twice.",
    ),
    agreement: whenMeasured(
      measures.agreement,
      measures,
      judgeAgreement,
      "There are no two prompts with a profile each, or their mean profile is flat.",
    ),
  };
}

/** On two answers to one item that differ in nothing but the prompt. */
function judgeDifference(difference: number, what: string): Judgement {
  return {
    verdict: judge(difference, DIFFERENCE),
    reason:
      `${what} by ${decimals(difference, 2)} points on average, ` +
      `${percent(difference / CHANCE_DIFFERENCE)} of chance.`,
  };
}

function judgeAgreement({ correlation, reliability, prompts, values, flat }: PromptAgreement): Judgement {
  if (correlation === undefined) return { open: "All prompts but one give every value the same score." };
  if (values < MIN_VALUES) return { open: `Only ${values} values have a score under every prompt.` };
  const level = flat === 0 ? "" : `; under ${flat} of them every value scores the same`;
  return {
    verdict: judge(reliability, RELIABILITY),
    reason:
      `Profiles under ${prompts} prompts correlate ${decimals(correlation, 2)} on average; the reliability of their ` +
      `mean is ${decimals(reliability, 2)}${level}.`,
  };
}
