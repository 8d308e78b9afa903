/** Several rows of kills at once, each on a data folder of its own, against one emulator in this process. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator } from '../aws/emulator.ts';
import { createGround } from './ground.ts';
import { killMany, type Tally } from './kills.ts';
import { createRandom } from './random.ts';

export interface TortureOptions {
  /** Empty; left as it is. */
  readonly folder: string;
  /** Folder of the built programs. */
  readonly built: string;
  readonly kills: number;
  readonly lanes: number;
  readonly seed: number;
  say(text: string): void;
}

/** @returns what was going on when processes were killed @throws Error with the seed and what was found wrong */
export async function torture({ folder, built, kills, lanes, seed, say }: TortureOptions): Promise<Tally> {
  const aws = await startEmulator();
  const nothing = join(folder, 'none');
  writeFileSync(nothing, '');
  // Nothing of this machine's own configuration is seen.
  const own = { AWS_CONFIG_FILE: nothing, AWS_SHARED_CREDENTIALS_FILE: nothing, AWS_EC2_METADATA_DISABLED: 'true' };
  const random = createRandom(seed);
  const tally: Tally = new Map();
  try {
    const each = Array.from({ length: lanes }, (_, lane) => Math.floor((kills + lane) / lanes));
    const rows = each.map(async (count, lane) => {
      const ground = createGround(join(folder, `lane-${lane}`), { built, env: { ...aws.env, ...own } }, aws, random.fork());
      try {
        await killMany(ground, count, tally, (text) => say(`lane ${lane}: ${text}`));
      } catch (error) {
        throw new Error(`seed ${seed}, lane ${lane} in ${folder}: ${error instanceof Error ? error.message : String(error)}`);
      }
    });
    for (const row of await Promise.allSettled(rows)) if (row.status === 'rejected') throw row.reason;
    return tally;
  } finally {
    await aws.close();
  }
}
