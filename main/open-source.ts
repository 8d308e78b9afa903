/** From a source's reference to the adapter that answers for it. */
import { join } from 'node:path';
import type { AthenaRef } from '../preload/contract/query.ts';
import type { AwsClients } from './aws/clients.ts';
import { createAthenaSource } from './sources/athena/athena-source.ts';
import { createKeep } from './sources/athena/kept.ts';
import { createCsvSource } from './sources/local/csv-source.ts';
import { createLocalSource } from './sources/local/local-source.ts';
import type { OpenSource } from './sources/source.ts';

/**
 * @param assets folder that holds `sample/`  @param clients AWS clients, made when they are first needed
 * @param ownOutput where results go that the workgroup has no place for; NULL: nothing was said
 * @param configured how often what sources stand for has changed: what was remembered may be another account's since
 */
export function createOpenSource(
  assets: string,
  clients: AwsClients,
  ownOutput: (ref: AthenaRef) => string | null,
  configured: () => number = () => 0,
): OpenSource {
  let known = { configured: configured(), keep: createKeep(Date.now) };
  const keepNow = () => {
    if (known.configured !== configured()) known = { configured: configured(), keep: createKeep(Date.now) };
    return known.keep;
  };
  return (ref) => {
    switch (ref.kind) {
      case 'sample':
        return createLocalSource({ folder: join(assets, 'sample') });
      case 'folder':
        return createLocalSource({ folder: ref.path });
      case 'csv':
        return createCsvSource({ path: ref.path });
      case 'athena':
        return createAthenaSource({ ref, clients, keep: keepNow(), ownOutput: () => ownOutput(ref) });
    }
  };
}
