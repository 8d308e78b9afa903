import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createUploads } from '../../../main/sources/uploads.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const here = () => {
  const folder = join(tempFolder(), 'uploads');
  return { folder, uploads: createUploads(folder) };
};

async function dropped(uploads: ReturnType<typeof createUploads>, name = 'a.csv', ...pieces: readonly string[]): Promise<string> {
  const id = await uploads.begin(name);
  for (const piece of pieces) await uploads.append(id, Buffer.from(piece));
  const source = await uploads.finish(id);
  if (source.kind !== 'csv') throw new Error('no CSV');
  return source.path;
}

describe('a dropped file', () => {
  it('is put together from its pieces, under its own name', async () => {
    const { folder, uploads } = here();
    const id = await uploads.begin('from athena.csv');
    expect(await uploads.append(id, Buffer.from('"a"\n'))).toBe(4);
    expect(await uploads.append(id, Buffer.from('"é'))).toBe(7);
    expect(await uploads.append(id, Buffer.from('"\n'))).toBe(9);
    expect(readdirSync(join(folder, id))).toEqual(['from athena.csv.partial']);
    expect(await uploads.finish(id)).toEqual({ kind: 'csv', path: join(folder, id, 'from athena.csv') });
    expect(readFileSync(join(folder, id, 'from athena.csv'), 'utf8')).toBe('"a"\n"é"\n');
    expect(readdirSync(join(folder, id))).toEqual(['from athena.csv']);
  });

  it('of the same name as another is another', async () => {
    const { uploads } = here();
    const [one, two] = [await dropped(uploads, 'a.csv', '1'), await dropped(uploads, 'a.csv', '2')];
    expect([readFileSync(one, 'utf8'), readFileSync(two, 'utf8')]).toEqual(['1', '2']);
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\a\\b.csv', 'b.csv'],
    ['/', 'dropped.csv'],
    ['..', 'dropped.csv'],
    ['a:b*c?.csv', 'a_b_c_.csv'],
    ['line\nfeed\u0000.csv', 'line_feed_.csv'],
    ['フローログ.csv', 'フローログ.csv'],
  ])('named %j is kept as %s', async (name, kept) => {
    const { folder, uploads } = here();
    const path = await dropped(uploads, name);
    expect([basename(path), dirname(dirname(path))]).toEqual([kept, folder]);
  });

  it('of any name stays inside, and can be written', async () => {
    const { folder, uploads } = here();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 255 }), async (name) => {
        const path = await dropped(uploads, name, 'x');
        expect(dirname(dirname(path))).toBe(folder);
        expect(readFileSync(path, 'utf8')).toBe('x');
      }),
      { numRuns: 100, examples: [['流'.repeat(255)], ['😀'.repeat(127)]] },
    );
  });

  it('of an unknown upload, or one that is over, is refused', async () => {
    const { uploads } = here();
    const id = await uploads.begin('a.csv');
    await uploads.finish(id);
    for (const act of [() => uploads.append(id, Buffer.from('x')), () => uploads.finish(id), () => uploads.finish('../..')]) {
      await expect(act()).rejects.toMatchObject({ code: 'job_not_found' });
    }
  });

  it('that cannot be kept says so', async () => {
    const { folder, uploads } = here();
    writeFileSync(folder, 'a file in its place');
    await expect(uploads.begin('a.csv')).rejects.toMatchObject({ code: 'data_folder', details: { path: folder } });
  });
});

describe('after its run', () => {
  it('it is deleted, and nothing that is not one of these', async () => {
    const { folder, uploads } = here();
    const path = await dropped(uploads);
    const own = join(dirname(folder), 'own', 'a.csv');
    mkdirSync(dirname(own));
    writeFileSync(own, "the analyst's own");
    const beside = join(folder, 'loose.csv');
    writeFileSync(beside, '');
    for (const source of [
      { kind: 'csv', path: own },
      { kind: 'csv', path: beside },
      { kind: 'csv', path: join(folder, '..', 'own', 'a.csv') },
      { kind: 'folder', path: dirname(path) },
      { kind: 'sample' },
    ] as const) {
      uploads.discard(source);
    }
    expect([existsSync(own), existsSync(path), existsSync(beside)]).toEqual([true, true, true]);
    uploads.discard({ kind: 'csv', path });
    expect(existsSync(dirname(path))).toBe(false);
    uploads.discard({ kind: 'csv', path });
  });

  it('a sweep deletes what no run needs, and not what is on its way', async () => {
    const { folder, uploads } = here();
    const [needed, left] = [await dropped(uploads), await dropped(uploads)];
    const under = await uploads.begin('b.csv');
    uploads.sweep([{ kind: 'csv', path: needed }, { kind: 'sample' }]);
    expect([existsSync(needed), existsSync(left)]).toEqual([true, false]);
    expect(readdirSync(folder).sort()).toEqual([basename(dirname(needed)), under].sort());
    await uploads.append(under, Buffer.from('x'));
    await uploads.finish(under);
    createUploads(folder).sweep([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('a sweep of a folder that is not there does nothing', () => {
    const { folder, uploads } = here();
    uploads.sweep([]);
    expect(existsSync(folder)).toBe(false);
  });
});
