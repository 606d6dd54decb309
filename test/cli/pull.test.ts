import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { CliContext } from "../../src/cli/context.ts";
import { pullCommand, runPull } from "../../src/cli/pull.ts";
import { findTexts } from "../../src/texts/texts.ts";
import { MADE_UP_FILES, madeUpSource } from "../fixtures/made-up-texts.ts";
import { folderWithTexts, newFolder, serve } from "../fixtures/texts-folder.ts";

const silent = { stderr: () => {} };

describe("runPull", () => {
  it("pulls into the user's cache from the source's address, and says where, how much and on what terms", async () => {
    const server = await serve(MADE_UP_FILES);
    const env = { XDG_CACHE_HOME: newFolder() };
    const source = madeUpSource(server.url);
    const lines: string[] = [];
    const text = await runPull({}, { env, stderr: (line) => lines.push(line) }, source);
    expect(text.replace(env.XDG_CACHE_HOME, "CACHES")).toMatchInlineSnapshot(`
      "The item texts are now in CACHES/value-portrait/texts-0000000
      13 files, 1,321 bytes, sha256 as in https://example.org/made-up at commit 0000000
      Made up for a test.
      "
    `);
    expect(lines).toHaveLength(1);
    expect(findTexts(env, source)).toBeDefined();
  });

  it("says when they were already there, and needs no server then", async () => {
    const env = { VALUE_PORTRAIT_TEXTS: folderWithTexts() };
    expect(await runPull({}, { env, ...silent }, madeUpSource())).toMatch(/^The item texts were already in /);
  });

  it("copies --from a folder --to another, and says how the other is found", async () => {
    const [from, to, XDG_CACHE_HOME] = [folderWithTexts(), path.join(newFolder(), "texts"), newFolder()];
    const text = await runPull({ from, to }, { env: { XDG_CACHE_HOME }, ...silent }, madeUpSource());
    expect(text).toContain(`The item texts are now in ${to}\n`);
    expect(text.endsWith(`To use them, set VALUE_PORTRAIT_TEXTS=${to}\n`)).toBe(true);
    expect(readdirSync(XDG_CACHE_HOME)).toEqual([]);
  });

  it("prefers VALUE_PORTRAIT_TEXTS to the cache", async () => {
    const env = { VALUE_PORTRAIT_TEXTS: path.join(newFolder(), "texts"), XDG_CACHE_HOME: newFolder() };
    const text = await runPull({ from: folderWithTexts() }, { env, ...silent }, madeUpSource());
    expect(text).toContain(`now in ${env.VALUE_PORTRAIT_TEXTS}\n`);
    expect(text).not.toContain("To use them");
  });
});

describe("pullCommand", () => {
  const recording = () => {
    const printed: string[] = [];
    const context: CliContext = {
      stdout: (text) => printed.push(text),
      stderr: (text) => printed.push(text),
      setExitCode: () => {},
      isColoured: false,
      env: { XDG_CACHE_HOME: newFolder() },
    };
    return { context, printed };
  };

  it("hands its options on, and rejects with one line when the texts cannot be had", async () => {
    const { context, printed } = recording();
    const from = newFolder();
    const to = path.join(newFolder(), "texts");
    await expect(
      pullCommand(context).parseAsync(["--from", from, "--to", to], { from: "user" }),
    ).rejects.toThrow(
      `There are no item texts in ${from}: it holds none of the item texts. Name a checkout of https://github.com/holi-lab/ValuePortrait at commit 08e1fb7`,
    );
    expect(printed).toEqual([]);
  });

  it("explains itself", () => {
    const { context, printed } = recording();
    pullCommand(context)
      .configureOutput({ writeOut: context.stdout, getOutHelpWidth: () => 110 })
      .outputHelp();
    expect(printed.join("")).toMatchInlineSnapshot(`
      "Usage: pull [options]

      Gets the 104 queries, their 520 candidate responses and the twelve prompt templates from the authors'
      repository, checks every file by its sha256 and keeps them on this computer. Whatever needs the texts gets
      them by itself on first need; run this beforehand to work offline, or to replace a broken copy.

      Options:
        --from <folder-or-url>  a checkout or copy of the authors' repository (default:
                                "https://raw.githubusercontent.com/holi-lab/ValuePortrait/08e1fb7")
        --to <folder>           where to keep them (default: VALUE_PORTRAIT_TEXTS, else the user's cache folder)
        -h, --help              display help for command

      Examples:
        $ value-portrait pull
        $ value-portrait pull --from ~/ValuePortrait          # a clone or an unpacked download
        $ value-portrait pull --from https://mirror.example/ValuePortrait
        $ value-portrait pull --to ./texts && export VALUE_PORTRAIT_TEXTS=$PWD/texts
      "
    `);
  });
});
