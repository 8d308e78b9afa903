/** The bundle loads the SDK later and in another form than Node does from source: its parts must still be there. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { emulatedAws } from '../../support/emulated-aws.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const aws = join(import.meta.dirname, '../../../main/aws');

it('asks Athena, Glue and S3 from the bundle as from source', async () => {
  const { aws: emulator } = await emulatedAws();
  emulator.store.put('b', 'k', Buffer.from('hello'));
  const folder = tempFolder();
  const program = `
    import { createAwsClients } from ${JSON.stringify(join(aws, 'clients.ts'))};
    const clients = createAwsClients();
    const scope = { profile: null, region: null };
    const { WorkGroups } = await clients.athena(scope).listWorkGroups({});
    const { Partitions } = await clients.glue(scope).getPartitions({ DatabaseName: 'vpcdb', TableName: 'flow_logs' });
    const { ContentLength } = await clients.s3(scope).getObject({ Bucket: 'b', Key: 'k' });
    console.log(JSON.stringify([WorkGroups.length, Partitions.length, ContentLength]));
    clients.destroy();
    process.exit(0);
  `;
  await build({
    stdin: { contents: program, resolveDir: aws, loader: 'ts' },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22.14',
    banner: {
      js: "import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'stdin.mjs')], { timeout: 20_000 });
  expect(JSON.parse(stdout)).toEqual([1, 24, 5]);
});
