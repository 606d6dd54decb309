import process from "node:process";
import type { BeforeAllExtensionHookContext } from "promptfoo";
import { PUBLISHED_PREFIX } from "../release/released-model.ts";
import { checkTextsPlace, loadTexts } from "../texts/texts.ts";

/**
 * Sees to it that the item texts are there before the first prompt is made: each of thousands would fail by itself.
 * Released models are replayed without.
 * @throws {InputError} they can be neither found nor fetched, or VALUE_PORTRAIT_TEXTS is wrong
 */
export async function needTexts(
  providers: BeforeAllExtensionHookContext["suite"]["providers"],
): Promise<void> {
  const isReplay = providers.every((provider) => provider.id().startsWith(PUBLISHED_PREFIX));
  if (isReplay) checkTextsPlace(process.env);
  else await loadTexts(process.env);
}
