/**
 * `npm run torture [-- --kills N --lanes N --csv N --long N --seed N]`: the survival tests at length. Real processes are
 * killed at random moments against the emulator in this one; then the CSV reader meets generated files.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { tryAnyFile, tryLongValue } from '../test/torture/csv-files.ts';
import { BUILT } from '../test/torture/processes.ts';
import { createRandom, newSeed } from '../test/torture/random.ts';
import { torture } from '../test/torture/torture.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '500' },
    lanes: { type: 'string', default: '3' },
    csv: { type: 'string', default: '500000' },
    long: { type: 'string', default: '40' },
    seed: { type: 'string', default: String(newSeed()) },
    built: { type: 'string', default: BUILT },
  },
});
const seed = Number(values.seed);
console.log(`seed ${seed}`);

const folder = mkdtempSync(join(tmpdir(), 'nagare-torture-'));
const began = Date.now();
const tally = await torture({
  folder,
  built: values.built,
  kills: Number(values.kills),
  lanes: Number(values.lanes),
  seed,
  say: console.log,
});
console.log(`${values.kills} kills in ${Math.round((Date.now() - began) / 1000)} s; while they happened:`);
for (const [what, count] of [...tally].sort((a, b) => b[1] - a[1])) console.log(`  ${String(count).padStart(5)}  ${what}`);
// Only now: what a failure leaves is there to be looked at.
rmSync(folder, { recursive: true, force: true });

const random = createRandom(seed);
for (let number = 0; number < Number(values.csv); number++) tryAnyFile(random, seed, number);
console.log(`${values.csv} CSV files read as the plain reader reads them`);
for (let number = 0; number < Number(values.long); number++) tryLongValue(random, seed, 10_000_000);
console.log(`${values.long} CSV files with values of 10 MB read as the plain reader reads them`);
process.exit(0);
