import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inspect } from 'node:util';
import { beforeEach, expect, it, vi } from 'vitest';
import { createLog } from '../../../main/rpc/log.ts';
import { tempFolder } from '../../support/temp-folder.ts';

let home = '';
let path = '';
let said = '';

beforeEach(() => {
  home = join(tempFolder(), 'data');
  path = join(home, 'logs', 'nagare.log');
  said = '';
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  return () => spy.mockRestore();
});

const read = (file = path) => readFileSync(file, 'utf8');

it('holds each error with its stack and causes, under the id that is shown', () => {
  const { report } = createLog(home, () => new Date(Date.UTC(2022, 10, 28, 3, 15, 0, 7)));
  const first = report(new Error('the outside', { cause: new TypeError('the inside') }));
  const second = report('a text');
  expect(first).toMatch(/^20221128T031500007Z-\d+-1$/);
  expect(first).not.toBe(second);
  expect(read()).toContain(`${first} Error: the outside`);
  expect(read()).toMatch(/\n +at /);
  expect(read()).toContain('TypeError: the inside');
  expect(read()).toContain(`${second} 'a text'\n`);
  expect(said).toBe('');
});

it.skipIf(process.platform === 'win32')('is read by its owner alone, after it was turned over too', () => {
  const { report } = createLog(home);
  report(1);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  writeFileSync(path, 'x'.repeat(1_000_001));
  report(2);
  expect([path, `${path}.1`].map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600]);
});

it('keeps a million bytes and the million before', () => {
  const { report } = createLog(home);
  report('first');
  expect(existsSync(`${path}.1`)).toBe(false);
  for (let turn = 0; turn < 4; turn++) {
    writeFileSync(path, `${turn} ${'x'.repeat(1_000_001)}`);
    const id = report('next');
    expect(read()).toBe(`${id} 'next'\n`);
    expect(read(`${path}.1`).startsWith(`${turn} xxx`)).toBe(true);
  }
  expect(existsSync(`${path}.2`)).toBe(false);
});

it('writes on where an earlier process ended', () => {
  createLog(home).report('yesterday');
  createLog(home).report('today');
  expect(read().split('\n')).toHaveLength(3);
});

const file = (at: string, text = '') => {
  mkdirSync(dirname(at), { recursive: true });
  writeFileSync(at, text);
};

it.each([
  ['the data folder is a file', () => file(home)],
  ['the folder is a file', () => file(join(home, 'logs'))],
  ['the log is a folder', () => file(join(path, 'x'))],
  [
    'the one before cannot be replaced',
    () => {
      file(path, 'x'.repeat(1_000_001));
      file(join(`${path}.1`, 'x'));
    },
  ],
  [
    'nothing may be written',
    () => {
      mkdirSync(join(home, 'logs'), { recursive: true });
      chmodSync(join(home, 'logs'), 0o500);
    },
  ],
])('never throws: %s', (_name, spoil) => {
  spoil();
  const { report } = createLog(home);
  const id = report(new Error('to be heard'));
  // Root may write everywhere.
  const written = existsSync(path) && statSync(path).isFile() ? read() : '';
  expect(`${said}${written}`).toContain(id);
  expect(`${said}${written}`).toContain('to be heard');
});

it('never throws, whatever it is given', () => {
  const { report } = createLog(home);
  const hostile = {
    [inspect.custom]() {
      throw new Error('not to be read');
    },
  };
  const circular: { self?: unknown } = {};
  circular.self = circular;
  for (const value of [undefined, null, 1n, Symbol('x'), circular, Object.create(null), hostile, new Proxy({}, {})]) {
    expect(report(value)).toMatch(/-\d+$/);
  }
});
