/** The smallest policy: everything that Nagare asks for, nothing else, and what stands in docs/connecting.md. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arnPartition } from '../../../../main/aws/arn-partition.ts';
import { permissions } from '../../../../main/flowlogs/permissions.ts';
import { minimalPolicy, placeOf, type S3Place } from '../../../../main/sources/athena/check/policy.ts';
import { outermost } from '../../../../main/sources/athena/check/try-catalog.ts';
import { DOCS, example, withParts } from '../../../../scripts/connecting-docs.ts';

const key = 'arn:aws:kms:ap-northeast-1:123456789012:key/k';
const full = minimalPolicy({ ...example, dataKeys: [key], resultKeys: [key], isGoverned: true });
const actions = new Set(full.Statement.flatMap(({ Action }) => Action));

it('docs/connecting.md is what the code makes: node scripts/connecting-docs.ts', () => {
  const page = readFileSync(DOCS, 'utf8').replaceAll('\r\n', '\n');
  expect(withParts(page)).toBe(page);
});

it('allows every request that Nagare can send', () => {
  const asked = ['athena', 'glue', 's3'].flatMap((service) => {
    const text = readFileSync(join(import.meta.dirname, `../../../../main/aws/${service}-api.ts`), 'utf8');
    return [...text.matchAll(/ask\(\s*'(\w+)'/g)].map((match) => `${service}:${match[1]}`);
  });
  expect(asked.length).toBeGreaterThan(15);
  expect(asked.filter((action) => !actions.has(action))).toEqual([]);
});

it('allows everything that Check tries, and Check names nothing that has no line', () => {
  const tried = Object.values(permissions).map(({ action }) => action);
  expect(tried.filter((action) => action !== 'sts:GetCallerIdentity' && !actions.has(action))).toEqual([]);
});

it('allows no writing but of results, and no place but the source’s', () => {
  for (const { Action, Resource } of full.Statement) {
    const writes = Action.filter((action) => !/:(Get|List|BatchGet|Decrypt)/.test(action));
    for (const action of writes)
      expect([
        'athena:StartQueryExecution',
        'athena:StopQueryExecution',
        's3:PutObject',
        's3:AbortMultipartUpload',
        'kms:GenerateDataKey',
      ]).toContain(action);
    expect(JSON.stringify(Action)).not.toContain('*');
    // Lists of a whole account and Lake Formation know no narrower resource.
    if (!Action.every((action) => /ListWorkGroups|ListDataCatalogs|GetDataAccess/.test(action))) expect(Resource).not.toContain('*');
  }
});

it('is a policy that IAM takes: names of letters and digits, each once, and no longer than a role’s may be', () => {
  const names = full.Statement.map(({ Sid }) => Sid);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[A-Za-z0-9]+$/);
  // White space does not count.
  expect(JSON.stringify(full).length).toBeLessThan(6144);
});

it('knows the partitions of AWS', () => {
  expect(['eu-west-1', 'cn-north-1', 'us-gov-west-1', 'eusc-de-east-1'].map(arnPartition)).toEqual([
    'aws',
    'aws-cn',
    'aws-us-gov',
    'aws-eusc',
  ]);
  expect(JSON.stringify(minimalPolicy({ ...example, region: 'cn-north-1' }))).not.toMatch(/arn:aws:/);
});

it('asks for no results where Athena keeps them, and for no Glue where the catalog is another', () => {
  const text = JSON.stringify(minimalPolicy({ ...example, results: null, isGlue: false, catalog: 'mine' }));
  expect(text).not.toMatch(/PutObject|glue:/);
  expect(text).toContain('datacatalog/mine');
});

it('takes a place in S3 apart', () => {
  expect(placeOf('s3://b')).toEqual({ bucket: 'b', prefix: '' });
  expect(placeOf('s3://b/')).toEqual({ bucket: 'b', prefix: '' });
  expect(placeOf('S3A://b/x/y')).toEqual({ bucket: 'b', prefix: 'x/y/' });
  expect(placeOf('s3://b/x//')).toEqual({ bucket: 'b', prefix: 'x/' });
  expect(placeOf(`s3://b/AWSLogs/\${accid}/vpcflowlogs/\${region}/\${day}`)).toEqual({ bucket: 'b', prefix: 'AWSLogs/' });
  expect(placeOf(`s3://b/logs-\${day}/`)).toEqual({ bucket: 'b', prefix: '' });
  expect([placeOf('hdfs://x/y'), placeOf(undefined), placeOf('')]).toEqual([null, null, null]);
});

it('keeps of places those that lie in no other, each once', () => {
  const place = fc.record({ bucket: fc.constantFrom('a', 'b'), prefix: fc.constantFrom('', 'x/', 'x/y/', 'z/') });
  fc.assert(
    fc.property(fc.array(place), (places) => {
      const kept = outermost(places);
      const covers = (outer: S3Place, inner: S3Place) => outer.bucket === inner.bucket && inner.prefix.startsWith(outer.prefix);
      for (const each of places) expect(kept.filter((other) => covers(other, each))).toHaveLength(1);
    }),
  );
});
