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
  /** Asks for a line that is not shown while it is typed; NULL: given up. No function: nobody is there to ask. */
  readonly ask: ((question: string) => Promise<string | null>) | null;
  /** Calls back on Ctrl-C until the returned function is called. */
  onInterrupt(listener: () => void): () => void;
}
