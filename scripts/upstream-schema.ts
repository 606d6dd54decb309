import { z } from "zod";

/** The authors' data files, as far as the import reads them (holi-lab/ValuePortrait at 08e1fb7). */

export const phase1Schema = z.array(
  z.object({
    portrait_id: z.number(),
    content: z.object({ title: z.string().nullable(), text: z.string() }),
    outputs: z.array(
      z.object({
        id: z.number(),
        content: z.string(),
        correlations: z.array(z.tuple([z.string(), z.number()])).default([]),
        bfi_correlations: z.array(z.tuple([z.string(), z.number()])).default([]),
        higher_pvq_correlations: z.array(z.tuple([z.string(), z.number()])).default([]),
      }),
    ),
  }),
);

export const categorizedSchema = z.array(
  z.object({ content: z.object({ text: z.string() }), categories: z.array(z.string()) }),
);

export const correlationsSchema = z.array(
  z
    .object({
      portrait_id: z.string(),
      option_id: z.number(),
      pvq_dimension: z.string().optional(),
      higher_pvq_dimension: z.string().optional(),
      bfi_dimension: z.string().optional(),
      spearman_corr: z.number(),
      spearman_p_value: z.number(),
    })
    .transform((row) => ({
      item: `${row.portrait_id}/${row.option_id}`,
      dimension: row.pvq_dimension ?? row.higher_pvq_dimension ?? row.bfi_dimension ?? "",
      rho: row.spearman_corr,
      p: row.spearman_p_value,
    })),
);

export const surveySchema = z.array(
  z.record(
    z.string(),
    z.array(z.object({ option_id: z.number(), data: z.array(z.tuple([z.number(), z.string()])) })),
  ),
);

export const questionnairesSchema = z.record(
  z.string(),
  z.object({
    bfi: z.record(z.string(), z.number()),
    pvq: z.record(z.string(), z.number()),
    higher_pvq: z.record(z.string(), z.number()),
  }),
);

export const averagedSchema = z.array(
  z.object({
    portrait_id: z.number(),
    option_id: z.number(),
    version_responses: z.record(z.string(), z.number()),
    version_errors: z.record(z.string(), z.object({ error: z.string() })).default({}),
    correlations: z.array(z.unknown()).optional(),
    bfi_correlations: z.array(z.unknown()).optional(),
    higher_pvq_correlations: z.array(z.unknown()).optional(),
  }),
);

const figuresSchema = z.record(
  z.string(),
  z.object({ centered_mean: z.number(), original_mean: z.number(), std_dev: z.number(), n: z.number() }),
);
export const scoresSchema = z.object({
  scores: z.object({ pvq: figuresSchema, higher_pvq: figuresSchema, bfi: figuresSchema }),
});

const numbers = z.record(z.string(), z.number().nullable());
const consistencySchema = z.object({ per_prompt_std: numbers, overall_consistency: z.number().nullable() });
const promptMetricsSchema = z.object({
  sensitivity: z.number().nullable(),
  avg_version_difference: z.number().nullable(),
  global_avg_version_difference: z.number().nullable(),
});
const orderMetricsSchema = z.object({ sensitivities: numbers, differences: numbers });
export const sensitivityFileSchema = z.object({
  prompt_metrics: promptMetricsSchema,
  order_metrics: orderMetricsSchema,
  consistency_metrics: consistencySchema,
});
export const sensitivitySummarySchema = z.object({
  files_processed: z.array(z.object({ file_path: z.string() })),
  summary: z.object({
    average_prompt_metrics: promptMetricsSchema,
    average_order_metrics: orderMetricsSchema,
    average_consistency_metrics: consistencySchema,
  }),
});

export const openWeightSchema = z.object({
  source: z.string(),
  order: z.array(z.string()),
  models: z.record(z.string(), z.array(z.number())),
});

export const essSchema = z.object({
  source: z.string(),
  centring: z.string(),
  groups: z.record(
    z.string(),
    z.object({
      label: z.string(),
      filter: z.string().nullable(),
      n: z.number(),
      centered: z.record(z.string(), z.number()),
    }),
  ),
});
