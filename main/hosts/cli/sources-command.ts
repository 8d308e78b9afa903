import type { Profile } from '../../../preload/contract/aws.ts';
import type { KnownSource, SourceRef } from '../../../preload/contract/query.ts';
import { oneLine } from '../../flowlogs/one-line.ts';
import { problemWords } from '../../flowlogs/profile-problem-words.ts';
import { sourceName } from '../../flowlogs/titles.ts';
import type { Arguments } from './arguments.ts';
import type { CliSession } from './cli-session.ts';
import { exitCodes } from './outcome.ts';

/** `nagare sources`: those used before as `query --source` takes them, then the profiles; what is wrong with the files goes to standard error. */
export async function sourcesCommand(args: Extract<Arguments, { command: 'sources' }>, session: CliSession): Promise<number> {
  const { app, io } = session;
  const { sources } = await app.handlers['source.list']({});
  const { profiles, problems, defaults } = await app.handlers['aws.profiles']({});
  if (args.json) io.out(`${JSON.stringify({ sources, profiles, defaults, problems })}\n`);
  else io.out([...sources.map(sourceLine), ...profiles.map(profileLine)].join(''));
  for (const problem of problems) io.err(`notice: ${problemWords(problem)}\n`);
  return exitCodes.done;
}

function sourceLine({ source, name }: KnownSource): string {
  return `source\t${oneLine(name ?? sourceName(source, 'en'))}\t${oneLine(wordsOf(source))}\n`;
}

/** As `query` takes it. */
function wordsOf(source: SourceRef): string {
  switch (source.kind) {
    case 'sample':
      return '--source sample';
    case 'folder':
    case 'csv':
      return `--source ${source.kind}:${source.path}`;
    case 'athena': {
      const keys = ['profile', 'region', 'workgroup', 'catalog', 'database', 'table'] as const;
      return ['--source athena', ...keys.flatMap((key) => (source[key] === null ? [] : [`--${key} ${source[key]}`]))].join(' ');
    }
  }
}

function profileLine({ name, kind, of, account, role, region, mfa, isCurrent, problem }: Profile): string {
  const what = [
    kind,
    of,
    account,
    role,
    region,
    mfa ? 'mfa' : null,
    isCurrent ? 'AWS_PROFILE' : null,
    problem ? `unusable: ${problem.code}` : null,
  ];
  return `profile\t${name}\t${what.filter((part) => part !== null).join(' ')}\n`;
}
