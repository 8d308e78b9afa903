/** Files leave the browser window by an address that works once. */
import { existsSync, mkdirSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createDownloads } from '../../../../main/hosts/web/downloads.ts';
import { startLoopback } from '../../../support/loopback.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const offered = async (fileName: string, body: string | Buffer = 'srcaddr\n10.0.0.1\n') => {
  const loopback = await startLoopback();
  const path = loopback.downloads.place(fileName);
  writeFileSync(path, body);
  return { ...loopback, path, address: loopback.downloads.offer(path, fileName) };
};

describe('a finished file', () => {
  it('can be fetched once, and is then gone from the disk', async () => {
    const { get, address, path } = await offered('flows.csv');
    expect(address).toMatch(/^\/download\/[0-9a-f]{32}$/);
    expect(await get(address)).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-length': '17',
        'content-disposition': `attachment; filename="flows.csv"; filename*=UTF-8''flows.csv`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
      body: 'srcaddr\n10.0.0.1\n',
    });
    expect(await get(address)).toMatchObject({ status: 404, body: '' });
    await vi.waitFor(() => expect(existsSync(join(path, '..'))).toBe(false));
  });

  it('is fetched by its own address only', async () => {
    const { get, address } = await offered('flows.csv');
    const id = address.slice('/download/'.length);
    for (const wrong of [
      '/download/',
      `/download/${'0'.repeat(32)}`,
      `/download/${id.toUpperCase()}x`,
      `/download/${id}/`,
      `//download/${id}`,
      `/download/${id.slice(0, -1)}`,
      '/download/__proto__',
    ]) {
      expect((await get(wrong)).status).toBe(404);
    }
    expect((await get(address)).status).toBe(200);
  });

  it('is fetched by one of two that ask at once', async () => {
    const { get, address } = await offered('flows.csv', 'x'.repeat(1_000_000));
    const answers = await Promise.all([get(address), get(address)]);
    expect(answers.map((each) => each.status).sort()).toEqual([200, 404]);
  });

  it('that breaks off on the way can be fetched again, whole', async () => {
    const body = 'x'.repeat(20_000_000);
    const { get, address, host, port, path } = await offered('flows.csv', body);
    for (let time = 0; time < 3; time++) {
      await new Promise<void>((resolve) => {
        const asked = request({ host: '127.0.0.1', port, path: address, headers: { host }, agent: false }, (response) => {
          response.once('data', () => response.destroy());
          response.on('error', () => undefined).on('close', () => resolve());
        });
        asked.on('error', () => undefined).end();
      });
      await vi.waitFor(() => expect(openFiles(path)).toBe(0));
    }
    await vi.waitFor(async () => expect((await get(address)).body.length).toBe(body.length));
    expect((await get(address)).status).toBe(404);
  });

  it('that is gone is not there, and one that cannot be read breaks off', async () => {
    const { get, downloads } = await startLoopback();
    const folder = tempFolder();
    expect((await get(downloads.offer(join(folder, 'missing.csv'), 'missing.csv'))).status).toBe(404);
    await expect(get(downloads.offer(folder, 'folder.csv'))).rejects.toThrow();
    expect((await get('/')).status).toBe(200);
  });
});

describe("a file's name", () => {
  it.each([
    ['流れ 2022-11-28.xlsx', '__ 2022-11-28.xlsx', '%E6%B5%81%E3%82%8C%202022-11-28.xlsx'],
    ['a"b\\c%d.csv', 'a_b_c_d.csv', 'a%22b%5Cc%25d.csv'],
    ["it's (1)*.csv", "it's (1)*.csv", 'it%27s%20%281%29%2A.csv'],
    ['a\r\nX-Injected: 1\r\n\r\n<script>.csv', 'a__X-Injected: 1____<script>.csv', 'a%0D%0AX-Injected%3A%201%0D%0A%0D%0A%3Cscript%3E.csv'],
    ['a\u0000b;c.csv', 'a_b;c.csv', 'a%00b%3Bc.csv'],
    ['../../etc/passwd.csv', '../../etc/passwd.csv', '..%2F..%2Fetc%2Fpasswd.csv'],
    ['half \ud83d.csv', 'half _.csv', 'half%20%EF%BF%BD.csv'],
  ])('%j stays one value of its header', async (name, plain, encoded) => {
    const { get, address } = await offered(name);
    const { status, headers } = await get(address);
    expect(status).toBe(200);
    expect(headers['content-disposition']).toBe(`attachment; filename="${plain}"; filename*=UTF-8''${encoded}`);
    expect(headers).not.toHaveProperty('x-injected');
  });

  it('never leads out of its folder', () => {
    const folder = join(tempFolder(), 'downloads');
    const { place } = createDownloads(folder);
    for (const name of ['../../x.csv', '/etc/x.xlsx', 'C:\\x.csv', '..', '', 'a/b.csv', 'x.csv.exe', 'x\u0000.csv']) {
      expect(place(name)).toMatch(new RegExp(`^${folder}/[0-9a-f]{32}/export(\\.csv|\\.xlsx)?$`));
    }
  });
});

it('what an earlier host left can be fetched by nobody, and is removed', () => {
  const folder = join(tempFolder(), 'downloads');
  mkdirSync(join(folder, 'old'), { recursive: true });
  writeFileSync(join(folder, 'old', 'export.xlsx'), 'old');
  createDownloads(folder);
  expect(existsSync(folder)).toBe(false);
});

/** How often this process has the file open; none where the system does not tell. */
function openFiles(path: string): number {
  if (process.platform !== 'linux') return 0;
  return readdirSync('/proc/self/fd').filter((each) => {
    try {
      return readlinkSync(`/proc/self/fd/${each}`) === path;
    } catch {
      return false;
    }
  }).length;
}
