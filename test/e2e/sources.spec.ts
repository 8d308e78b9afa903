/** Sources as profiles: chosen from lists, named, changed, several side by side, checked; and configuration files with errors. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { texts } from '../../renderer/sources/texts.ts';
import { expect, test } from './nagare.ts';
import { queryTexts, type } from './steps.ts';

/** Recognisable: whatever is on the screen, they are not. */
const keys = 'aws_access_key_id = AKIAPLANTEDONSCREEN\naws_secret_access_key = planted-secret-access-key\n';
const showsNoSecret = async (page: Page) => expect(await page.content()).not.toMatch(/AKIAPLANTED|planted-secret/);
const picker = (page: Page) => page.locator('.source-picker');

/** A configuration file of the test's own; the endpoint is in the profiles. */
function configured(home: string, env: Readonly<Record<string, string>>, config: string) {
  const path = join(home, 'aws-config');
  const { AWS_ENDPOINT_URL: url = '', AWS_REGION: _region, AWS_ACCESS_KEY_ID: _id, AWS_SECRET_ACCESS_KEY: _secret, ...rest } = env;
  const write = (text: string) => writeFileSync(path, text.replaceAll('URL', url));
  write(config);
  return { env: { ...rest, AWS_CONFIG_FILE: path }, write, path };
}

async function openDialog(page: Page, t = queryTexts.en) {
  await picker(page).click();
  await page.getByText(t.addTable).click();
}

const office = `[profile office]\nregion = ap-northeast-1\nendpoint_url = URL\n${keys}`;
const lab = `[profile lab]\nregion = us-east-2\nendpoint_url = URL\n${keys}`;

test('two profiles side by side: listed with what they are, remembered, named, changed, switched', async ({ open, home, awsEnv }) => {
  const t = queryTexts.en;
  const s = texts.en;
  const { env } = configured(home, awsEnv, `${office}${lab}`);
  const { page } = await open({ env });
  const dialog = page.getByRole('dialog');
  await openDialog(page);
  await type(page, t.profile, 'office');
  await expect(dialog.getByText(s.kinds.keys)).toBeVisible();
  await expect(dialog.getByText('Asia Pacific (Tokyo)')).toBeVisible();
  await type(page, t.database, 'vpcdb');
  // The table is chosen from the list that AWS gives.
  await dialog.getByRole('combobox', { name: t.table, exact: true }).press('ArrowDown');
  await page.getByRole('option', { name: 'flow_logs' }).click();
  await dialog.getByRole('textbox', { name: s.name }).fill('Tokyo office');
  await dialog.getByRole('button', { name: t.add, exact: true }).click();
  await expect(picker(page)).toContainText('Tokyo office');
  await expect(picker(page)).toContainText('office · ap-northeast-1 · vpcdb.flow_logs');

  await openDialog(page);
  await type(page, t.profile, 'lab');
  await expect(dialog.getByRole('combobox', { name: t.database, exact: true })).toHaveValue('');
  await type(page, t.database, 'vpcdb');
  await type(page, t.table, 'flow_logs');
  await dialog.getByRole('button', { name: t.add, exact: true }).click();
  await expect(picker(page)).toContainText('lab');

  // What the other profile was used with comes back by itself.
  await openDialog(page);
  await type(page, t.profile, 'office');
  await expect(dialog.getByRole('combobox', { name: t.database, exact: true })).toHaveValue('vpcdb');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await picker(page).click();
  await expect(page.getByRole('menuitemradio', { name: /Tokyo office/ })).toContainText('office · ap-northeast-1 · vpcdb.flow_logs');
  await page.getByRole('menuitemradio', { name: /Tokyo office/ }).click();
  await expect(picker(page)).toContainText('Tokyo office');
  await picker(page).click();
  await page.getByText(s.edit('Tokyo office')).click();
  await expect(dialog.getByRole('combobox', { name: t.table, exact: true })).toHaveValue('flow_logs');
  await dialog.getByRole('textbox', { name: s.name }).fill('Osaka');
  await dialog.getByRole('button', { name: s.save }).click();
  await expect(picker(page)).toContainText('Osaka');
  await showsNoSecret(page);
});

for (const language of ['en', 'ja'] as const) {
  test(`Check names what is missing and gives the policy (${language})`, async ({ open, home, aws, awsEnv }) => {
    const t = queryTexts[language];
    const s = texts[language];
    const { env } = configured(home, awsEnv, office);
    const { page } = await open({ env, language });
    await openDialog(page, t);
    await type(page, t.profile, 'office');
    await type(page, t.database, 'vpcdb');
    await type(page, t.table, 'flow_logs');
    aws.faults.denied.add('athena:StartQueryExecution');
    await page.getByRole('button', { name: s.checkNow }).click();
    await expect(page.getByRole('dialog').last().getByRole('status')).toHaveText(s.missing(1));
    const missing = page.locator('.check-row[data-state="denied"]');
    await expect(missing).toHaveCount(1);
    await expect(missing).toContainText('athena:StartQueryExecution');
    await expect(missing).toContainText('is not authorized to perform');
    await showsNoSecret(page);
    aws.faults.denied.clear();
    await page.getByRole('button', { name: s.checkAgain }).click();
    await expect(page.getByRole('dialog').last().getByRole('status')).toHaveText(s.allGood);
    await page.getByRole('button', { name: s.copyPolicy }).click();
    await expect(page.getByRole('button', { name: s.copied })).toBeVisible();
    const policy = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    expect(JSON.stringify(policy)).toContain('arn:aws:athena:ap-northeast-1:123456789012:workgroup/primary');
    expect(aws.executions.every(({ scannedBytes }) => scannedBytes === 0)).toBe(true);
  });
}

test('a configuration with errors: each is named with its line, the rest works, what is mended is taken up', async ({
  open,
  home,
  awsEnv,
}) => {
  const t = queryTexts.en;
  const s = texts.en;
  const { env, write, path } = configured(
    home,
    awsEnv,
    `[profile cut\nregion = x\n${lab}[profile lost]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = nobody\n`,
  );
  const { page } = await open({ env });
  const dialog = page.getByRole('dialog');
  await openDialog(page);
  await dialog.getByText(s.problemsTitle(1)).click();
  await showsNoSecret(page);
  await expect(dialog).toContainText(`${path}, line 1: the section is not closed by ].`);
  await type(page, t.profile, 'lost');
  await expect(dialog).toContainText('source_profile names nobody, which does not exist.');
  await type(page, t.region, 'Tokyo!');
  await expect(dialog).toContainText(s.badRegion);
  await type(page, t.region, '');
  await type(page, t.database, 'vpcdb');
  await type(page, t.table, 'flow_logs');
  await dialog.getByRole('button', { name: t.add, exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('source_profile names nobody');
  write(`${lab}[profile lost]\nregion = us-east-2\nendpoint_url = URL\n${keys}`);
  await expect(dialog.getByText(s.problemsTitle(1))).toBeHidden();
  await dialog.getByRole('button', { name: t.add, exact: true }).click();
  await expect(picker(page)).toContainText('lost');
});
