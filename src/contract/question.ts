import type { z } from "zod";
import { OWN_VARS } from "./circumstances.ts";
import { INSTRUMENT, testMetadataSchema } from "./test-metadata.ts";

const questionSchema = testMetadataSchema.pick({ item: true, variant: true });
/** Which item is asked under which variant. */
export type Question = z.infer<typeof questionSchema>;

type Parts = {
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  readonly vars?: Readonly<Record<string, unknown>> | undefined;
};

/**
 * What a test or row of ours asks; undefined when it is not ours. Ours are known by their metadata, and where promptfoo
 * was told to leave metadata out of what it hands out (PROMPTFOO_STRIP_METADATA), by their variables.
 * @throws {z.ZodError} the metadata is ours and lacks the item or the variant
 * @example
 * questionOf({ metadata: { instrument: "value-portrait", item: "1008/1", variant: "v1" } }); // => { item: "1008/1", variant: "v1" }
 */
export function questionOf({ metadata = {}, vars = {} }: Parts): Question | undefined {
  if (metadata["instrument"] === INSTRUMENT) return questionSchema.parse(metadata);
  if (!OWN_VARS.every((name) => name in vars)) return undefined;
  return questionSchema.safeParse(vars).data;
}
