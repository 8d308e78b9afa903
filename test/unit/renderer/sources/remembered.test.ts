import { expect, it } from 'vitest';
import type { AthenaRef, SourceRef } from '../../../../preload/contract/query.ts';
import { refOf, rememberedFor, typedOf, withProfile } from '../../../../renderer/sources/remembered.ts';

const athena = (change: Partial<AthenaRef>): AthenaRef => ({
  kind: 'athena',
  profile: null,
  region: null,
  workgroup: null,
  catalog: null,
  database: null,
  table: 't',
  ...change,
});
const sources: readonly SourceRef[] = [
  { kind: 'sample' },
  athena({ profile: 'prod', region: 'eu-west-1', workgroup: 'analysts', database: 'logs' }),
  athena({ profile: 'prod', region: 'us-east-1' }),
  athena({ workgroup: 'mine' }),
];
const empty = typedOf(athena({ table: '' }));

it('gives what the newest source of a profile has', () => {
  expect(rememberedFor(' prod ', sources)).toEqual({ region: 'eu-west-1', workgroup: 'analysts', catalog: '', database: 'logs' });
  expect(rememberedFor('', sources)).toMatchObject({ workgroup: 'mine' });
  expect(rememberedFor('new', sources)).toEqual({ region: '', workgroup: '', catalog: '', database: '' });
});

it('fills the fields in for a profile, and takes them back for another, but not what was typed', () => {
  const prod = withProfile(empty, 'prod', sources, new Set());
  expect(prod).toMatchObject({ profile: 'prod', region: 'eu-west-1', database: 'logs' });
  expect(withProfile(prod, 'new', sources, new Set())).toEqual({ ...empty, profile: 'new' });
  expect(withProfile({ ...prod, database: 'mine' }, 'new', sources, new Set(['database']))).toEqual({
    ...empty,
    profile: 'new',
    database: 'mine',
  });
});

it('takes an empty field for AWS’s default, and gives back the source it was made of', () => {
  for (const source of sources) if (source.kind === 'athena') expect(refOf(typedOf(source))).toEqual(source);
  expect(refOf({ ...empty, region: '  ', table: ' flow ' })).toMatchObject({ region: null, table: 'flow' });
});
