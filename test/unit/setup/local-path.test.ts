/** Where an object goes below a folder: never out of it. */
import { posix, win32 } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localPath } from '../../../main/setup/download/local-path.ts';

describe('the path of a key', () => {
  it('is AWS’s own layout, without the flow log’s folder', () => {
    expect(localPath('net/AWSLogs/123456789012/vpcflowlogs/r/2026/01/31/f.log.gz', 'net/')?.join('/')).toBe(
      'AWSLogs/123456789012/vpcflowlogs/r/2026/01/31/f.log.gz',
    );
    expect(localPath('AWSLogs/aws-account-id=1/year=2026/f.log.parquet', '')).toEqual([
      'AWSLogs',
      'aws-account-id=1',
      'year=2026',
      'f.log.parquet',
    ]);
  });

  it.each([
    '../x',
    'a/../../x',
    'a/./x',
    '/etc/passwd',
    'a//x',
    'a/',
    '',
    'C:/x',
    'a\\..\\x',
    'a/con',
    'NUL.log.gz',
    'com1.txt/x',
    'a./x',
    'a /x',
    'a\0x',
    'a/x\n',
    'x:stream',
    'a/what?',
    `a/${'x'.repeat(201)}`,
    'é'.repeat(101),
    'a/'.repeat(40),
  ])('%j is refused', (key) => expect(localPath(key, '')).toBeNull());

  it('is refused below another folder', () => expect(localPath('other/AWSLogs/x', 'net/')).toBeNull());

  it('stays in the folder, to Windows and to others', () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom('..', '.', '', 'C:', '\\', 'aux', '..\\..'),
      fc.string({ unit: fc.constantFrom('.', '/', '\\', 'a', ':') }),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
        const path = localPath(parts.join('/'), '');
        if (path === null) return;
        for (const { resolve, relative, isAbsolute, join, sep } of [posix, win32]) {
          const root = isAbsolute('C:\\data') ? 'C:\\data' : '/data';
          const found = relative(root, resolve(join(root, ...path)));
          // `..a` is a name like any other.
          const isOutside = found === '..' || found.startsWith(`..${sep}`) || isAbsolute(found);
          expect([found, isOutside]).toEqual([expect.stringMatching(/./), false]);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
