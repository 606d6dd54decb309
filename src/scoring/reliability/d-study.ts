import { quantile } from "simple-statistics";
import type {
  Coefficients,
  ContrastComponents,
  ContrastDesign,
  ExpectedSe,
  PlannedSe,
  VarianceComponents,
} from "./reliability.ts";

/**
 * The D study: what standard error a centred score would have under another design, from the components of a
 * G study. Error variance is the components times the design's coefficients, those that involve the variant
 * divided by the number of variants. Under the same prompts that is what a bootstrap over queries estimates;
 * over new prompts, the variance of the score between prompts comes on top. Negative components count as they
 * are: setting them to 0 makes the average error too large (released models scored on one variant depart from
 * their full score by .180 points and .184 are expected: scripts/bench/design-holds.ts). Undefined where the variance is not
 * positive, or where one variant was studied and another number is asked for.
 */
export function expectedSe(
  components: ContrastComponents,
  design: ContrastDesign,
  variants: number,
): ExpectedSe {
  const variance = contrastVariance(components, design, variants);
  const { dimensionByVariant } = components;
  return {
    samePrompts: root(variance),
    newPrompts: root(
      variance === undefined || dimensionByVariant === undefined
        ? undefined
        : variance + dimensionByVariant / variants,
    ),
  };
}

/** Error variance of a centred score over queries and items, in squared rating points. */
export function contrastVariance(
  { keyed, rest, shared }: ContrastComponents,
  design: ContrastDesign,
  variants: number,
): number | undefined {
  const parts = [setVariance(keyed, design.keyed, variants), setVariance(rest, design.rest, variants)];
  const covariance = (shared.query ?? 0) + (shared.queryByVariant ?? 0) / variants;
  return parts.reduce<number | undefined>(
    (sum, part) => (sum === undefined || part === undefined ? undefined : sum + part),
    design.shared * covariance,
  );
}

/**
 * The standard error to expect for a model like these: quartiles over models of the D study's, under the same
 * prompts or over new ones. Undefined when it can be estimated for none.
 */
export function plannedSe(
  models: readonly ContrastComponents[],
  design: ContrastDesign,
  variants: number,
  over: keyof ExpectedSe,
): PlannedSe | undefined {
  const errors = models.flatMap((components) => expectedSe(components, design, variants)[over] ?? []);
  if (errors.length === 0) return undefined;
  const at = (p: number) => quantile(errors, p);
  return { lower: at(0.25), median: at(0.5), upper: at(0.75), models: errors.length };
}

/**
 * What is undefined was not to be told apart from the finer component, which holds it; that holds for other
 * selections of the same items too. Only the number of variants cannot change when there was one.
 */
function setVariance(
  components: VarianceComponents,
  { query, item }: Coefficients,
  variants: number,
): number | undefined {
  if (components.item === undefined) return undefined;
  if (components.residual === undefined && variants !== components.variants) return undefined;
  return (
    query * ((components.query ?? 0) + (components.queryByVariant ?? 0) / variants) +
    item * (components.item + (components.residual ?? 0) / variants)
  );
}

function root(variance: number | undefined): number | undefined {
  return variance !== undefined && variance > 0 ? Math.sqrt(variance) : undefined;
}
