/** What a subcommand may do to the world; main.ts gives it the real one, tests a recording one. */
export type CliContext = {
  readonly stdout: (text: string) => void;
  /** Takes one line: line breaks inside it are written out. */
  readonly stderr: (text: string) => void;
  readonly setExitCode: (code: number) => void;
  /** Whether stdout is a terminal that shows colours, and nobody asked for none (NO_COLOR). */
  readonly isColoured: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
};
