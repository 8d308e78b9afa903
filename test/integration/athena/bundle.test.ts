/** The bundle loads the SDK later and in another form than Node does from source: its parts must still be there. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { expect, it, vi } from 'vitest';
import { emulatedAws } from '../../support/emulated-aws.ts';
import { AUTHORITY, startProxy, startSecureFront, startSocks } from '../../support/secure-loopback.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const aws = join(import.meta.dirname, '../../../main/aws');

/** Makes a bundle of the program, runs it, and gives what it prints. `clients` are there. */
async function bundled(program: string): Promise<unknown> {
  const folder = tempFolder();
  const contents = `
    import { createAwsClients } from ${JSON.stringify(join(aws, 'clients.ts'))};
    const clients = createAwsClients();
    ${program}
    clients.destroy();
    process.exit(0);
  `;
  await build({
    stdin: { contents, resolveDir: aws, loader: 'ts' },
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
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'stdin.mjs')], { timeout: 60_000 });
  return JSON.parse(stdout);
}

it('asks Athena, Glue and S3 from the bundle as from source', async () => {
  const { aws: emulator } = await emulatedAws();
  emulator.store.put('b', 'k', Buffer.from('hello'));
  const answer = await bundled(`
    const scope = { profile: null, region: null };
    const { WorkGroups } = await clients.athena(scope).listWorkGroups({});
    const { Partitions } = await clients.glue(scope).getPartitions({ DatabaseName: 'vpcdb', TableName: 'flow_logs' });
    const { ContentLength } = await clients.s3(scope).getObject({ Bucket: 'b', Key: 'k' });
    console.log(JSON.stringify([WorkGroups.length, Partitions.length, ContentLength]));
  `);
  expect(answer).toEqual([1, 24, 5]);
});

it('signs in, assumes roles and takes proxies from the bundle as from source', async () => {
  const role = 'arn:aws:iam::123456789012:role/analyst';
  const { aws: emulator } = await emulatedAws({ identity: { roles: [{ arn: role }] } });
  const port = await startSecureFront(emulator.url);
  const [proxy, socks] = [await startProxy(port), await startSocks(port)];
  writeFileSync(process.env.AWS_CONFIG_FILE ?? '', `[profile role]\nrole_arn = ${role}\ncredential_source = Environment\n`);
  vi.stubEnv('AWS_ENDPOINT_URL', undefined);
  vi.stubEnv('AWS_CA_BUNDLE', AUTHORITY);
  const answer = await bundled(`
    process.env.HTTPS_PROXY = 'http://127.0.0.1:${proxy.port}';
    const { clientId } = await clients.oidc('us-east-1', null).registerClient({ clientName: 'n', clientType: 'public' }, new AbortController().signal);
    const { accessKeyId } = await clients.credentials.provider('role')({});
    process.env.HTTPS_PROXY = 'socks5h://127.0.0.1:${socks.port}';
    const { WorkGroups } = await clients.athena({ profile: 'role', region: null }).listWorkGroups({});
    console.log(JSON.stringify([clientId.slice(0, 7), accessKeyId.slice(0, 4), WorkGroups.length]));
  `);
  expect(answer).toEqual(['client-', 'ASIA', 1]);
  expect(proxy.tunnels).toEqual(['oidc.us-east-1.amazonaws.com', 'sts.ap-northeast-1.amazonaws.com']);
  expect(socks.tunnels).toEqual(['athena.ap-northeast-1.amazonaws.com']);
});
