import { describe, expect, it } from 'vitest';
import { type AwsDraft, awsProblems, withFrequency } from '../../../../renderer/setup/integration/aws-draft.ts';

const draft: AwsDraft = {
  flowLogId: 'fl-0123456789abcdef0',
  templateLocation: 's3://logs/templates/',
  resultLocation: 's3://logs/results/',
  frequency: 'daily',
  stackName: 'flow-logs',
  hasDates: false,
  startDate: '',
  endDate: '',
};

describe('AWS’s integration as it is being chosen', () => {
  it('lets go of days that only “once” asked for, and keeps those that were typed', () => {
    const once = { ...draft, ...withFrequency(draft, 'none') };
    expect(awsProblems(once)).toMatchObject({ startDate: 'noDay', endDate: 'noDay' });
    const daily = { ...once, ...withFrequency(once, 'daily') };
    expect(daily.hasDates).toBe(false);
    expect(Object.values(awsProblems(daily)).every((problem) => problem === null)).toBe(true);
    expect(withFrequency({ ...once, startDate: '2022-11-01' }, 'weekly')).toEqual({ frequency: 'weekly', hasDates: true });
  });

  it('tells a day that is in no calendar from another form of one', () => {
    const problems = (startDate: string) => awsProblems({ ...draft, hasDates: true, startDate, endDate: '2030-01-01' }).startDate;
    expect(['', '2022/11/28', '2026-13-45', '2022-11-28'].map(problems)).toEqual(['noDay', 'badDay', 'noSuchDay', null]);
  });
});
