import type { z } from "zod";
import { zodProblem } from "../lib/input-error.ts";
import type { McpContext } from "./context.ts";
import { nextCall, ToolError } from "./tool-error.ts";

/** What a tool found, or one paragraph that says what was wrong, what is nearest and what to call next. */
export type ToolResult =
  | { readonly kind: "found"; readonly value: Readonly<Record<string, unknown>> }
  | { readonly kind: "refused"; readonly message: string };

/** A question that an assistant can ask, free of the protocol's SDK. All tools only read, and know no outside world. */
export type Tool = {
  /** Verb and what is found, in snake_case. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: z.ZodObject;
  readonly outputSchema: z.ZodObject;
  /** Never throws for anything that a caller can send. */
  readonly call: (args: unknown, context: McpContext) => ToolResult;
};

type ToolDefinition<Input extends z.ZodObject, Output extends z.ZodObject> = Pick<
  Tool,
  "name" | "title" | "description"
> & {
  readonly inputSchema: Input;
  readonly outputSchema: Output;
  /** Throws a ToolError when what was asked for is not there. */
  readonly run: (input: z.output<Input>, context: McpContext) => z.input<Output>;
};

/**
 * Makes a tool of a question about parsed input. Absent fields may also be null or "", which models send for
 * what they leave out; results drop undefined fields, so that none is null.
 */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: ToolDefinition<Input, Output>,
): Tool {
  const { name, title, description, inputSchema, outputSchema, run } = definition;
  return {
    name,
    title,
    description,
    inputSchema,
    outputSchema,
    call(args, context) {
      const input = inputSchema.safeParse(withoutBlanks(args), { reportInput: true });
      if (!input.success) return refused(inputProblem(name, inputSchema, input.error));
      try {
        const value: unknown = JSON.parse(JSON.stringify(run(input.data, context)));
        return { kind: "found", value: outputSchema.parse(value) };
      } catch (error) {
        if (error instanceof ToolError) return refused(error.message);
        context.log(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        return refused(
          `${name} failed because of a fault in the server, which its log describes. Other tools still work. ${nextCall("get_value_codebook", { topic: "limits" })}`,
        );
      }
    },
  };
}

function refused(message: string): ToolResult {
  return { kind: "refused", message };
}

function withoutBlanks(args: unknown): unknown {
  if (typeof args !== "object" || args === null || Array.isArray(args)) return args ?? {};
  return Object.fromEntries(
    Object.entries(args).filter(([, value]) => value !== null && value !== undefined && value !== ""),
  );
}

/** One paragraph about the first wrong fields: what was given, what is allowed, and how a call looks. */
function inputProblem(name: string, schema: z.ZodObject, error: z.ZodError): string {
  const problems = zodProblem(error, { most: 3, fields: { "": Object.keys(schema.shape) } });
  return `${name}: ${problems}. ${nextCall(name, exampleOf(schema))}`;
}

function exampleOf(schema: z.ZodObject): Readonly<Record<string, unknown>> {
  const example: unknown = schema.meta()?.["example"];
  return typeof example === "object" && example !== null ? { ...example } : {};
}
