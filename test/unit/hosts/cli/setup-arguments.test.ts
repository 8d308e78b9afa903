import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../../main/hosts/cli/arguments.ts';

const flowLog = 'setup flow-log --resource vpc-1 --bucket logs'.split(' ');

describe('words after nagare setup', () => {
  it.each([
    ['setup', 'Say what of setting up'],
    ['setup everything', 'Say what of setting up'],
    ['setup flow-log --bucket logs', '--resource'],
    ['setup flow-log --resource vpc-1', '--bucket or --new-bucket'],
    ['setup flow-log --resource vpc-1 --bucket a --new-bucket b', 'not both'],
    ['setup flow-log --resource vpc-1 --bucket a --expire-days 9', 'are for --new-bucket'],
    ['setup flow-log --resource vpc-1 --new-bucket a --expire-days 0', '--expire-days 0'],
    ['setup flow-log --resource vpc-1 --bucket a --tag x', 'KEY=VALUE'],
    ['setup flow-log --resource vpc-1 --bucket a --interval 61', '--interval'],
    ['setup integrate', '--flow-log is missing'],
    ['setup integrate --flow-log fl-1 --aws --database x', '--database is not for --aws'],
    ['setup integrate --flow-log fl-1 --stack x', '--stack is for --aws'],
    ['setup integrate --flow-log fl-1 --aws --print cli', '--print cli'],
    ['setup check', '--flow-log is missing'],
    ['cleanup', '--plan, or --run'],
    ['cleanup --plan', '--flow-log ID, or --leftovers'],
    ['cleanup --plan --flow-log fl-1 --yes', 'A plan deletes nothing'],
    ['cleanup --run plan.json --leftovers', 'are for --plan'],
    ['cleanup --plan --run plan.json', '--plan, or --run'],
  ])('%s: %s', (words, said) => {
    expect(() => readArguments(words.split(' '))).toThrow(
      expect.objectContaining({ code: 'bad_arguments', message: expect.stringContaining(said) }),
    );
  });

  it('mean what is recommended where nothing else is said', () => {
    expect(readArguments(flowLog)).toMatchObject({
      fields: null,
      plainText: false,
      noHive: false,
      daily: false,
      intervalSeconds: 60,
      traffic: 'ALL',
      yes: false,
    });
    expect(readArguments([...flowLog, '--traffic', 'reject', '--field', 'srcaddr', 'dstaddr', '--tag', 'a=b=c'])).toMatchObject({
      traffic: 'REJECT',
      fields: ['srcaddr', 'dstaddr'],
      tags: [{ key: 'a', value: 'b=c' }],
    });
    expect(readArguments(['setup', 'integrate', '--flow-log', 'fl-1'])).toMatchObject({ way: 'nagare', by: 'ddl', print: null });
  });
});
