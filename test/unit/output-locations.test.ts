import { expect, it } from 'vitest';
import { outputLocationOf, withOutputLocation } from '../../main/output-locations.ts';
import { s3FolderSchema } from '../../preload/contract/settings.ts';

const place = { profile: 'p', region: 'eu-west-1', workgroup: null };

it('is kept for profile, region and workgroup; the last one holds', () => {
  const first = withOutputLocation([], { ...place, location: 's3://one' });
  const outputLocations = withOutputLocation(first, { ...place, workgroup: 'primary', location: 's3://two/x/' });
  expect(outputLocations).toHaveLength(1);
  expect(outputLocationOf({ outputLocations: first }, place)).toBe('s3://one/');
  expect(outputLocationOf({ outputLocations }, place)).toBe('s3://two/x/');
  for (const other of [{ profile: null }, { region: null }, { workgroup: 'w' }])
    expect(outputLocationOf({ outputLocations }, { ...place, ...other })).toBeNull();
});

it('is a bucket, with or without a folder', () => {
  const takes = (text: string) => s3FolderSchema.safeParse(text).success;
  for (const text of ['s3://my-results', 's3://my.results/', 's3://abc/a/b c'.replace(' ', '')]) expect(takes(text)).toBe(true);
  for (const text of ['', 'my-results', 's3://', 's3://A/', 'https://s3.amazonaws.com/x', 's3://ab c/', 's3://-a/'])
    expect(takes(text)).toBe(false);
});
