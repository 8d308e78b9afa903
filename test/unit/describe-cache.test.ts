import { expect, it } from 'vitest';
import { createDescribe } from '../../main/describe-cache.ts';
import { scriptedAthena } from '../support/scripted-athena.ts';

it('asks a source at most once a minute, and at once when what it stands for has changed', async () => {
  let asked = 0;
  let now = 0;
  let configured = 0;
  const source = scriptedAthena();
  const describe = createDescribe(
    () => ({
      ...source,
      describe: async () => {
        asked++;
        return source.describe();
      },
    }),
    () => now,
    () => configured,
  );
  const ask = async () => {
    await describe({ kind: 'sample' });
    return asked;
  };
  expect([await ask(), await ask()]).toEqual([1, 1]);
  configured++;
  expect([await ask(), await ask()]).toEqual([2, 2]);
  now += 60_000;
  expect(await ask()).toBe(3);
});
