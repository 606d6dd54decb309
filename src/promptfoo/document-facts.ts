/** What promptfoo's .json says of all its rows, so that they need not tell it themselves. */
import { z } from "zod";
import type { Source } from "../assertions/found-answer.ts";
import { type RowPlan, readPlan } from "../contract/eval-plan.ts";

const evalSchema = z.object({
  evalId: z.string().min(1).optional().catch(undefined),
  results: z
    .object({ timestamp: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** The eval that a document says it is, and when it was made. */
export function evalOf(content: unknown): Pick<Source, "evalId" | "date"> {
  const { evalId, results } = evalSchema.safeParse(content).data ?? {};
  return { evalId, date: results?.timestamp };
}

const columnsSchema = z.object({
  results: z.object({ prompts: z.array(z.object({ raw: z.string() })) }),
});
const placeSchema = z.object({ promptIdx: z.int() });

/** The plan of the column in which a row stands, for rows without one: older ones, and tests made by hand. */
export function columnPlans(content: unknown): (row: unknown) => RowPlan | undefined {
  const { prompts = [] } = columnsSchema.safeParse(content).data?.results ?? {};
  const plans = prompts.map(({ raw }): RowPlan | undefined => {
    const plan = readPlan(raw);
    return plan && { id: raw, cells: new Set([...plan.cells, ...(plan.scenarios ?? [])]).size };
  });
  return (row) => plans[placeSchema.safeParse(row).data?.promptIdx ?? -1];
}
