/** What the protocol's server asks of the tools and resources, wherever they run: everything that needs the context. */
import { nearest } from "../lib/nearest.ts";
import { quoted } from "../lib/quoted.ts";
import type { McpContext, Progress } from "./context.ts";
import { PROMPTS } from "./prompts.ts";
import { findResource, RESOURCES } from "./resources.ts";
import type { ToolResult } from "./tool.ts";
import { TOOLS } from "./tools.ts";

/** Requests are plain data, so that they can go to another thread. */
export type Asked =
  | { readonly kind: "tool"; readonly name: string; readonly args: Readonly<Record<string, unknown>> }
  | { readonly kind: "resource"; readonly uri: string }
  | {
      readonly kind: "completion";
      /** What has an argument to complete: a template's URI or a prompt's name. */
      readonly of: { readonly template: string } | { readonly prompt: string };
      readonly argument: string;
      readonly start: string;
      /** The arguments that have been given already. */
      readonly others: Readonly<Record<string, string>>;
    };

/** The contents of a resource; undefined where there is none. */
type ResourceContents =
  | {
      readonly text: string;
      readonly mimeType: string;
      /** Whether it is of the user's own runs, so that nobody else may be shown a kept copy. */
      readonly isPrivate: boolean;
      /** Whether it is a page that draws a tool's results. */
      readonly isPage: boolean;
    }
  | undefined;

/** What is answered to each kind of request. */
export type Answered = {
  readonly tool: ToolResult;
  readonly resource: ResourceContents;
  readonly completion: readonly string[];
};

/** Answers a request that came from anywhere. Rejects when the signal says that nobody waits any more. */
export type Answers = <A extends Asked>(asked: A, options?: AskOptions) => Promise<Answered[A["kind"]]>;

export type AskOptions = {
  readonly signal?: AbortSignal;
  /** Told now and then while an answer takes long. */
  readonly onProgress?: (progress: Progress) => void;
};

/** Answers in this thread. */
export function answersOf(context: McpContext): Answers {
  return async (asked, { onProgress } = {}) =>
    answer(asked, onProgress === undefined ? context : { ...context, onProgress });
}

/** The answer to one request. */
export function answer<A extends Asked>(asked: A, context: McpContext): Answered[A["kind"]];
export function answer(asked: Asked, context: McpContext): Answered[Asked["kind"]] {
  switch (asked.kind) {
    case "tool":
      return callTool(asked.name, asked.args, context);
    case "resource":
      return readResource(asked.uri, context);
    case "completion":
      return complete(asked, context);
  }
}

function callTool(name: string, args: unknown, context: McpContext): ToolResult {
  const tool = TOOLS.find((one) => one.name === name);
  if (tool !== undefined) return tool.call(args, context);
  const near = nearest(
    name,
    TOOLS.map((one) => one.name),
    2,
  );
  return { kind: "refused", message: `there is no tool ${quoted(name)}; nearest: ${near.join(", ")}` };
}

function readResource(uri: string, context: McpContext): ResourceContents {
  const found = findResource(uri);
  const text = found?.resource.read(found.variables, context);
  if (found === undefined || text === undefined) return undefined;
  const { mimeType, isPrivate, draws } = found.resource;
  return { text, mimeType, isPrivate: isPrivate(found.variables), isPage: draws !== undefined };
}

function complete(
  { of, argument, start, others }: Extract<Asked, { kind: "completion" }>,
  context: McpContext,
): readonly string[] {
  if ("prompt" in of) {
    const prompt = PROMPTS.find(({ name }) => name === of.prompt);
    return prompt?.arguments.find(({ name }) => name === argument)?.complete(start, context) ?? [];
  }
  const template = RESOURCES.find(({ uri }) => uri === of.template);
  // Arguments may be called like something that every object has.
  const known = Object.entries(template?.complete ?? {}).find(([name]) => name === argument);
  return known?.[1](start, context, others) ?? [];
}
