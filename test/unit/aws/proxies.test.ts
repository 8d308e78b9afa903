import { describe, expect, it, vi } from 'vitest';
import { createProxyFor, environmentProxy, proxyOfPac } from '../../../main/aws/proxies.ts';

const aws = 'https://athena.eu-west-1.amazonaws.com/';

describe('the environment’s proxies', () => {
  it.each([
    [{}, null],
    [{ HTTPS_PROXY: 'http://proxy:3128' }, 'http://proxy:3128'],
    [{ https_proxy: 'http://small:1', HTTPS_PROXY: 'http://large:1' }, 'http://small:1'],
    // Without a scheme it is a plain proxy, as for curl.
    [{ HTTPS_PROXY: 'proxy:3128' }, 'http://proxy:3128'],
    [{ HTTP_PROXY: 'http://proxy:3128' }, null],
    [{ ALL_PROXY: 'socks5h://127.0.0.1:1080' }, 'socks5h://127.0.0.1:1080'],
    [{ HTTPS_PROXY: 'http://proxy:1', NO_PROXY: '*' }, null],
    [{ HTTPS_PROXY: 'http://proxy:1', NO_PROXY: 'amazonaws.com' }, null],
    [{ HTTPS_PROXY: 'http://proxy:1', NO_PROXY: '.eu-west-1.amazonaws.com, other' }, null],
    [{ HTTPS_PROXY: 'http://proxy:1', NO_PROXY: '*.AMAZONAWS.com' }, null],
    [{ HTTPS_PROXY: 'http://proxy:1', NO_PROXY: 'amazonaws.com:443' }, null],
    [{ HTTPS_PROXY: 'http://proxy:1', NO_PROXY: 'amazonaws.com:8443' }, 'http://proxy:1'],
    [{ HTTPS_PROXY: 'http://proxy:1', NO_PROXY: 'zonaws.com us-east-1.amazonaws.com' }, 'http://proxy:1'],
    [{ HTTPS_PROXY: 'what is this' }, null],
    [{ HTTPS_PROXY: 'ftp://proxy:1' }, null],
  ])('%o', (env, proxy) => expect(environmentProxy(aws, env)).toBe(proxy));
});

describe('a PAC answer', () => {
  it.each([
    ['DIRECT', null],
    ['PROXY proxy.example:3128; DIRECT', 'http://proxy.example:3128'],
    ['HTTPS proxy.example:443', 'https://proxy.example:443'],
    ['SOCKS5 127.0.0.1:1080;PROXY other:1', 'socks5h://127.0.0.1:1080'],
    ['SOCKS 127.0.0.1:1080', 'socks4a://127.0.0.1:1080'],
    ['', null],
    ['QUIC proxy:1', null],
    ['PROXY', null],
  ])('%s', (answer, proxy) => expect(proxyOfPac(answer)).toBe(proxy));
});

describe('which of both', () => {
  it('is the environment’s when it says anything, else the system’s', async () => {
    const system = vi.fn(async () => 'PROXY system:1');
    expect(await createProxyFor({ HTTPS_PROXY: 'http://own:1' }, system, () => 0)(aws)).toBe('http://own:1');
    expect(await createProxyFor({ HTTPS_PROXY: 'http://own:1', NO_PROXY: 'amazonaws.com' }, system, () => 0)(aws)).toBeNull();
    expect(system).not.toHaveBeenCalled();
    expect(await createProxyFor({}, system, () => 0)(aws)).toBe('http://system:1');
    expect(await createProxyFor({}, null, () => 0)(aws)).toBeNull();
  });

  it('is asked of the system again after a while, and is none when it cannot tell', async () => {
    let now = 0;
    const system = vi.fn(async (_url: string) => 'DIRECT');
    const proxyFor = createProxyFor({}, system, () => now);
    await Promise.all([proxyFor(aws), proxyFor(`${aws}path`)]);
    expect(system.mock.calls).toEqual([[aws]]);
    now = 31_000;
    system.mockRejectedValueOnce(new Error('no'));
    expect(await proxyFor(aws)).toBeNull();
    expect(system).toHaveBeenCalledTimes(2);
  });

  it('is none for this machine itself', async () => {
    const proxyFor = createProxyFor({ ALL_PROXY: 'http://own:1' }, null, () => 0);
    for (const url of ['http://127.0.0.1:8000/', 'http://localhost/', 'https://[::1]:1/', 'http://bucket.localhost:1/']) {
      expect(await proxyFor(url)).toBeNull();
    }
  });
});
