import { moduleReference } from "../../contract/module-reference.ts";
import { findReleased } from "../../release/find-released.ts";
import { PUBLISHED_PREFIX } from "../../release/released-model.ts";

/** A provider in a promptfoo config. */
type ProviderEntry = { id: string; label: string; config: { model: string } };

/**
 * A provider that replays the released answers of a model, by absolute reference: to look at a set-up without a key,
 * or to have a published model beside yours.
 * @throws {InputError} there is no such released model; the message names the nearest
 * @example
 * providers: [publishedProvider("gpt-4o-2024-05-13"), "openai:gpt-4o-mini"],
 */
export function publishedProvider(name: string): ProviderEntry {
  const { model } = findReleased(name);
  // promptfoo takes a provider from a file's default export, so there is no name after the path.
  return {
    id: moduleReference("providers/published"),
    label: `${PUBLISHED_PREFIX}${model}`,
    config: { model },
  };
}
