/** From an account with a VPC and nothing else to rows, and what must hold when something is in the way. */
import { texts as downloadTexts } from '../../renderer/setup/download/texts.ts';
import { texts as lineTexts } from '../../renderer/setup/integration/line/texts.ts';
import { texts as planTexts } from '../../renderer/setup/integration/plan/texts.ts';
import { expect, test } from './nagare.ts';
import {
  button,
  flowLogTexts,
  integrationTexts,
  makeAwsIntegration,
  makeFlowLog,
  makeTable,
  openSetup,
  setupTexts,
} from './setup-steps.ts';
import { goTo, queryTexts, rows, run } from './steps.ts';

const t = setupTexts.en;

test.use({ account: { isEmpty: true } });

const lastHour = () => {
  const to = Math.floor(Date.now() / 3_600_000) * 3600;
  return { from: to - 3600, to };
};

test('from a VPC alone to rows in the Query view', async ({ open, aws, awsEnv }) => {
  const { page } = await open({ env: awsEnv });
  await openSetup(page);
  await expect(page.getByText(t.noLog, { exact: true })).toBeVisible();
  const id = await makeFlowLog(page, aws);
  await makeTable(page);
  await button(page, t.test).click();
  await expect(page.getByText(/^first 100 rows · /).last()).toBeVisible();
  const unfolded = page.locator('.steps [aria-expanded="true"]');
  const before = await unfolded.count();
  expect(before).toBeGreaterThan(1);
  await button(page, integrationTexts.en.useSource).last().click();
  const picker = page.getByRole('button', { name: queryTexts.en.sourcePicker }).first();
  await expect(picker).toContainText(`nagare.flow_logs_${id.replace('fl-', '')}`);
  await page.keyboard.press('Control+3');
  await expect(unfolded).toHaveCount(before);
  await button(page, t.openRun).click();
  await expect(rows(page).first()).toBeVisible();
});

for (const language of ['en', 'ja'] as const) {
  const s = setupTexts[language];
  const i = integrationTexts[language];
  const f = flowLogTexts[language];

  test(`a table that leaves another account’s logs out is told, and extended to them; its workgroup stays as it is (${language})`, async ({
    open,
    aws,
    awsEnv,
  }) => {
    const { page } = await open({ env: awsEnv, language });
    await openSetup(page, language);
    const id = await makeFlowLog(page, aws, language);
    await makeTable(page, language);
    await aws.account.deliver(id, { ...lastHour(), rows: 10, owner: { account: '210987654321', region: 'us-east-1' } });
    const bucket = aws.account.flowLogs[0]?.destination?.split(':').at(-1) ?? '';
    await button(page, setupTexts[language].back).click();
    await button(page, setupTexts[language].openLog(id)).click();
    const left = [lineTexts[language].accounts('210987654321'), lineTexts[language].regions('us-east-1')].join(lineTexts[language].and);
    await expect(page.getByText(lineTexts[language].uncovered(left))).toBeVisible();
    await button(page, lineTexts[language].extend).click();
    const dialog = page.getByRole('dialog', { name: i.ownTitle });
    await button(page, i.showPlan).click();
    await expect(dialog.getByText(i.steps.extend_table ?? '')).toBeVisible();
    await expect(dialog.getByRole('region', { name: planTexts[language].ddl })).toContainText('ALTER TABLE');
    const place = planTexts[language].results(`s3://${bucket}/athena-results/`);
    await expect(dialog.getByText(planTexts[language].workgroup('nagare', planTexts[language].limit('100 GB'), place))).toBeVisible();
    await button(page, i.extend).click();
    await expect(page.getByRole('status').filter({ hasText: i.madeAll })).toBeVisible();
    await button(page, i.close).click();
    await expect(page.getByText(lineTexts[language].fits)).toBeVisible();
    await expect(button(page, lineTexts[language].extend)).toBeHidden();
    // Made again, nothing is left to be done.
    await page.getByText(i.another).click();
    await button(page, i.chooseOwn).click();
    await button(page, i.showPlan).click();
    await expect(page.getByText(planTexts[language].nothingToDo)).toBeVisible();
    await expect(button(page, i.byDdl)).toBeHidden();
  });

  test(`AWS’s integration: the template is agreed to, its stack followed, a missing partition added (${language})`, async ({
    open,
    aws,
    awsEnv,
  }) => {
    const { page } = await open({ env: awsEnv, language });
    await openSetup(page, language);
    const id = await makeFlowLog(page, aws, language);
    await makeAwsIntegration(page, language);
    const noon = Math.floor(Date.now() / 86_400_000) * 86_400 - 2 * 86_400 + 12 * 3600;
    await aws.account.deliver(id, { from: noon, to: noon + 3600, rows: 50 });
    await button(page, i.findGaps).click();
    await button(page, i.addPartitions('1')).click();
    await expect(page.getByText(language === 'en' ? /^No partition is missing/ : /^不足しているパーティションはありません/)).toBeVisible();
  });

  test(`what may not be read is named, and a name that is taken is told in its place, before it is done again (${language})`, async ({
    open,
    aws,
    awsEnv,
  }) => {
    aws.faults.denied.add('ec2:DescribeSubnets');
    aws.account.takeBucketName('vpc-flow-logs-123456789012-ap-northeast-1');
    const { page } = await open({ env: awsEnv, language });
    await openSetup(page, language);
    await expect(page.getByText(s.unread('ec2:DescribeSubnets'))).toBeVisible();
    await button(page, s.setUpFor('production')).click();
    await button(page, s.make).click();
    await button(page, f.showPlan).click();
    await button(page, f.create).click();
    await expect(page.getByText(f.madeSome)).toBeVisible();
    await expect(page.getByRole('alert')).toContainText(
      language === 'en' ? 'This name is taken already' : 'この名前はすでに使われています',
    );
    expect(aws.account.flowLogs).toHaveLength(0);
    await button(page, f.back).click();
    await page.getByRole('textbox', { name: f.bucket }).fill('network-logs-of-our-own');
    await button(page, f.showPlan).click();
    await button(page, f.create).click();
    await expect(page.getByText(f.madeAll)).toBeVisible();
    expect(aws.account.flowLogs).toHaveLength(1);
  });

  test(`a window of a flow log is copied to a folder, and opened as a source without Athena (${language})`, async ({
    open,
    aws,
    awsEnv,
  }) => {
    const { page } = await open({ env: awsEnv, language });
    await openSetup(page, language);
    await makeFlowLog(page, aws, language);
    await button(page, s.download).click();
    await button(page, downloadTexts[language].start).click();
    await button(page, downloadTexts[language].openSource).click();
    const picker = page.getByRole('button', { name: queryTexts[language].sourcePicker }).first();
    await expect(picker).toContainText('flow-logs');
    // It was told and opened: nothing of it is left over Set-up's pages.
    await goTo(page, 'setup', language);
    await expect(button(page, s.download)).toBeVisible();
    await expect(button(page, downloadTexts[language].openSource)).toHaveCount(0);
    await goTo(page, 'query', language);
    await page.getByRole('group', { name: queryTexts[language].presetsFiles }).waitFor();
    await run(page);
    await expect(rows(page).first()).toBeVisible();
    expect(aws.executions).toHaveLength(0);
  });
}

test.describe('a stack that takes its time', () => {
  test.use({ account: { isEmpty: true, stackPaceMs: 400 } });

  test('is followed again by a window that did not begin it', async ({ open, aws, awsEnv }) => {
    const { page } = await open({ env: awsEnv });
    await openSetup(page);
    const id = await makeFlowLog(page, aws);
    await button(page, integrationTexts.en.chooseAws).click();
    await button(page, integrationTexts.en.getTemplate).click();
    await page.getByText(integrationTexts.en.capability('CAPABILITY_IAM')).click();
    await button(page, integrationTexts.en.createStack).click();
    await expect.poll(() => aws.account.stacks.length).toBe(1);
    await page.reload();
    await openSetup(page);
    await button(page, t.openLog(id)).click();
    const [stack] = aws.account.stacks;
    const progress = page.getByRole('region', { name: integrationTexts.en.stackTitle(stack?.name ?? '') });
    await expect(progress).toContainText('CREATE_IN_PROGRESS');
    await expect(page.getByText(lineTexts.en.fits)).toBeVisible({ timeout: 30_000 });
  });
});
