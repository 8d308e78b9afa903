/** The way to AWS in an office: a proxy, and an authority of its own. The real SDK, over TLS. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type AwsClients, type AwsSystem, createAwsClients } from '../../../main/aws/clients.ts';
import { createSignIns } from '../../../main/aws/sign-ins.ts';
import { emulatedAws } from '../../support/emulated-aws.ts';
import { AUTHORITY, startPlainProxy, startProxy, startSecureFront, startSocks } from '../../support/secure-loopback.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const scope = { profile: null, region: 'ap-northeast-1' };
const ask = (clients: AwsClients, profile: string | null = null) =>
  clients.athena({ ...scope, profile }).getWorkGroup({ WorkGroup: 'primary' });

function clientsOf(system: AwsSystem = {}): AwsClients {
  const clients = createAwsClients(system);
  onTestFinished(() => clients.destroy());
  return clients;
}

/** The emulator behind TLS; nothing of the machine's own proxies and certificates. */
async function office() {
  const { aws } = await emulatedAws({ identity: { pollInterval: 0.01 } });
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY', 'AWS_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS']) {
    vi.stubEnv(name, undefined);
    vi.stubEnv(name.toLowerCase(), undefined);
  }
  vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
  const port = await startSecureFront(aws.url);
  return { aws, port };
}

describe('authorities', () => {
  it('that are not known are named as what stands between', async () => {
    const { port } = await office();
    vi.stubEnv('AWS_ENDPOINT_URL', `https://localhost:${port}`);
    await expect(ask(clientsOf())).rejects.toMatchObject({
      code: 'network',
      details: { reason: expect.stringMatching(/certificate/) },
    });
  });

  it.each(['AWS_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS'])('are taken from %s, also where Node does not read it itself', async (variable) => {
    const { port } = await office();
    vi.stubEnv('AWS_ENDPOINT_URL', `https://localhost:${port}`);
    vi.stubEnv(variable, AUTHORITY);
    await ask(clientsOf());
  });

  it('are taken from the ca_bundle of a profile, for it alone', async () => {
    const { port } = await office();
    vi.stubEnv('AWS_ENDPOINT_URL', `https://localhost:${port}`);
    const keys = 'aws_access_key_id = AKIAKEYSOFTHEFILE\naws_secret_access_key = s\n';
    writeFileSync(process.env.AWS_CONFIG_FILE ?? '', `[profile with]\nca_bundle = ${AUTHORITY}\n${keys}[profile without]\n${keys}`);
    const clients = clientsOf();
    await ask(clients, 'with');
    await expect(ask(clients, 'without')).rejects.toMatchObject({ code: 'network' });
  });

  it('that cannot be read are named with their file', async () => {
    const { port } = await office();
    vi.stubEnv('AWS_ENDPOINT_URL', `https://localhost:${port}`);
    const folder = tempFolder();
    const empty = join(folder, 'empty.pem');
    writeFileSync(empty, 'nothing\n');
    for (const path of [join(folder, 'none.pem'), empty]) {
      vi.stubEnv('AWS_CA_BUNDLE', path);
      await expect(ask(clientsOf())).rejects.toMatchObject({ code: 'file_unreadable', details: { path } });
    }
  });
});

describe('proxies', () => {
  const throughTls = async () => {
    const { aws, port } = await office();
    vi.stubEnv('AWS_ENDPOINT_URL', undefined);
    vi.stubEnv('AWS_CA_BUNDLE', AUTHORITY);
    return { aws, port };
  };

  it('are those of the environment, name and password included; a connection serves many requests', async () => {
    const { port } = await throughTls();
    const proxy = await startProxy(port);
    vi.stubEnv('HTTPS_PROXY', `http://user:pass%3Aword@127.0.0.1:${proxy.port}`);
    const clients = clientsOf();
    await ask(clients);
    await ask(clients);
    expect(proxy.tunnels).toEqual(['athena.ap-northeast-1.amazonaws.com']);
    expect(proxy.authorizations).toEqual([`Basic ${Buffer.from('user:pass:word').toString('base64')}`]);
  });

  it('are the system’s where the environment has none', async () => {
    const { port } = await throughTls();
    const proxy = await startProxy(port);
    const resolveProxy = vi.fn(async () => `PROXY 127.0.0.1:${proxy.port}; DIRECT`);
    await ask(clientsOf({ resolveProxy }));
    expect(resolveProxy).toHaveBeenCalledWith('https://athena.ap-northeast-1.amazonaws.com/');
    expect(proxy.tunnels).toEqual(['athena.ap-northeast-1.amazonaws.com']);
  });

  it('may be SOCKS', async () => {
    const { port } = await throughTls();
    const proxy = await startSocks(port);
    await ask(clientsOf({ resolveProxy: async () => `SOCKS5 127.0.0.1:${proxy.port}` }));
    expect(proxy.tunnels).toEqual(['athena.ap-northeast-1.amazonaws.com']);
  });

  it('are the way of a sign-in and of a role’s keys too', async () => {
    const { aws, port } = await throughTls();
    const proxy = await startProxy(port);
    vi.stubEnv('https_proxy', `127.0.0.1:${proxy.port}`);
    vi.stubEnv('HOME', tempFolder());
    writeFileSync(
      process.env.AWS_CONFIG_FILE ?? '',
      '[profile corp]\nsso_session = s\nsso_account_id = 123456789012\nsso_role_name = R\n[sso-session s]\nsso_start_url = https://example.awsapps.com/start\nsso_region = us-east-1\n',
    );
    const clients = clientsOf();
    await new Promise<void>((resolve, reject) => {
      const signIns = createSignIns({
        credentials: clients.credentials,
        oidc: clients.oidc,
        changed: ({ step, device, error }) => {
          if (step === 'device') aws.identity.approve(device?.userCode ?? '');
          if (step === 'done') resolve();
          if (step === 'failed') reject(new Error(JSON.stringify(error)));
        },
        report: String,
        sleep: (ms, signal) => sleep(ms, null, { signal }),
        now: Date.now,
      });
      signIns.start('corp');
    });
    await ask(clients, 'corp');
    expect([...new Set(proxy.tunnels)]).toEqual([
      'oidc.us-east-1.amazonaws.com',
      'portal.sso.us-east-1.amazonaws.com',
      'athena.ap-northeast-1.amazonaws.com',
    ]);
  });

  it('that refuse are told of as what cannot be passed', async () => {
    const { port } = await throughTls();
    const proxy = await startProxy(port, 407);
    vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${proxy.port}`);
    await expect(ask(clientsOf())).rejects.toMatchObject({ code: 'network', details: { reason: expect.stringContaining('407') } });
  });

  it.each([
    ['refuse', 407],
    ['are not there', null],
  ])('that %s are told of without their password', async (_, refusal) => {
    const { port } = await throughTls();
    const proxy = await startProxy(port, refusal ?? 407);
    const place = refusal === null ? '127.0.0.1:9' : `127.0.0.1:${proxy.port}`;
    for (const scheme of ['http', 'socks5h']) {
      vi.stubEnv('HTTPS_PROXY', `${scheme}://user:planted-word@${place}`);
      const error: unknown = await ask(clientsOf()).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'network' });
      expect(inspect(error, { depth: 20, showHidden: true })).not.toMatch(/planted-word|dXNlcjpwbGFudGVkLXdvcmQ/);
    }
  });

  it('take plain requests too, as those of a private endpoint', async () => {
    const { aws } = await throughTls();
    const proxy = await startPlainProxy(aws.url);
    vi.stubEnv('AWS_ENDPOINT_URL', 'http://athena.internal.example:8000');
    vi.stubEnv('http_proxy', `http://127.0.0.1:${proxy.port}`);
    await ask(clientsOf());
    expect(proxy.asked).toEqual(['athena.internal.example:8000']);
  });
});
