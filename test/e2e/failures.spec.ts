/** What Athena says of a query that it could not run, in the language of the window. */
import { openHistory } from '../../main/history/open-history.ts';
import { createSettingsStore } from '../../main/history/settings-store.ts';
import { expect, test } from './nagare.ts';
import { footer, goTo, historyTexts, queryTexts, run, runLines, setWindow } from './steps.ts';

const said =
  "HIVE_PARTITION_SCHEMA_MISMATCH: The column 'bytes' in table 'vpcdb.flow_logs' is declared as type 'bigint', but partition 'day=28' declared column 'bytes' as type 'int'.";
const words = {
  en: [
    'A partition describes its columns in another way than the table: bytes',
    'Load the partition anew',
    'failed queries are not charged',
  ],
  ja: ['パーティションの列定義が表と異なります: bytes', 'パーティションを読み込み直す', '失敗したクエリに料金はかかりません'],
} as const;

for (const language of ['en', 'ja'] as const) {
  test(`a failure in three parts: what happened, what to do, Athena's own text (${language})`, async ({ open, aws, awsEnv, home }) => {
    const { db } = openHistory(`${home}/history.db`);
    const place = { profile: null, region: null, workgroup: null, catalog: null, database: 'vpcdb', table: 'flow_logs' };
    createSettingsStore(db).write({ source: { kind: 'athena', ...place } });
    db.close();
    aws.faults.ending = { state: 'FAILED', reason: said };
    const { page } = await open({ env: awsEnv, language, theme: language === 'ja' ? 'dark' : 'light' });
    await setWindow(page, language);
    await run(page);
    const note = page.getByRole('alert');
    await expect(note).toContainText(said);
    for (const text of words[language]) await expect(note).toContainText(text);
    await goTo(page, 'history', language);
    await expect(runLines(page)).toContainText(words[language][0]);
  });
}

for (const language of ['en', 'ja'] as const) {
  test(`a cancelled query that could not be stopped is told as one (${language})`, async ({ open, aws, awsEnv, home }) => {
    const { db } = openHistory(`${home}/history.db`);
    const place = { profile: null, region: null, workgroup: null, catalog: null, database: 'vpcdb', table: 'flow_logs' };
    createSettingsStore(db).write({ source: { kind: 'athena', ...place } });
    db.close();
    aws.faults.states = Array.from({ length: 1000 }, () => 'RUNNING' as const);
    aws.faults.denied.add('athena:StopQueryExecution');
    const { page } = await open({ env: awsEnv, language, theme: language === 'ja' ? 'dark' : 'light' });
    await setWindow(page, language);
    await run(page);
    await expect(page.locator('.run-bar')).toContainText(queryTexts[language].phases.running);
    await page.getByRole('button', { name: queryTexts[language].cancel }).click();
    const title = {
      en: 'The query could not be stopped in Athena: athena:StopQueryExecution',
      ja: 'Athena でクエリを停止できませんでした: athena:StopQueryExecution',
    }[language];
    const note = page.getByRole('alert');
    await expect(note).toContainText(title);
    await expect(note).toContainText('is not authorized to perform: athena:StopQueryExecution');
    await goTo(page, 'history', language);
    await expect(runLines(page)).toContainText(historyTexts[language].states.cancelled);
    await expect(runLines(page)).toContainText(title);
  });
}

test('rows of a query that was not seen to its end are fetched, unpaid', async ({ open, aws, awsEnv, home }) => {
  const { db } = openHistory(`${home}/history.db`);
  const place = { profile: null, region: null, workgroup: null, catalog: null, database: 'vpcdb', table: 'flow_logs' };
  createSettingsStore(db).write({ source: { kind: 'athena', ...place } });
  db.close();
  aws.faults.denied.add('athena:GetQueryExecution');
  const { page } = await open({ env: awsEnv });
  await setWindow(page);
  await run(page);
  await expect(page.getByRole('alert')).toContainText('athena:GetQueryExecution');
  aws.faults.denied.clear();
  await page.getByRole('button', { name: queryTexts.en.fetchRows }).click();
  await expect(footer(page)).toBeVisible();
  await goTo(page, 'history');
  await expect(runLines(page)).toContainText(historyTexts.en.states.saved);
  expect(aws.executions).toHaveLength(1);
});
