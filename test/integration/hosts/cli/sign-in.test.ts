/** A profile that needs a person, at the terminal. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type EmulatedAws, emulatedAws } from '../../../support/emulated-aws.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { terminal } from '../../../support/terminal.ts';

const ROLE = 'arn:aws:iam::123456789012:role/analyst';
const SERIAL = 'arn:aws:iam::123456789012:mfa/phone';
const words = (profile: string) =>
  `query --source athena --profile ${profile} --database vpcdb --table flow_logs --ip 192.168.0.10 --from 2022-11-28T12:15 --to 2022-11-28T12:30 --zone Asia/Tokyo`.split(
    ' ',
  );

let emulated: EmulatedAws;
beforeEach(async () => {
  emulated = await emulatedAws({ identity: { pollInterval: 0.05, roles: [{ arn: ROLE, mfaSerial: SERIAL }], mfaCodes: ['123456'] } });
  const home = tempFolder();
  mkdirSync(join(home, '.aws'), { recursive: true });
  vi.stubEnv('HOME', home);
  writeFileSync(
    process.env.AWS_CONFIG_FILE ?? '',
    `[profile corp]
sso_session = corp
sso_account_id = 123456789012
sso_role_name = Analyst
[sso-session corp]
sso_start_url = https://example.awsapps.com/start
sso_region = us-east-1
[profile keys]
aws_access_key_id = AKIAKEYSOFTHEFILE
aws_secret_access_key = secret
[profile mfa]
role_arn = ${ROLE}
source_profile = keys
mfa_serial = ${SERIAL}
`,
  );
});

describe('signing in at the terminal', () => {
  it('shows address and code, goes on once it is confirmed, and asks no more', async () => {
    const { aws } = emulated;
    const there = terminal(undefined, async () => null);
    let isApproved = false;
    const answer = await there.runUntil(
      (err) => {
        const code = /^ {2}([A-Z]{4}-[A-Z]{4})$/m.exec(err)?.[1];
        if (code === undefined || isApproved) return false;
        isApproved = true;
        aws.identity.approve(code);
        return false;
      },
      ...words('corp'),
    );
    expect(answer.err).toContain(`profile corp: open this address in a browser`);
    expect(answer.err).toContain(`${aws.url}/device?user_code=`);
    expect(answer.code).toBe(0);
    expect(answer.out).toContain('saved  700 rows');
    // A command without anybody at the terminal takes the same token.
    const again = await terminal(there.home).run(...words('corp'));
    expect(again.code).toBe(0);
  });

  it('asks for the code of an MFA device until it is right', async () => {
    const typed = ['000000', '123456'];
    const questions: string[] = [];
    const there = terminal(undefined, async (question) => {
      questions.push(question);
      return typed.shift() ?? null;
    });
    const answer = await there.run(...words('mfa'));
    expect(answer.code).toBe(0);
    expect(answer.out).toContain('saved  700 rows');
    expect(questions).toEqual([
      `MFA code of ${SERIAL}: `,
      expect.stringMatching(/^MultiFactorAuthentication failed with invalid MFA one time pass code\.\nMFA code of /),
    ]);
  });

  it('is cancelled by Ctrl-C, or by no answer', async () => {
    const waiting = await terminal(undefined, async () => null).runUntil((err) => err.includes('/device?'), ...words('corp'));
    expect(waiting).toMatchObject({ code: 130, out: '' });
    expect(await terminal(undefined, async () => null).run(...words('mfa'))).toMatchObject({ code: 130, out: '' });
  });

  it('fails at once where nobody is there', async () => {
    const sso = await terminal().run(...words('corp'));
    expect(sso.code).toBe(1);
    expect(sso.err).toContain('error[sign_in_needed]: A sign-in to AWS is needed. Sign in, or run: aws sso login --profile corp');
    const mfa = await terminal().run(...words('mfa'));
    expect(mfa.code).toBe(1);
    expect(mfa.err).toContain(`error[sign_in_needed]: The code of the MFA device ${SERIAL} is needed.`);
    expect(emulated.aws.requests.filter(({ operation }) => /^(RegisterClient|AssumeRole|Start)/.test(operation))).toEqual([]);
  });
});
