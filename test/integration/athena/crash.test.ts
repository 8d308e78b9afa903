/** A process that is killed between the start of a statement and its answer: nothing is paid for twice. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { emulatedAws } from '../../support/emulated-aws.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const cli = join(import.meta.dirname, '../../../main/hosts/cli/index.ts');
const question =
  '--source athena --database vpcdb --table flow_logs --from 2022-11-28T12:15 --to 2022-11-28T12:30 --zone Asia/Tokyo --ip 192.168.0.10';

function nagare(home: string, ...words: readonly string[]) {
  const child = spawn(process.execPath, [cli, ...words], {
    env: { ...process.env, NAGARE_HOME: home },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  child.stdout.on('data', (piece) => {
    output += piece;
  });
  const ended = new Promise<{ readonly code: number | null; readonly output: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, output }));
  });
  return { child, ended };
}

it('is resumed by the next process with the same execution', async () => {
  const { aws } = await emulatedAws();
  const home = tempFolder();
  const release = aws.faults.hold('StartQueryExecution', 'after');
  const first = nagare(home, 'query', ...question.split(' '), '--json');
  const failed = first.ended.then(({ code }) => {
    if (code !== null) throw new Error(`the first process ended by itself with ${code}`);
  });
  const started = (async () => {
    while (aws.executions.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  })();
  await Promise.race([started, failed]);
  first.child.kill('SIGKILL');
  await first.ended;
  release();

  const { code, output } = await nagare(home, 'resume', '--json').ended;
  expect(code).toBe(0);
  expect(JSON.parse(output)).toMatchObject([{ state: 'saved', executionId: aws.executions[0]?.id, error: null }]);
  expect(aws.executions).toHaveLength(1);
});
