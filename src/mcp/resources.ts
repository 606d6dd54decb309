import { profileApp } from "./app/profile-app.ts";
import { codebookEntry, TOPICS } from "./codebook.ts";
import type { McpContext } from "./context.ts";
import { PROFILE_KINDS } from "./profiles.ts";
import type { Tool } from "./tool.ts";
import { getValueItems } from "./tools/get-value-items.ts";
import { getValueProfiles } from "./tools/get-value-profiles.ts";

export type Variables = Readonly<Record<string, string>>;

/** Something that a person can attach to a conversation. Tools give the same and more. */
export type Resource = {
  readonly name: string;
  /** With {variables} a template: then it is not listed, and its variables can be completed. */
  readonly uri: string;
  readonly title: string;
  readonly description: string;
  readonly mimeType: string;
  /** The name of the tool whose results it draws, where it is a page for hosts that show MCP Apps. */
  readonly draws?: string;
  /** Whether it tells of the user's own runs. */
  readonly isPrivate: (variables: Variables) => boolean;
  /** Undefined when there is no such resource. */
  readonly read: (variables: Variables, context: McpContext) => string | undefined;
  readonly complete: Readonly<
    Record<string, (start: string, context: McpContext, others: Variables) => readonly string[]>
  >;
};

const JSON_TYPE = "application/json";

/** A page of the MCP Apps extension of 2026-01-26. */
const APP_TYPE = "text/html;profile=mcp-app";

export const RESOURCES: readonly Resource[] = [
  {
    name: "codebook",
    uri: "value-portrait://codebook",
    title: "Codebook of Value Portrait",
    description: "Values, traits, scoring, validity, keys, limits and citation",
    mimeType: JSON_TYPE,
    isPrivate: () => false,
    read: (_, context) => JSON.stringify(TOPICS.map((topic) => codebookEntry(topic, context))),
    complete: {},
  },
  {
    name: "item",
    uri: "value-portrait://items/{id}",
    title: "Item",
    description: "One item, by an id such as 1008-1: gist, loadings and how people rated it",
    mimeType: JSON_TYPE,
    isPrivate: () => false,
    read: ({ id }, context) => answerOf(getValueItems, { ids: [id], detail: "detailed" }, context),
    complete: {
      id: (start, context) =>
        startingWith(
          start,
          context.items().map(({ id }) => id.replace("/", "-")),
        ),
    },
  },
  {
    name: "query",
    uri: "value-portrait://queries/{id}",
    title: "Query with its five responses",
    description: "The five items of one user query, by a portrait id such as 1008",
    mimeType: JSON_TYPE,
    isPrivate: () => false,
    read: ({ id }, context) =>
      /^\d{4}$/.test(id ?? "") ? answerOf(getValueItems, { ids: [id] }, context) : undefined,
    complete: {
      id: (start, context) =>
        startingWith(start, [...new Set(context.items().map(({ query }) => String(query.portrait)))]),
    },
  },
  {
    name: "profile",
    uri: "value-portrait://profiles/{kind}/{slug}",
    title: "Value profile",
    description:
      "A profile with validity verdict, scores of all families and intervals, such as model/gpt-4o-2024-05-13",
    mimeType: JSON_TYPE,
    isPrivate: ({ kind }) => kind === "run",
    read: ({ kind, slug }, context) =>
      context.profiles().some(({ id }) => id === `${kind}/${slug}`)
        ? answerOf(getValueProfiles, { ids: [`${kind}/${slug}`], family: "all" }, context)
        : undefined,
    complete: {
      kind: (start) => startingWith(start, PROFILE_KINDS),
      slug: (start, context, { kind }) =>
        startingWith(
          start,
          context
            .profiles()
            .flatMap((entry) =>
              kind === undefined || entry.kind === kind ? [entry.id.slice(entry.kind.length + 1)] : [],
            ),
        ),
    },
  },
  {
    name: "profile-picture",
    uri: "ui://value-portrait/profile",
    title: "Picture of value profiles",
    description: "The page on which a host draws a result of get_value_profiles: circle, intervals, verdicts",
    mimeType: APP_TYPE,
    draws: getValueProfiles.name,
    isPrivate: () => false,
    read: profileApp,
    complete: {},
  },
];

/**
 * The resource of a URI, with the variables of its template; undefined where none has it.
 * @example
 * findResource("value-portrait://items/1008%2F1")?.variables; // => { id: "1008/1" }
 */
export function findResource(
  uri: string,
): { readonly resource: Resource; readonly variables: Variables } | undefined {
  for (const resource of RESOURCES) {
    const variables = variablesIn(uri, resource.uri);
    if (variables !== undefined) return { resource, variables };
  }
  return undefined;
}

/** What stands in a URI for the variables of a template; undefined where it is not of the template. */
function variablesIn(uri: string, template: string): Variables | undefined {
  const [parts, wanted] = [uri.split("/"), template.split("/")];
  if (parts.length !== wanted.length) return undefined;
  const variables: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const name = wanted[index]?.match(/^\{(\w+)\}$/)?.[1];
    if (name === undefined ? part !== wanted[index] : part === "") return undefined;
    if (name !== undefined) variables[name] = decoded(part);
  }
  return variables;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a percent sign that escapes nothing, which no id has
  }
}

/** Names that begin with what was typed, then names that contain it. */
export function startingWith(start: string, names: readonly string[]): readonly string[] {
  const typed = start.toLowerCase();
  const has = (name: string) => name.toLowerCase().startsWith(typed);
  return [...names.filter(has), ...names.filter((name) => !has(name) && name.toLowerCase().includes(typed))];
}

function answerOf(tool: Tool, args: unknown, context: McpContext): string | undefined {
  const result = tool.call(args, context);
  return result.kind === "found" ? JSON.stringify(result.value) : undefined;
}
