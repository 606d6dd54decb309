import { describe, expect, test } from "vitest";
import { cli } from "../fixtures/run-cli.ts";

test("--help lists the commands and the exit codes, on stdout", async () => {
  expect(await cli("--help")).toMatchInlineSnapshot(`
    {
      "code": 0,
      "stderr": "",
      "stdout": "Usage: value-portrait [options] [command]

    Which human values does a language model express? The Value Portrait benchmark
    for promptfoo.

    Options:
      -V, --version                    output the version number
      -h, --help                       display help for command

    Commands:
      init [options]                   write a promptfoo config for this benchmark
      plan [options]                   calls, tokens, price and memory of a run,
                                       before it is paid for
      score [options] <outputs...>     score promptfoo outputs: one value profile
                                       for each model
      rescore <eval id>                put the scores back into the headers of a
                                       stored eval
      report [options] <runs...>       write an HTML report of one or several models
      compare [options] <a> <b>        compare two runs, models or files, or one
                                       with people
      gate [options] [run]             fail when a model's values drifted from a
                                       baseline
      published [options] [models...]  show the profiles of the released models
      experiment [options] <names...>  personas against people, and value steering:
                                       the paper's two experiments
      keys [options] [run]             describe the scoring keys, or score a run
                                       under all of them
      items [options] [ids...]         list, filter and show items
      pull [options]                   get the item texts and prompt templates,
                                       which are not part of this package
      validate [options]               recompute the human validation from the
                                       released survey
      verify [options]                 recompute every published figure and print
                                       the largest differences
      help [command]                   display help for command

    Exit codes:
      0   done
      1   \`verify\` found a figure that differs from the published one, or \`gate\` drift
      2   wrong usage, input that cannot be read, or a run that \`gate\` refuses
      3   \`gate\` is inconclusive
      70  a fault of this program or of its installation: no result
      74  an output cannot be written

    The item texts are not part of this package: they are fetched once from the
    authors' repository when a model is asked, or by \`value-portrait pull\`.
    Environment: VALUE_PORTRAIT_TEXTS names a folder that holds them.
    ",
    }
  `);
});

describe("wrong usage is one or two lines on stderr and exit code 2", () => {
  test.each([
    [["scor", "x.json"]],
    [["score", "x.json", "--formt", "csv"]],
    [["score", "x.json", "--format", "cvs"]],
    [["score"]],
    [["items", "--dimension", "benev"]],
    [["items", "--topic", "cooking"]],
    [["items", "1007/1"]],
    [["published", "gpt4o"]],
  ])("%j", async (args) => {
    const { stdout, stderr, code } = await cli(...args);
    expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
    expect(stderr).toMatchSnapshot();
  });
});
