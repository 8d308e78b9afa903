/** Whose result an object is, by its name and its place. */
import { describe, expect, it } from 'vitest';
import { outermost } from '../../../main/setup/cleanup/find/collect.ts';
import { executionOfKey, isOwnFolder, overlaps, resultPlace } from '../../../main/setup/cleanup/result-names.ts';

const ID = '0f0e0d0c-0b0a-0908-0706-050403020100';

describe('objects that Athena writes', () => {
  it.each([
    `${ID}.csv`,
    `${ID}.txt`,
    `${ID}.csv.metadata`,
    `${ID}.txt.metadata`,
    `${ID}.metadata`,
    `${ID}-manifest.csv`,
    ID,
    `${ID.toUpperCase()}.csv`,
  ])('%s is a result, in any folder', (name) => {
    expect(executionOfKey(name)).toBe(ID);
    expect(executionOfKey(`Unsaved/2026/01/31/${name}`)).toBe(ID);
  });
  it.each([`${ID}.xlsx`, `x${ID}.csv`, `${ID}.csv/part`, `${ID}-manifest.csv.bak`, `${ID}_1.csv`, 'report.csv', ''])('%s is none', (name) =>
    expect(executionOfKey(name)).toBeNull(),
  );
  it('are in the folder before the name', () => {
    expect(resultPlace(`s3://b/q/r/${ID}.csv`)).toEqual({ bucket: 'b', prefix: 'q/r/' });
    expect(resultPlace(`s3://b/${ID}.csv`)).toEqual({ bucket: 'b', prefix: '' });
    expect(resultPlace('s3://b/tables/new')).toBeNull();
  });
});

describe('a folder of results', () => {
  it.each([
    ['s3://bucket/results/', [], true],
    ['s3://bucket/results', ['s3://bucket/other/', 's3://elsewhere/results/'], true],
    // A whole bucket is nobody's.
    ['s3://bucket/', [], false],
    ['s3://bucket/results/', ['s3://bucket/results'], false],
    ['s3://bucket/results/', ['s3://bucket/'], false],
    ['s3://bucket/results/', ['s3://bucket/results/team/'], false],
    ['s3://bucket/results/team/', ['s3://bucket/results/'], false],
    // A beginning of a name is no folder.
    ['s3://bucket/results/', ['s3://bucket/results-of-others/'], true],
    ['nowhere', [], false],
  ] as const)('%s beside %o is a workgroup’s own: %s', (location, others, is) => expect(isOwnFolder(location, [...others])).toBe(is));

  it('lies in another or not', () => {
    expect(overlaps({ bucket: 'a', prefix: 'x/' }, { bucket: 'a', prefix: '' })).toBe(true);
    expect(overlaps({ bucket: 'a', prefix: 'x/' }, { bucket: 'b', prefix: 'x/' })).toBe(false);
  });

  it('is listed once, in S3’s order', () => {
    expect(outermost(['b/', 'a/x', 'a/', 'b/', 'é/', 'z/', '\u{1F600}/', '\uFFFD/'])).toEqual([
      'a/',
      'b/',
      'z/',
      'é/',
      '\uFFFD/',
      '\u{1F600}/',
    ]);
  });
});
