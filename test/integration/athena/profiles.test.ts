/** Profiles of the configuration files with the real SDK: what is wrong is named, what changes is taken up. */
import { writeFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { emulatedAws } from '../../support/emulated-aws.ts';

const keys = (id: string) => `aws_access_key_id = ${id}\naws_secret_access_key = secret\n`;

/** Only the files say who one is and where AWS is. */
async function configured(config: string) {
  const emulated = await emulatedAws();
  for (const name of ['AWS_ENDPOINT_URL', 'AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, undefined);
  const write = (text: string) => writeFileSync(process.env.AWS_CONFIG_FILE ?? '', text.replaceAll('URL', emulated.aws.url));
  write(config);
  const signer = () =>
    /Credential=([^/]+)\/\d+\/([^/]+)/.exec(String(emulated.aws.requests.at(-1)?.request.headers.authorization))?.slice(1);
  return { ...emulated, write, signer };
}

it('asks with the keys, the region and the endpoint of the profile, and after a change with the new ones', async () => {
  const { clients, source, write, signer } = await configured(`[profile one]\nregion = eu-west-1\nendpoint_url = URL\n${keys('FIRST')}`);
  await source({ profile: 'one' }).describe();
  expect(signer()).toEqual(['FIRST', 'eu-west-1']);
  write(`[profile one]\nregion = us-east-1\nendpoint_url = URL\n${keys('SECOND')}`);
  await clients.forget();
  await source({ profile: 'one' }).describe();
  expect(signer()).toEqual(['SECOND', 'us-east-1']);
});

it('names file and line of a profile that cannot work, asks nobody, and the others work', async () => {
  const role = 'role_arn = arn:aws:iam::123456789012:role/r\n';
  const { aws, source } = await configured(
    `[profile a]\n${role}source_profile = b\n[profile b]\n${role}source_profile = a\n[profile good]\nregion = eu-west-1\nendpoint_url = URL\n${keys('GOOD')}`,
  );
  await expect(source({ profile: 'a' }).describe()).rejects.toMatchObject({
    code: 'aws_profile',
    details: { profile: 'a', reason: expect.stringMatching(/config, line 4: the profile refers back to itself: a → b → a/) },
  });
  await expect(source({ profile: 'nobody' }).describe()).rejects.toMatchObject({ code: 'aws_profile' });
  expect(aws.requests).toEqual([]);
  expect((await source({ profile: 'good' }).describe()).table).toBe('flow_logs');
});

it('takes the profile that AWS_PROFILE names, or none', async () => {
  const { aws, source, signer } = await configured(`[profile one]\nregion = eu-west-1\nendpoint_url = URL\n${keys('ONE')}`);
  vi.stubEnv('AWS_PROFILE', 'one');
  await source().describe();
  expect(signer()).toEqual(['ONE', 'eu-west-1']);
  const before = aws.requests.length;
  vi.stubEnv('AWS_PROFILE', 'gone');
  await expect(source({ region: 'us-east-1' }).describe()).rejects.toMatchObject({ code: 'aws_profile', details: { profile: 'gone' } });
  expect(aws.requests).toHaveLength(before);
});

it('takes up a profile that is mended without a start of the app', async () => {
  const { clients, source, write } = await configured('[profile p\nregion = eu-west-1\n');
  await expect(source({ profile: 'p' }).describe()).rejects.toMatchObject({
    code: 'aws_profile',
    details: { reason: expect.stringContaining('line 1: the section is not closed by ].') },
  });
  write(`[profile p]\nregion = eu-west-1\nendpoint_url = URL\n${keys('P')}`);
  await clients.forget();
  expect((await source({ profile: 'p' }).describe()).table).toBe('flow_logs');
});
