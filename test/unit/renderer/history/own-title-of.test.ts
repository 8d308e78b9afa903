import { expect, it } from 'vitest';
import { madeTitle } from '../../../../main/flowlogs/titles.ts';
import { ownTitleOf } from '../../../../renderer/history/own-title-of.ts';
import { savedRun } from '../../../support/exporting.ts';

it('takes a title that is made anyway for none, in either language, whatever the run is called now', () => {
  const run = savedRun(1, '/r.sqlite', { title: 'Partner scan?' });
  for (const language of ['en', 'ja'] as const) expect(ownTitleOf(run, ` ${madeTitle(run, language).title} `)).toBe('');
  expect(ownTitleOf(run, 'Partner scan?')).toBe('Partner scan?');
  expect(ownTitleOf(run, '  ')).toBe('');
});
