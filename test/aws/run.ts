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
console.log('# Ctrl-C ends it.');

process.once('SIGINT', async () => {
  await emulator.close();
  process.exit(0);
});
