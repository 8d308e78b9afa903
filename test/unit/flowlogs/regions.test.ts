/** The form of a region is one wherever a region is told from something else. */
import { describe, expect, it } from 'vitest';
import { parseId } from '../../../main/flowlogs/ids.ts';
import { scopeKey } from '../../../main/flowlogs/scope-key.ts';
import { externalLink } from '../../../main/hosts/electron/external-links.ts';
import { checkTableChoice } from '../../../main/setup/integration/table-problems.ts';
import type { TableChoice } from '../../../preload/contract/integration.ts';
import { regions } from '../../../preload/contract/regions.ts';
import { ownProblems, wrongTokens } from '../../../renderer/setup/integration/own-draft.ts';

const choice = (region: string): TableChoice => ({
  flowLogId: 'fl-1',
  database: 'd',
  table: 't',
  workgroup: 'w',
  bytesLimit: null,
  resultLocation: 's3://bucket/r/',
  accounts: ['123456789012'],
  regions: [region],
  since: '2026-01-01',
});
const isTakenBy: Readonly<Record<string, (region: string) => boolean>> = {
  'a filter': (region) => parseId('region', region).ok,
  'a partition key': (region) => scopeKey({ name: 'region', type: 'string' }, [region]) !== null,
  'the form of a table': (region) => ownProblems(choice(region)).regions === null && wrongTokens('regions', [region], 'x').size === 0,
  'the making of a table': (region) => {
    try {
      checkTableChoice(choice(region));
      return true;
    } catch {
      return false;
    }
  },
  'an address for a sign-in': (region) => externalLink(`https://oidc.${region}.amazonaws.com/`) !== null,
};

describe.each(Object.entries(isTakenBy))('%s', (_, isTaken) => {
  it.each([...regions.map(({ code }) => code), 'ap-southeast-12'])('takes %s', (code) => {
    expect(isTaken(code)).toBe(true);
  });

  it.each(['europe-west-1', 'eu-west', 'eu-west-100', 'eu1-west-1', 'a-b-1'])('takes no %s', (code) => {
    expect(isTaken(code)).toBe(false);
  });
});
