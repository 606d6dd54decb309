import { Command, CommanderError } from "commander";
import { EXIT_CODES } from "../lib/exit-codes.ts";
import { InputError, OutputError } from "../lib/input-error.ts";
import { packageVersion } from "../lib/package-version.ts";
import { visibleBlock, visibleLine } from "../lib/visible-text.ts";
import { compareCommand } from "./compare.ts";
import type { CliContext } from "./context.ts";
import { experimentCommand } from "./experiment.ts";
import { gateCommand } from "./gate.ts";
import { initCommand } from "./init.ts";
import { itemsCommand } from "./items.ts";
import { keysCommand } from "./keys.ts";
import { planCommand } from "./plan.ts";
import { publishedCommand } from "./published.ts";
import { pullCommand } from "./pull.ts";
import { reportCommand } from "./report.ts";
import { rescoreCommand } from "./rescore.ts";
import { scoreCommand } from "./score.ts";
import { validateCommand } from "./validate.ts";
import { verifyCommand } from "./verify.ts";

const COMMANDS = [
  initCommand,
  planCommand,
  scoreCommand,
  rescoreCommand,
  reportCommand,
  compareCommand,
  gateCommand,
  publishedCommand,
  experimentCommand,
  keysCommand,
  itemsCommand,
  pullCommand,
  validateCommand,
  verifyCommand,
];

const { done, different, refused, inconclusive, fault, unwritten } = EXIT_CODES;
const EPILOGUE = `
Exit codes:
  ${done}   done
  ${different}   \`verify\` found a figure that differs from the published one, or \`gate\` drift
  ${refused}   wrong usage, input that cannot be read, or a run that \`gate\` refuses
  ${inconclusive}   \`gate\` is inconclusive
  ${fault}  a fault of this program or of its installation: no result
  ${unwritten}  an output cannot be written

The item texts are not part of this package: they are fetched once from the
authors' repository when a model is asked, or by \`value-portrait pull\`.
Environment: VALUE_PORTRAIT_TEXTS names a folder that holds them.`;

/**
 * Runs one command line. Failures that a person can mend are one line on stderr and an exit code that says
 * whether it was the input or an output; everything else is a bug and rejects.
 * @param args without the interpreter and the script
 */
export async function runCli(args: readonly string[], world: CliContext): Promise<void> {
  const context = guarded(world);
  try {
    await buildProgram(context, world).parseAsync(args, { from: "user" });
  } catch (error) {
    // commander has printed its own message; asking for help is no failure.
    if (error instanceof CommanderError) {
      if (error.exitCode !== 0) context.setExitCode(EXIT_CODES.refused);
    } else if (error instanceof InputError) {
      context.stderr(`error: ${error.message}\n`);
      context.setExitCode(error instanceof OutputError ? EXIT_CODES.unwritten : EXIT_CODES.refused);
    } else throw error;
  }
}

/** A context through which no label or file name acts on a terminal, or in the log of a CI system. */
function guarded(world: CliContext): CliContext {
  return {
    ...world,
    stdout: (text) => world.stdout(visibleBlock(text, world.isColoured)),
    stderr: (text) => world.stderr(`${visibleLine(text.replace(/\n$/, ""))}\n`),
  };
}

function buildProgram(context: CliContext, world: CliContext): Command {
  const program = new Command("value-portrait")
    .description(
      "Which human values does a language model express? The Value Portrait benchmark for promptfoo.",
    )
    .version(packageVersion())
    .addHelpText("after", EPILOGUE);
  for (const command of COMMANDS) program.addCommand(command(context));
  for (const command of [program, ...program.commands])
    command
      .exitOverride()
      .showHelpAfterError("(see --help)")
      .configureOutput({ writeOut: context.stdout, writeErr: (text) => world.stderr(visibleBlock(text)) });
  return program;
}
