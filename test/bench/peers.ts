/** The programs that Nagare is measured against, as far as they are installed. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export interface Peer {
  readonly name: string;
  readonly kind: 'import' | 'export';
  /** What it is compared at: options, level of deflate. */
  readonly note: string;
  /** The command, or NULL when it is not installed. Everything it leaves is below `folder`. */
  command(folder: string): ((csv: string, target: string) => readonly [string, ...string[]]) | null;
}

const here = import.meta.dirname;
const works = (program: string, ...parameters: string[]) => spawnSync(program, parameters, { stdio: 'ignore' }).status === 0;

export const peers: readonly Peer[] = [
  {
    name: 'sqlite3 .import',
    kind: 'import',
    note: 'journal and synchronous off; every column text',
    command() {
      if (!works('sqlite3', '--version')) return null;
      const pragmas = ['PRAGMA journal_mode = OFF', 'PRAGMA synchronous = OFF', '.mode csv'];
      return (csv, target) => ['sqlite3', target, ...pragmas, `.import "${csv}" rows`];
    },
  },
  {
    name: 'libxlsxwriter',
    kind: 'export',
    note: 'C, constant_memory, its own level of deflate (zlib default, 6)',
    command(folder) {
      const program = join(folder, 'peer-xlsx');
      if (!works('gcc', '-O2', '-o', program, join(here, 'peer-xlsx.c'), '-lxlsxwriter')) return null;
      return (csv, target) => [program, csv, target];
    },
  },
  {
    name: 'exceljs addRow',
    kind: 'export',
    note: 'streaming WorkbookWriter, level 1',
    command: () => (csv, target) => [process.execPath, join(here, 'peer-exceljs.ts'), csv, target],
  },
  {
    name: 'Python XlsxWriter',
    kind: 'export',
    note: 'constant_memory, its own level of deflate (zlib default, 6)',
    command() {
      if (!works('python3', '-c', 'import xlsxwriter')) return null;
      return (csv, target) => ['python3', join(here, 'peer-xlsxwriter.py'), csv, target];
    },
  },
];
