/** `kill -9` at random moments, real processes, the emulator in another one. `npm run torture` does it 500 times. */
import { expect, it } from 'vitest';
import { tempFolder } from '../../support/temp-folder.ts';
import { PHASES } from '../../torture/kills.ts';
import { BUILT } from '../../torture/processes.ts';
import { newSeed } from '../../torture/random.ts';
import { torture } from '../../torture/torture.ts';

it('60 kills: every run comes to its end by itself, none is started twice, no row is missing, nothing is left half written', async () => {
  const seed = newSeed();
  console.log(`kills: seed ${seed}`);
  const tally = await torture({ folder: tempFolder(), built: BUILT, kills: 60, lanes: 3, seed, say: () => undefined });
  console.log(`kills, while this happened: ${[...tally].map(([what, count]) => `${what} ${count}`).join(', ')}`);
  const kills = ['window at work', 'terminal at work', 'at the next start'].reduce((sum, what) => sum + (tally.get(what) ?? 0), 0);
  expect(kills).toBeGreaterThanOrEqual(60);
  for (const phase of PHASES) expect([...tally.keys()], `seed ${seed}`).toContain(phase);
}, 1_800_000);
