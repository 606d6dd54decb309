import { z } from "zod";
import { codebookEntry, TOPICS } from "../codebook.ts";
import { tableSchema } from "../page.ts";
import { oneOf } from "../parameters.ts";
import { defineTool } from "../tool.ts";

export const getValueCodebook = defineTool({
  name: "get_value_codebook",
  title: "Get value codebook",
  description:
    "Look up what values and traits mean, how scores, intervals and the validity verdict are made, scoring keys, " +
    "personas, ways of asking, limits, citation. Read limits before drawing conclusions.",
  inputSchema: z
    .strictObject({ topic: oneOf(TOPICS).describe("What to look up") })
    .meta({ example: { topic: "scoring" } }),
  outputSchema: z.object({ topic: z.string(), text: z.array(z.string()), table: tableSchema.optional() }),
  run({ topic }, context) {
    const { text, ...entry } = codebookEntry(topic, context);
    return { ...entry, text: [...text] };
  },
});
