import type { Item } from "../instrument/item.ts";
import { itemsNamed } from "../instrument/select-items.ts";
import { nearest } from "../lib/nearest.ts";
import { quoted } from "../lib/quoted.ts";
import type { McpContext } from "./context.ts";
import { nextCall, ToolError } from "./tool-error.ts";

/**
 * The items that ids name, in any spelling: `1008/1`, `1008-1`, `"1008/1"`; `1008` names all five responses.
 * @throws {ToolError} an id that no item has
 */
export function findItems(ids: readonly string[], context: McpContext): Item[] {
  const unknown = ids.filter((id) => itemsNamed(id, context.items()).length === 0);
  if (unknown.length > 0) {
    const all = context.items().map(({ id }) => id);
    const near = unknown.slice(0, 3).map((id) => `${quoted(id)}: ${nearest(id, all).join(", ")}`);
    throw new ToolError(
      `no item has the id ${unknown.slice(0, 3).map(quoted).join(", ")}. Ids look like 1008/1; nearest to ${near.join("; ")}. ${nextCall("search_value_items", { text: "work" })}`,
    );
  }
  return [...new Set(ids.flatMap((id) => itemsNamed(id, context.items())))];
}
