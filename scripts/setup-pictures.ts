/** The pictures of Set-up and Clean-up, taken on the emulator: an account with flow logs good and bad, then all of it cleared away. */
import type { Page } from 'playwright';
import { defaultFields, logFormat, recommendedFields } from '../main/flowlogs/log-format.ts';
import { texts as cleanupTexts } from '../renderer/cleanup/texts.ts';
import { texts as flowLogTexts } from '../renderer/setup/flow-log/texts.ts';
import { texts as integrationTexts } from '../renderer/setup/integration/texts.ts';
import { texts as setupTexts } from '../renderer/setup/texts.ts';
import { DEFAULT_VPC, VPC } from '../test/aws/ec2/network.ts';
import { type Emulator, startEmulator } from '../test/aws/emulator.ts';
import { takePictures } from './take-pictures.ts';

type Language = 'en' | 'ja';
const HOUR = 3600;
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

export async function takeSetupPictures(): Promise<void> {
  await ofLook('en', 'light', async (page, shot) => {
    const t = setupTexts.en;
    await page.keyboard.press('Control+3');
    await page.getByRole('table').waitFor();
    await shot('set-up-list-light-en');
    await button(page, t.setUpFor(DEFAULT_VPC)).click();
    await button(page, t.make).click();
    await button(page, flowLogTexts.en.showPlan).click();
    await button(page, flowLogTexts.en.create).waitFor();
    await shot('set-up-plan-light-en');
    await button(page, flowLogTexts.en.cancel).click();
    await button(page, t.back).click();
    await toReady(page, 'en');
    await shot('set-up-steps-light-en');
  });
  await ofLook('ja', 'dark', async (page, shot) => {
    const t = integrationTexts.ja;
    await page.keyboard.press('Control+3');
    await page.getByRole('table').waitFor();
    await openGood(page);
    await button(page, t.chooseAws).waitFor();
    await page.getByRole('button', { name: setupTexts.ja.stepTitles.arrivals }).click();
    await shot('set-up-integration-dark-ja');
  });
  await ofLook('en', 'light', async (page, shot) => {
    const t = cleanupTexts.en;
    await page.keyboard.press('Control+3');
    await page.getByRole('table').waitFor();
    await toReady(page, 'en');
    await button(page, setupTexts.en.cleanUp).click();
    await button(page, t.makePlan).click();
    await page.getByRole('table', { name: t.plan }).waitFor();
    await shot('clean-up-plan-light-en');
    await page.getByRole('button', { name: /^Delete \d/ }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: t.confirm }).click();
    await page.getByText(/ deleted · 0 failed/).waitFor();
    await shot('clean-up-report-light-en');
  });
}

async function ofLook(
  language: Language,
  colorScheme: 'light' | 'dark',
  way: (page: Page, shot: (name: string) => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const aws = await startEmulator({ openBuckets: false });
  await furnish(aws);
  const env = { ...aws.env, AWS_EC2_METADATA_DISABLED: 'true', AWS_CONFIG_FILE: '/nowhere', AWS_SHARED_CREDENTIALS_FILE: '/nowhere' };
  await takePictures({ locale: language === 'ja' ? 'ja-JP' : 'en-GB', colorScheme, env }, way);
  await aws.close();
}

/** One flow log as recommended, which has delivered for some hours; one of a subnet that lacks much and does not deliver. */
async function furnish(aws: Emulator): Promise<void> {
  const { account } = aws;
  account.createBucket('example-network-logs');
  const good = account.createFlowLog({
    region: 'ap-northeast-1',
    resourceType: 'VPC',
    resourceId: VPC,
    trafficType: 'ALL',
    destinationType: 's3',
    destination: 'arn:aws:s3:::example-network-logs',
    format: logFormat(recommendedFields),
    intervalSeconds: 60,
    isParquet: true,
    isHive: true,
    isHourly: true,
    tags: { Name: 'production' },
  });
  Object.assign(good, { createdAt: new Date(Date.now() - 20 * HOUR * 1000) });
  const now = Math.floor(Date.now() / 1000);
  await account.deliver(good.id, { from: now - 19 * HOUR, to: now - 420 });
  const subnet = account.network.subnets[1]?.id ?? '';
  const bad = account.createFlowLog({
    ...good,
    resourceType: 'Subnet',
    tags: {},
    resourceId: subnet,
    trafficType: 'REJECT',
    destination: 'arn:aws:s3:::example-network-logs/old/',
    format: logFormat(defaultFields),
    intervalSeconds: 600,
    isParquet: false,
    isHive: false,
    isHourly: false,
  });
  account.setDelivery(bad.id, 'Access error');
}

async function openGood(page: Page): Promise<void> {
  await page.locator('.inventory-row').first().getByRole('button').click();
}

/** All four steps done for the good flow log. */
async function toReady(page: Page, language: Language): Promise<void> {
  const t = integrationTexts[language];
  await openGood(page);
  await button(page, t.chooseOwn).click();
  await button(page, t.showPlan).click();
  await button(page, t.byDdl).click();
  await button(page, t.close).click();
  await button(page, setupTexts[language].test).click();
  await button(page, setupTexts[language].openRun).waitFor();
}
