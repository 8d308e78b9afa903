/** Who may import whom (ARCHITECTURE.md), held against the import lines themselves. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const tops = ['main', 'preload', 'renderer'];

interface Import {
  readonly from: string;
  /** A path below the root, or a package's name. */
  readonly to: string;
  readonly typeOnly: boolean;
}

const files = tops.flatMap((top) =>
  readdirSync(join(root, top), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name))),
);

const imports: readonly Import[] = files.flatMap((from) => {
  const text = readFileSync(join(root, from), 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|(?:^|\n)\s*import\s+'([^']+)'|import\('([^']+)'\)/g,
  );
  return [...found].map((match) => {
    const specifier = match[3] ?? match[4] ?? match[5] ?? '';
    const to = specifier.startsWith('.') ? relative(root, resolve(root, dirname(from), specifier)) : specifier;
    return { from, to, typeOnly: match[2] !== undefined };
  });
});

const inside = (path: string, ...folders: readonly string[]) =>
  folders.some((folder) => path === folder || path.startsWith(`${folder}/`) || path.startsWith(`${folder}.`));
const offenders = (isWrong: (each: Import) => boolean) => imports.filter(isWrong).map((each) => `${each.from} -> ${each.to}`);
const isOurs = (path: string) => tops.some((top) => path.startsWith(`${top}/`));

it('reads import lines at all', () => {
  expect(files.length).toBeGreaterThan(60);
  expect(imports.filter((each) => isOurs(each.to)).length).toBeGreaterThan(100);
});

/** What each folder of ours may import of ours; what is not named here may import nothing. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'preload/contract': [],
  'preload/index': ['preload/contract'],
  'main/app-error': ['preload/contract'],
  'main/flowlogs': ['preload/contract'],
  'main/jobs': ['preload/contract', 'main/app-error'],
  'main/rpc': ['preload/contract', 'main/app-error'],
  'main/aws': ['preload/contract', 'main/app-error', 'main/jobs', 'main/flowlogs'],
  'main/sources/source': ['preload/contract', 'main/app-error', 'main/flowlogs'],
  'main/sources/athena': ['preload/contract', 'main/app-error', 'main/jobs', 'main/flowlogs', 'main/sources/source', 'main/aws'],
  'main/sources/local': ['preload/contract', 'main/app-error', 'main/jobs', 'main/flowlogs', 'main/sources/source'],
  'main/sources': ['preload/contract', 'main/app-error', 'main/jobs', 'main/flowlogs'],
  'main/results': ['preload/contract', 'main/app-error', 'main/jobs', 'main/flowlogs', 'main/sources/source'],
  'main/history': ['preload/contract', 'main/app-error', 'main/flowlogs'],
  'main/runs': ['preload/contract', 'main/app-error', 'main/jobs', 'main/flowlogs', 'main/sources/source', 'main/results', 'main/history'],
  'main/setup': [
    'preload/contract',
    'main/app-error',
    'main/jobs',
    'main/flowlogs',
    'main/aws',
    'main/sources/source',
    'main/sources/athena',
    'main/history',
  ],
  'main/exports': ['preload/contract', 'main/app-error', 'main/jobs', 'main/flowlogs', 'main/results', 'main/history'],
  // The compositions.
  'main/app': ['preload', 'main'],
  'main/operations': ['preload', 'main'],
  'main/open-source': ['preload', 'main'],
  'main/estimates': ['preload/contract', 'main/app-error', 'main/flowlogs', 'main/prices', 'main/sources/source'],
  'main/prices': ['preload/contract'],
  'main/output-locations': ['preload/contract'],
  'main/describe-cache': ['preload/contract', 'main/sources/source'],
  'main/history-check': ['main/history', 'main/jobs'],
  'main/sql-of': ['preload/contract', 'main/app-error', 'main/flowlogs'],
  'main/explain-run': ['preload', 'main'],
  'main/room': ['preload/contract', 'main/history', 'main/results'],
  'main/local-query': ['preload', 'main'],
  'main/worker': ['preload', 'main'],
  'main/launch': ['main/hosts'],
  'main/hosts': [
    'preload/contract',
    'main/app',
    'main/app-error',
    'main/rpc',
    'main/flowlogs',
    'main/history/run-row',
    'main/history/process-identity',
  ],
  renderer: ['preload/contract', 'main/flowlogs'],
};

it.each(Object.entries(allowed))('%s imports only what it may', (folder, targets) => {
  const narrower = Object.keys(allowed).filter((other) => other !== folder && inside(other, folder));
  expect(
    offenders(({ from, to }) => inside(from, folder) && !inside(from, ...narrower) && isOurs(to) && !inside(to, folder, ...targets)),
  ).toEqual([]);
});

it('has a rule for every file', () => {
  expect(files.filter((file) => !inside(file, ...Object.keys(allowed)))).toEqual([]);
});

it('keeps each outside package in its one folder', () => {
  const homes: Readonly<Record<string, readonly string[]>> = {
    electron: ['main/hosts/electron', 'preload/index'],
    '@aws-sdk': ['main/aws'],
    '@smithy': ['main/aws'],
    'http-proxy-agent': ['main/aws'],
    'https-proxy-agent': ['main/aws'],
    'socks-proxy-agent': ['main/aws'],
    exceljs: ['main/exports'],
    '@duckdb': ['main/sources/local'],
    '@polyglot-sql': ['main/sources/local'],
    'better-sqlite3': ['main/results', 'main/history', 'main/exports'],
    ws: ['main/hosts/web'],
    yaml: ['main/setup'],
    react: ['renderer'],
    'node:worker_threads': ['main/jobs'],
  };
  for (const [name, folders] of Object.entries(homes)) {
    const packaged = (to: string) => to === name || to.startsWith(`${name}/`);
    expect(
      offenders(
        ({ from, to, typeOnly }) =>
          packaged(to) &&
          !inside(from, ...folders) &&
          !(typeOnly && name === '@aws-sdk' && inside(from, 'main/sources/athena', 'main/setup')),
      ),
    ).toEqual([]);
  }
});

it('keeps node out of what the page shares', () => {
  expect(offenders(({ from, to }) => inside(from, 'preload/contract', 'main/flowlogs', 'renderer') && to.startsWith('node:'))).toEqual([]);
});

it('has no cycles', () => {
  const edges = new Map<string, string[]>();
  for (const { from, to } of imports) if (isOurs(to)) edges.set(from, [...(edges.get(from) ?? []), to]);
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]) => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      return;
    }
    state.set(file, 'open');
    for (const next of edges.get(file) ?? []) visit(next, [...path, file]);
    state.set(file, 'done');
  };
  for (const file of files) visit(file, []);
  expect(cycles).toEqual([]);
});
