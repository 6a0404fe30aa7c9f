/** What a word of the command line does: `yika <name> …`. `run` answers the exit code. */
export interface CliCommand {
  /** Shown by `--help`: usage, options, what is written where, exit codes. */
  readonly help: string
  run(args: readonly string[]): Promise<number>
}

/** An error of the user: its message is shown without a stack, exit code 2. */
export class UsageError extends Error {}
