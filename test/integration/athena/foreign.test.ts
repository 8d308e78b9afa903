/** Somebody else answers in AWS's place: never taken for AWS's own answer. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createAwsClients } from '../../../main/aws/clients.ts';
import { describeTable } from '../../../main/sources/athena/describe-table.ts';
import { createKeep } from '../../../main/sources/athena/kept.ts';
import { athenaRef, emulatedAws } from '../../support/emulated-aws.ts';

interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
const html = { 'content-type': 'text/html; charset=utf-8' };

it('names the address and the page, for every service, whatever its status', async () => {
  await emulatedAws();
  let page: Page = { status: 200, headers: {}, body: '' };
  const server = createServer((_, response) => response.writeHead(page.status, page.headers).end(page.body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubEnv('AWS_ENDPOINT_URL', url);
  const clients = createAwsClients();
  const asks = [
    () => describeTable(athenaRef, clients, createKeep(Date.now)),
    () => clients.s3(athenaRef).listObjects({ Bucket: 'b', Prefix: '' }),
    () => clients.s3(athenaRef).getObject({ Bucket: 'b', Key: 'k' }),
    () => clients.sts(athenaRef).getCallerIdentity({}),
  ];
  const pages: readonly (readonly [Page, RegExp])[] = [
    [{ status: 200, headers: html, body: '<!DOCTYPE html><title> Guest\n network </title>' }, /web page: Guest network \(HTTP 200\)/],
    [{ status: 403, headers: html, body: '<html><h1>Blocked by policy</h1>' }, /web page: Blocked by policy \(HTTP 403\)/],
    [{ status: 404, headers: html, body: 'no title' }, /something that is not AWS's \(HTTP 404\)/],
    [{ status: 302, headers: { location: 'http://portal/' }, body: '' }, /HTTP 302/],
    [{ status: 200, headers: {}, body: '' }, /HTTP 200/],
  ];
  for (const [next, reason] of pages) {
    page = next;
    for (const ask of asks) {
      await expect(ask()).rejects.toMatchObject({ code: 'network', details: { answeredBy: url, reason: expect.stringMatching(reason) } });
    }
  }
  clients.destroy();
});

it('says that a text is no region before it asks anybody, and keeps the rest working', async () => {
  const { aws, source } = await emulatedAws();
  for (const region of ['moon', 'a b', 'us-east-1.example.com', 'eu-west-1/', 'EU-WEST-1']) {
    await expect(source({ region }).describe()).rejects.toMatchObject({ code: 'region_missing', details: { region } });
  }
  expect(aws.requests).toEqual([]);
  expect((await source({ region: 'eu-west-1' }).describe()).table).toBe('flow_logs');
});
