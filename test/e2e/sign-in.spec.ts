/** A profile that needs a person: signed in through the browser, or by the code of an MFA device. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openHistory } from '../../main/history/open-history.ts';
import { createSettingsStore } from '../../main/history/settings-store.ts';
import { texts as signInTexts } from '../../renderer/sign-in/texts.ts';
import type { Emulator } from '../aws/emulator.ts';
import { expect, test } from './nagare.ts';
import { addToken, footer, queryTexts, run, setWindow } from './steps.ts';

const ROLE = 'arn:aws:iam::123456789012:role/analyst';
const SERIAL = 'arn:aws:iam::123456789012:mfa/phone';

/** Profiles in the SDK's files, and the table of one of them as the source that the window opens with. */
function prepare(home: string, aws: Emulator, profile: string): Readonly<Record<string, string>> {
  const user = join(home, 'user');
  mkdirSync(user, { recursive: true });
  writeFileSync(
    join(user, 'config'),
    `[profile corp-sso]
sso_session = corp
sso_account_id = 123456789012
sso_role_name = Analyst
region = ap-northeast-1
[sso-session corp]
sso_start_url = https://example.awsapps.com/start
sso_region = ap-northeast-1
[profile keys]
aws_access_key_id = AKIAKEYSOFTHEFILE
aws_secret_access_key = secret
[profile with-mfa]
role_arn = ${ROLE}
source_profile = keys
mfa_serial = ${SERIAL}
region = ap-northeast-1
`,
  );
  const { db } = openHistory(join(home, 'history.db'));
  const source = { kind: 'athena' as const, profile, region: null, workgroup: null, catalog: null, database: 'vpcdb', table: 'flow_logs' };
  createSettingsStore(db).write({ source });
  db.close();
  aws.identity.pollInterval = 0.2;
  aws.identity.roles.push({ arn: ROLE, mfaSerial: SERIAL });
  aws.identity.mfaCodes.push('123456');
  return { AWS_CONFIG_FILE: join(user, 'config'), HOME: user, AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };
}

test('a sign-in through the browser: offered, put off, done, and the query runs', async ({ open, aws, awsEnv, home }) => {
  const t = signInTexts.en;
  const { page } = await open({ env: { ...awsEnv, ...prepare(home, aws, 'corp-sso') } });
  const dialog = page.getByRole('dialog', { name: t.title });
  await expect(dialog).toContainText('corp-sso');
  await dialog.getByRole('button', { name: t.notNow }).click();
  const note = page.getByRole('alert');
  await expect(note).toContainText('A sign-in to AWS is needed: corp-sso');

  await note.getByRole('button', { name: t.signIn }).click();
  const opening = page.context().waitForEvent('page');
  await dialog.getByRole('button', { name: t.signIn }).click();
  // The code here is the code there.
  const code = await dialog.locator('output').innerText();
  expect(code).toMatch(/^[A-Z]{4}-[A-Z]{4}$/);
  const portal = await opening;
  await expect(portal.getByLabel('Code')).toHaveValue(code);
  await portal.getByRole('button', { name: 'Allow' }).click();
  await expect(dialog).toBeHidden();
  await expect(note).toBeHidden();
  await portal.close();

  await page.getByRole('button', { name: /around/i }).waitFor();
  await setWindow(page);
  await addToken(page, 'address', '192.168.0.10');
  await run(page);
  await expect(footer(page)).toContainText('700');
  expect(aws.identity.devices).toHaveLength(1);
});

test('コードは一度だけ聞かれ、誤りは AWS の言葉とともに聞き直される', async ({ open, aws, awsEnv, home }) => {
  const t = signInTexts.ja;
  const { page } = await open({ env: { ...awsEnv, ...prepare(home, aws, 'with-mfa') }, language: 'ja' });
  const dialog = page.getByRole('dialog', { name: t.codeTitle });
  await expect(dialog).toContainText(SERIAL);
  const field = dialog.getByRole('textbox', { name: t.code });
  await field.fill('000000');
  await field.press('Enter');
  await expect(dialog).toContainText('MultiFactorAuthentication failed with invalid MFA one time pass code.');
  await field.fill('123456');
  await dialog.getByRole('button', { name: t.signIn }).click();
  await expect(dialog).toBeHidden();

  await page.getByRole('textbox', { name: queryTexts.ja.address, exact: true }).waitFor();
  await setWindow(page, 'ja');
  await addToken(page, 'address', '192.168.0.10', 'ja');
  await run(page);
  await expect(footer(page)).toContainText('700');
  expect(aws.requests.filter(({ operation }) => operation === 'AssumeRole')).toHaveLength(2);
});
