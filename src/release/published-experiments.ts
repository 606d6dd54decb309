/** The two experiments of which only tables were published: personas of groups of people, and prompts that name a value. */
import { z } from "zod";
import { TRAITS, type Trait, VALUES, type Value } from "../instrument/dimensions.ts";
import { recordOf } from "../lib/record-of.ts";
import type { PersonaAxis } from "../scoring/experiments/persona-axis.ts";
import type { Shift } from "../scoring/experiments/shift.ts";
import type { SteeringMatrix } from "../scoring/experiments/steering-effects.ts";

const perValue = z.array(z.number()).length(VALUES.length);

/** Changes against no system prompt, in rating points; people's are differences of a group from all people. */
export const publishedExperimentsSchema = z.strictObject({
  source: z.string(),
  licence: z.string(),
  model: z.string(),
  decimals: z.literal(2),
  values: z.tuple(VALUES.map((value) => z.literal(value)) as [z.ZodLiteral<Value>]),
  traits: z.tuple(TRAITS.map((trait) => z.literal(trait)) as [z.ZodLiteral<Trait>]),
  axes: z.array(
    z.strictObject({
      axis: z.string(),
      ordered: z.boolean(),
      groups: z
        .array(
          z.strictObject({
            group: z.string(),
            people: perValue.optional(),
            model: perValue,
            traits: z.array(z.number()).length(TRAITS.length),
          }),
        )
        .min(2),
    }),
  ),
  steering: z.record(z.enum(VALUES), perValue),
});

/** The published tables as an experiment: estimates without intervals, because none were published. */
export type PublishedExperiments = {
  readonly source: string;
  readonly model: string;
  readonly axes: readonly PersonaAxis[];
  /** Changes of the raw mean ratings of the five traits, in the order of TRAITS: not centred, unlike those of values. */
  readonly traits: readonly {
    readonly axis: string;
    readonly group: string;
    readonly shift: readonly number[];
  }[];
  readonly steering: SteeringMatrix;
};

/** Makes nouns of the file. */
export function publishedExperiments({
  source,
  model,
  axes,
  steering,
}: z.infer<typeof publishedExperimentsSchema>): PublishedExperiments {
  return {
    source,
    model,
    axes: axes.map(({ axis, ordered, groups }) => ({
      axis,
      ordered,
      groups: groups.map(({ group, model: shift, people }) => ({ group, model: effects(shift), people })),
    })),
    traits: axes.flatMap(({ axis, groups }) =>
      groups.map(({ group, traits }) => ({ axis, group, shift: traits })),
    ),
    steering: recordOf(VALUES, (value) => effects(steering[value])),
  };
}

function effects(shift: readonly number[]): Shift {
  return shift.map((estimate) => ({ estimate }));
}
