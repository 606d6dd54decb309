import { Command, CommanderError } from "commander";
import { isPromptfoo } from "./find-promptfoo.ts";

/** What promptfoo was told to do, as far as it tells hooks nothing of it. */
export type CommandLine = {
  /** Whether it is `promptfoo eval`, which stores what it has and ends when it is interrupted. */
  readonly isEval: boolean;
  /** The stored eval that it goes on with: its id, or `latest`. */
  readonly goesOn?:
    | { readonly how: "resume" | "retry" | "retry errors"; readonly evalId: string }
    | undefined;
  /** The files of -o. */
  readonly outputs: readonly string[];
  /** Whether --filter-range is given. */
  readonly isRanged: boolean;
  /** Whether answers go into promptfoo's database. */
  readonly isStored: boolean;
};

/** A program of somebody else's that calls promptfoo's Node API: its arguments say nothing about the eval. */
const NOT_PROMPTFOO: CommandLine = { isEval: false, outputs: [], isRanged: false, isStored: false };
const ANOTHER_COMMAND: CommandLine = { ...NOT_PROMPTFOO, isStored: true };

/**
 * Reads a process's arguments as promptfoo does: by command and option, so that the value of an option is never taken
 * for either.
 * @param argv the process's arguments: Node, the script, and what a person typed
 * @example
 * readCommandLine(["node", "…/promptfoo", "eval", "--resume"]).goesOn; // => { how: "resume", evalId: "latest" }
 * readCommandLine(["node", "…/promptfoo", "eval", "--description", "retry"]).goesOn; // => undefined
 */
export function readCommandLine([, script, ...args]: readonly string[]): CommandLine {
  if (script === undefined || !isPromptfoo(script)) return NOT_PROMPTFOO;
  let read = ANOTHER_COMMAND;
  const program = silent(new Command()).option("-v, --verbose").option("--env-file, --env-path <path>");
  program.addCommand(
    evalCommand((options) => {
      read = readEval(options);
    }),
  );
  program.addCommand(
    retryCommand((evalId) => {
      read = { ...ANOTHER_COMMAND, goesOn: { how: "retry", evalId } };
    }),
  );
  try {
    program.parse(args, { from: "user" });
  } catch (error) {
    // Another command, or one that promptfoo refuses too.
    if (!(error instanceof CommanderError)) throw error;
  }
  return read;
}

type EvalOptions = {
  readonly output?: readonly string[];
  readonly filterRange?: string;
  readonly resume?: string | true;
  readonly retryErrors?: true;
  readonly write: boolean;
};

function readEval({ output = [], filterRange, resume, retryErrors, write }: EvalOptions): CommandLine {
  return {
    isEval: true,
    goesOn: retryErrors
      ? { how: "retry errors", evalId: "latest" }
      : resume === undefined
        ? undefined
        : { how: "resume", evalId: resume === true ? "latest" : resume },
    outputs: output.map((file) => file.replace(/^=/, "")),
    isRanged: filterRange !== undefined,
    isStored: write,
  };
}

/** promptfoo's options that take a value (0.123.1); those without one need no name here. */
const WITH_A_VALUE = [
  "-a, --assertions <path>",
  "-t, --tests <path>",
  "-v, --vars <path>",
  "--model-outputs <path>",
  "--prompt-prefix <path>",
  "--prompt-suffix <path>",
  "--var <pair>",
  "--tag <pair>",
  "-j, --max-concurrency <number>",
  "--repeat <number>",
  "--delay <number>",
  "-n, --filter-first-n <number>",
  "--filter-pattern <pattern>",
  "--filter-range <range>",
  "--filter-prompts <pattern>",
  "--filter-providers, --filter-targets <providers>",
  "--filter-sample <number>",
  "--filter-sample-seed <number>",
  "--filter-failing <path>",
  "--filter-failing-only <path>",
  "--filter-errors-only <path>",
  "--filter-metadata <pair>",
  "--table-cell-max-length <number>",
  "--resume [evalId]",
  "--grader <provider>",
  "--suggest-prompts <number>",
  "--description <description>",
  "--env-file, --env-path <path>",
  "-c, --config <paths...>",
  "-p, --prompts <paths...>",
  "-r, --providers <ids...>",
  "-x, --extension <paths...>",
  "-o, --output <paths...>",
];

function evalCommand(action: (options: EvalOptions) => void): Command {
  const command = WITH_A_VALUE.reduce((made, flags) => made.option(flags), silent(new Command("eval")));
  return command.option("--retry-errors").option("--no-write").action(action);
}

function retryCommand(action: (evalId: string) => void): Command {
  return silent(new Command("retry"))
    .argument("<evalId>")
    .option("-c, --config <path>")
    .option("--max-concurrency <number>")
    .option("--delay <number>")
    .option("--env-file, --env-path <path>")
    .action(action);
}

/** A command that reads and says nothing: promptfoo says what is wrong. */
function silent(command: Command): Command {
  return command
    .allowUnknownOption()
    .allowExcessArguments()
    .helpOption(false)
    .exitOverride()
    .configureOutput({ writeOut: () => {}, writeErr: () => {} });
}
