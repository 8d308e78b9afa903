/**
 * A process that carries a clean-up out and ends with it. Arguments: data folder, the clean-up's id, items and identities
 * as JSON. It says `ready` when it could begin, begins when it is told so on its standard input, and says `begun`.
 */
import { once } from 'node:events';
import { join } from 'node:path';
import { createAwsClients } from '../../main/aws/clients.ts';
import { createCleanupStore } from '../../main/history/cleanup-store.ts';
import { openHistory } from '../../main/history/open-history.ts';
import { ownIdentity } from '../../main/history/process-identity.ts';
import { createCleanups } from '../../main/setup/cleanup/cleanups.ts';

const [home = '', id = '', itemIds = '[]', typed = '[]'] = process.argv.slice(2);
const { db } = openHistory(join(home, 'history.db'));
const clients = createAwsClients();
const cleanups = createCleanups({
  store: createCleanupStore(db, ownIdentity(), Date.now),
  clients,
  folder: join(home, 'cleanups'),
  now: Date.now,
  changed: ({ state }) => {
    if (state === 'running') return;
    clients.destroy();
    process.exit(0);
  },
  report: (error) => {
    console.error(error);
    return 'log';
  },
});
await Promise.all([
  import('../../main/aws/athena-sdk.ts'),
  import('../../main/aws/cloudformation-sdk.ts'),
  import('../../main/aws/s3-sdk.ts'),
]);
console.log('ready');
await once(process.stdin, 'data');
cleanups.run({ id, itemIds: JSON.parse(itemIds), typed: JSON.parse(typed) });
console.log('begun');
