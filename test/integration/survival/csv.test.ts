/** Nagare's reader of Athena's CSV against the plainest one there can be, on files of any values. */
import { expect, it } from 'vitest';
import { anyTable, asAthena, asOthers, readInPieces, tryAnyFile, tryLongValue } from '../../torture/csv-files.ts';
import { readPlainly } from '../../torture/plain-csv.ts';
import { createRandom, newSeed } from '../../torture/random.ts';

it('reads 10,000 small files as the plain reader does, cut anywhere', () => {
  const seed = newSeed();
  console.log(`CSV: seed ${seed}`);
  const random = createRandom(seed);
  for (let number = 0; number < 10_000; number++) tryAnyFile(random, seed, number);
});

it('reads ten files with values of 10 MB', () => {
  const seed = newSeed();
  console.log(`CSV, long values: seed ${seed}`);
  const random = createRandom(seed);
  for (let number = 0; number < 10; number++) tryLongValue(random, seed, 10_000_000);
});

it('reads one file the same at every boundary, and at any two', () => {
  const random = createRandom(7);
  const table = Array.from({ length: 40 }, () => anyTable(random)).reduce((a, b) =>
    b.length * (b[0]?.length ?? 0) > a.length * (a[0]?.length ?? 0) ? b : a,
  );
  for (const bytes of [asAthena(table), asOthers(table, random), asOthers(table, random), asOthers(table, random)]) {
    expect(readPlainly(bytes)).toEqual(table);
    const expected = JSON.stringify(table);
    for (let cut = 0; cut <= bytes.length; cut++) {
      const rows = JSON.stringify(readInPieces(bytes, [cut, random.between(0, bytes.length)]));
      if (rows !== expected || JSON.stringify(readInPieces(bytes, [cut])) !== expected) throw new Error(`cut at ${cut}: ${rows}`);
    }
    expect(readInPieces(bytes, [...bytes.keys()])).toEqual(table);
  }
});
