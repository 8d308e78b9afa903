/** `npm run aws`: the emulator by itself, until Ctrl-C. @param argv[2] port, if it should be a certain one */
import { DATABASE, TABLE } from './catalog.ts';
import { startEmulator } from './emulator.ts';
import { SCHEMES } from './scheme-tables.ts';

const emulator = await startEmulator({ port: Number(process.argv[2] ?? 0), schemes: true, stackPaceMs: 300 });
const isWindows = process.platform === 'win32';
const lines = Object.entries(emulator.env).map(([name, value]) => (isWindows ? `$env:${name} = '${value}'` : `export ${name}=${value}`));
console.log(
  `# Athena, S3, Glue, EC2's flow logs, CloudFormation, CloudWatch Logs, STS and IAM Identity Center over the sample, table ${DATABASE}.${TABLE}. Set in the shell of the client:\n${lines.join('\n')}`,
);
console.log(
  `# Then for example: nagare query --source athena --database ${DATABASE} --table ${TABLE} --from 2022-11-28T12:15 --to 2022-11-28T12:30 --zone Asia/Tokyo --ip 192.168.0.10`,
);
console.log(
  `# The same records under every scheme of partitions and columns: tables of the database ${SCHEMES} (test/aws/scheme-tables.ts).`,
);
console.log('# Flow logs that are made here get files every five minutes; a query is told to scan the whole of its table. Ctrl-C ends it.');

/** By flow log, until when it has files, Unix seconds. */
const delivered = new Map<string, number>();
const deliver = async () => {
  const now = Math.floor(Date.now() / 300_000) * 300;
  for (const { id } of emulator.account.flowLogs) {
    const from = delivered.get(id) ?? now - 3600;
    if (from >= now) continue;
    delivered.set(id, now);
    await emulator.account.deliver(id, { from, to: now });
  }
};
const deliveries = setInterval(() => void deliver().catch((error: unknown) => console.error(String(error))), 3000);

process.once('SIGINT', async () => {
  clearInterval(deliveries);
  await emulator.close();
  process.exit(0);
});
