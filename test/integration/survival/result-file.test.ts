/** A result file that was cut short: never read as if it were whole. */
import { copyFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openResult } from '../../../main/results/result-reader.ts';
import { createResultWriter } from '../../../main/results/result-writer.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { createRandom, newSeed } from '../../torture/random.ts';

it('is told as damaged, wherever it was cut', () => {
  const seed = newSeed();
  console.log(`cut results: seed ${seed}`);
  const random = createRandom(seed);
  const [whole, cut] = [join(tempFolder(), 'whole.sqlite'), join(tempFolder(), 'cut.sqlite')];
  const writer = createResultWriter(whole, [
    { name: 'n', type: 'bigint' },
    { name: 'note', type: 'varchar' },
  ]);
  writer.insert(Array.from({ length: 3000 }, (_, n) => [String(n), `text ${n} `.repeat(4)]));
  const { sizeBytes } = writer.finish();
  openResult(whole).close();
  // Its last page more often than the others: SQLite reads on there as if zeros followed.
  const sizes = [0, 1, sizeBytes - 1, ...Array.from({ length: 150 }, () => random.between(0, sizeBytes - 1))];
  for (let count = 0; count < 50; count++) sizes.push(sizeBytes - random.between(1, 16_384));
  for (const size of sizes) {
    copyFileSync(whole, cut);
    truncateSync(cut, size);
    expect(() => openResult(cut).close(), `seed ${seed}, cut to ${size} bytes`).toThrowError(
      expect.objectContaining({ code: 'result_damaged' }),
    );
    expect(statSync(cut).size).toBe(size);
  }
});
