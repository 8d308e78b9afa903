/** What a person does in Set-up, said once; in both languages. */
import { expect, type Page } from 'playwright/test';
import { texts as flowLogTexts } from '../../renderer/setup/flow-log/texts.ts';
import { texts as lineTexts } from '../../renderer/setup/integration/line/texts.ts';
import { texts as integrationTexts } from '../../renderer/setup/integration/texts.ts';
import { texts as setupTexts } from '../../renderer/setup/texts.ts';
import type { Emulator } from '../aws/emulator.ts';
import { goTo, type Language } from './steps.ts';

export { flowLogTexts, integrationTexts, setupTexts };

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

export async function openSetup(page: Page, language: Language = 'en'): Promise<void> {
  await goTo(page, 'setup', language);
  await page.getByRole('table', { name: setupTexts[language].list }).waitFor();
}

/** The recommended flow log of the emulator's VPC, with files of the hour that goes on. @returns its id */
export async function makeFlowLog(page: Page, aws: Emulator, language: Language = 'en'): Promise<string> {
  const t = flowLogTexts[language];
  await button(page, setupTexts[language].setUpFor('production')).click();
  await button(page, setupTexts[language].make).click();
  await button(page, t.showPlan).click();
  await button(page, t.create).click();
  await expect(page.getByRole('status').filter({ hasText: t.madeAll })).toBeVisible();
  const { id } = aws.account.flowLogs.at(-1) ?? { id: '' };
  await expect(page.getByText(t.made(id))).toBeVisible();
  await button(page, t.goOn).click();
  const now = Math.floor(Date.now() / 1000);
  // In the first minutes of an hour there are no records of it yet: those of the hour before lie in it then.
  const begun = Math.floor(now / 3600) * 3600;
  await aws.account.deliver(id, { from: begun, to: begun + 3600, rows: 2000 });
  await button(page, setupTexts[language].back).click();
  await button(page, setupTexts[language].openLog(id)).click();
  await expect(page.getByText(/[1-9]\d* (files, |件、)/)).toBeVisible();
  return id;
}

/** AWS's own, as a stack that is followed to its end. */
export async function makeAwsIntegration(page: Page, language: Language = 'en'): Promise<void> {
  const t = integrationTexts[language];
  await button(page, t.chooseAws).click();
  await button(page, t.getTemplate).click();
  await expect(page.getByText(t.changed)).toBeVisible();
  await expect(button(page, t.createStack)).toBeDisabled();
  await page.getByText(t.capability('CAPABILITY_IAM')).click();
  await button(page, t.createStack).click();
  await expect(page.getByText(lineTexts[language].fits)).toBeVisible({ timeout: 20_000 });
}

/** Nagare's own table over it, by Athena. */
export async function makeTable(page: Page, language: Language = 'en'): Promise<void> {
  const t = integrationTexts[language];
  await button(page, t.chooseOwn).click();
  await button(page, t.showPlan).click();
  await button(page, t.byDdl).click();
  await expect(page.getByRole('status').filter({ hasText: t.madeAll })).toBeVisible();
  await button(page, t.close).click();
}
