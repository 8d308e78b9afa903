/** Credentials that run out under a command that nobody watches: it ends with a word, the run stays, and is gone on with. */
import { expect, it } from 'vitest';
import { emulatedAws } from '../../../support/emulated-aws.ts';
import { terminal } from '../../../support/terminal.ts';

it('leaves the run to "nagare resume", which finishes it without starting it again', async () => {
  const { aws } = await emulatedAws();
  const there = terminal();
  const release = aws.faults.hold('GetQueryExecution', 'before');
  const words = '--source athena --database vpcdb --table flow_logs --zone UTC --yes --sql'.split(' ');
  const first = there.run('query', ...words, 'SELECT 1 AS one');
  while (aws.executions.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  aws.faults.credentials = 'expired';
  release();
  const { code, err } = await first;
  expect(code).toBe(1);
  expect(err).toMatch(/error\[credentials_expired\]: .*"nagare resume" goes on with it\./);
  aws.faults.credentials = 'good';
  const { out, code: then } = await there.run('resume', '--json');
  expect(then).toBe(0);
  expect(JSON.parse(out)).toMatchObject([{ state: 'saved', rowCount: 1, executionId: aws.executions[0]?.id }]);
  expect(aws.executions).toHaveLength(1);
});
