/** What a subcommand may do to the world; main.ts gives it the real one, tests a recording one. */
export type CliContext = {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly setExitCode: (code: number) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
};
