/** Commands of the AWS CLI: each value stays one word, and a value. */
import { expect, it } from 'vitest';
import { awsCommand, shellWord } from '../../../main/setup/elsewhere/shell.ts';

it('quotes whatever the shell would read into', () => {
  expect(['a b', "it's", '$x', '`x`', '', 'a\nb', '~', '*', 'é'].map(shellWord)).toEqual([
    "'a b'",
    `'it'\\''s'`,
    "'$x'",
    "'`x`'",
    "''",
    "'a\nb'",
    "'~'",
    "'*'",
    "'é'",
  ]);
});

it('keeps a value that begins like an option with the option that it is of', () => {
  const command = awsCommand('athena', 'create-work-group', { name: '--debug', tags: [{ Key: '-a' }] }, { profile: '-p', region: '-$r' });
  expect(command.split(' \\\n  ')).toEqual([
    'aws athena create-work-group',
    '--name=--debug',
    `--tags '[{"Key":"-a"}]'`,
    "--region='-$r'",
    '--profile=-p',
  ]);
});
