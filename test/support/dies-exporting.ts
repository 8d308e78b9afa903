/** A process that begins an export and dies in the middle of it. Arguments: history.db, the request as JSON. */
import { createExports } from '../../main/exports/exports.ts';
import { createExportStore } from '../../main/history/export-store.ts';
import { openHistory } from '../../main/history/open-history.ts';
import { ownIdentity } from '../../main/history/process-identity.ts';

const [historyPath = '', request = '{}'] = process.argv.slice(2);
const store = createExportStore(openHistory(historyPath).db, ownIdentity());
const exports = createExports({
  begun: store.begun,
  ended: store.ended,
  // The first progress: the partial file is there by then.
  changed: () => process.kill(process.pid, 'SIGKILL'),
  report: () => '',
});
exports.start({ ...JSON.parse(request), offerDownload: () => '' });
