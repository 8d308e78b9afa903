/** What the terminal host needs of the process it runs in; tests give their own. */
export interface CliIo {
  /** Result output, whole lines. */
  out(text: string): void;
  /** Progress, notices, errors. */
  err(text: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly version: string;
  /** Folder that holds `sample/`. */
  readonly assets: string;
  /** Whether standard error is a terminal: then progress rewrites its line. */
  readonly live: boolean;
  /** Calls back on Ctrl-C until the returned function is called. */
  onInterrupt(listener: () => void): () => void;
}
