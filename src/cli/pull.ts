import { statSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";
import { InputError } from "../lib/input-error.ts";
import { countText } from "../lib/number-text.ts";
import { textsPlace } from "../texts/places.ts";
import { pullTexts } from "../texts/pull.ts";
import { type TextsSource, totalBytes, UPSTREAM_TEXTS } from "../texts/source.ts";
import type { CliContext } from "./context.ts";
import { examples } from "./options.ts";

type PullOptions = { readonly from?: string | undefined; readonly to?: string | undefined };

/** `value-portrait pull`: the item texts and prompt templates, onto this computer. */
export function pullCommand(context: CliContext): Command {
  return new Command("pull")
    .summary("get the item texts and prompt templates, which are not part of this package")
    .description(
      "Gets the 104 queries, their 520 candidate responses and the twelve prompt templates from the authors' " +
        "repository, checks every file by its sha256 and keeps them on this computer. Whatever needs the texts " +
        "gets them by itself on first need; run this beforehand to work offline, or to replace a broken copy.",
    )
    .option("--from <folder-or-url>", "a checkout or copy of the authors' repository", UPSTREAM_TEXTS.url)
    .option(
      "--to <folder>",
      "where to keep them (default: VALUE_PORTRAIT_TEXTS, else the user's cache folder)",
    )
    .addHelpText(
      "after",
      examples(
        "value-portrait pull",
        "value-portrait pull --from ~/ValuePortrait          # a clone or an unpacked download",
        "value-portrait pull --from https://mirror.example/ValuePortrait",
        "value-portrait pull --to ./texts && export VALUE_PORTRAIT_TEXTS=$PWD/texts",
      ),
    )
    .action(async (options: PullOptions) => context.stdout(await runPull(options, context)));
}

/**
 * Pulls, and says where the texts are and on what terms.
 * @throws {InputError} as `pullTexts` does
 */
export async function runPull(
  { from, to }: PullOptions,
  { stderr, env }: Pick<CliContext, "stderr" | "env">,
  source: TextsSource = UPSTREAM_TEXTS,
): Promise<string> {
  const place = textsPlace(env, source.commit);
  const chosen = path.resolve(to ?? place.folder);
  if (to === undefined && place.isChosen && isOtherThanFolder(chosen))
    throw new InputError(
      `VALUE_PORTRAIT_TEXTS names ${chosen}, which is not a folder. Name one, or give --to`,
    );
  const { folder, pulled } = await pullTexts({ to: chosen, from, source, stderr });
  const { files, commit, repository, licence } = source;
  const lines = [
    `${pulled ? "The item texts are now" : "The item texts were already"} in ${folder}`,
    `${files.length} files, ${countText(totalBytes(source))} bytes, sha256 as in ${repository} at commit ${commit}`,
    licence,
  ];
  const hint = chosen === place.folder ? [] : [`To use them, set VALUE_PORTRAIT_TEXTS=${chosen}`];
  return `${[...lines, ...hint].join("\n")}\n`;
}

function isOtherThanFolder(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() === false;
}
