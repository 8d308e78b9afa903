/**
 * Terraform's texts, held against files that somebody has read: there is no Terraform here to try them. A change is looked
 * at, then written with `NAGARE_WRITE=1 npx vitest run test/unit/setup/terraform.test.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suggestFlowLog, suggestTable } from '../../../main/flowlogs/setup-suggestions.ts';
import { hclText } from '../../../main/setup/elsewhere/hcl.ts';
import { flowLogElsewhere } from '../../../main/setup/flow-log/flow-log-elsewhere.ts';
import { changeElsewhere } from '../../../main/setup/integration/change-elsewhere.ts';
import { extensionOf } from '../../../main/setup/integration/extend-table.ts';
import { ownTable } from '../../../main/setup/integration/own-table.ts';
import { tableElsewhere } from '../../../main/setup/integration/own-template.ts';
import type { FlowLog, FlowLogChoice } from '../../../preload/contract/setup.ts';
import { flowLogOf } from '../../support/flow-log.ts';

const place = { profile: null, region: 'ap-northeast-1' };
const account = { account: '123456789012', region: 'ap-northeast-1' };
const few = ['version', 'interface-id', 'srcaddr', 'dstaddr', 'start', 'end', 'action', 'log-status', 'region'];

const choice = (change: Partial<FlowLogChoice>): FlowLogChoice => ({
  ...suggestFlowLog('VPC', ['vpc-0a1b2c3d4e5f60001'], account),
  ...change,
});

const flowLogs: Readonly<Record<string, FlowLogChoice>> = {
  'flow-log-recommended': choice({}),
  'flow-log-text-by-the-day': choice({
    isNewBucket: false,
    bucket: 'logs-of-the-network',
    prefix: 'net/vpc/',
    fields: few,
    fileFormat: 'plain-text',
    hive: false,
    hourly: false,
    intervalSeconds: 600,
    traffic: 'REJECT',
    name: 'rejected',
  }),
  'flow-log-subnets-with-a-key': choice({
    resourceType: 'Subnet',
    resourceIds: ['subnet-0a1b2c3d4e5f60001', 'subnet-0a1b2c3d4e5f60002'],
    kmsKey: 'arn:aws:kms:ap-northeast-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    expireDays: 90,
    fields: few,
    hive: false,
  }),
  'flow-log-interface-with-hostile-tags': choice({
    resourceType: 'NetworkInterface',
    resourceIds: ['eni-0a1b2c3d4e5f60001'],
    isNewBucket: false,
    fields: few,
    tags: [
      { key: 'a b', value: `\${file("/etc/passwd")}` },
      { key: 'c', value: `%{ if true }"x"\n\\\${y}%{ endif }` },
    ],
  }),
};

const flowLog: FlowLog & { readonly bucket: string } = flowLogOf({
  destination: 'arn:aws:s3:::vpc-flow-logs/net/',
  bucket: 'vpc-flow-logs',
  prefix: 'net/',
  fields: few,
  createdAt: '2026-01-05T00:00:00.000Z',
});

type Change = Partial<Omit<FlowLog, 'bucket'>>;

const tables: Readonly<Record<string, Change>> = {
  'table-parquet-hive-hourly': {},
  'table-text-by-the-day': { fileFormat: 'plain-text', hive: false, hourly: false },
};

function terraformOf(change: Change, isThere: boolean): string {
  const own = { ...flowLog, ...change };
  const places = { accounts: ['123456789012', '210987654321'], regions: ['ap-northeast-1', 'us-east-1'], since: 1_767_571_200 };
  const choiceOfTable = suggestTable(own, places, 1_767_571_200);
  return tableElsewhere(ownTable(own, choiceOfTable), choiceOfTable, place, { workgroup: isThere, database: isThere }).terraform;
}

/** The table is there, for one account less. */
function terraformOfChange(): string {
  const choiceOf = (accounts: readonly string[]) =>
    suggestTable(flowLog, { accounts, regions: ['ap-northeast-1'], since: 1_767_571_200 }, 1_767_571_200);
  const found = ownTable(flowLog, choiceOf(['123456789012'])).parameters;
  const more = choiceOf(['123456789012', '210987654321']);
  const definition = ownTable(flowLog, more);
  const table = { parameters: found, account: '123456789012', extension: extensionOf(found, definition.parameters, 1_767_571_200) };
  return changeElsewhere(definition, more, place, { workgroup: true, table }).terraform;
}

const texts: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(flowLogs).map(([name, each]) => [name, flowLogElsewhere(each, place).terraform])),
  ...Object.fromEntries(Object.entries(tables).map(([name, change]) => [name, terraformOf(change, false)])),
  'table-beside-what-is-there': terraformOf({}, true),
  'table-that-is-there-for-one-account-more': terraformOfChange(),
};

/**
 * What stands between quotes, as Terraform's lexer takes it, from the left: `$$${` is a dollar and then `${` as a text.
 * @throws Error for what it would put something of its own in the place of, or not take
 */
function readByTerraform(written: string): string {
  const pieces: Readonly<Record<string, string>> = {
    '$${': '${',
    '%%{': '%{',
    '\\n': '\n',
    '\\r': '\r',
    '\\t': '\t',
    '\\"': '"',
    '\\\\': '\\',
  };
  let read = '';
  for (let at = 0; at < written.length; ) {
    const piece = Object.keys(pieces).find((each) => written.startsWith(each, at));
    if (!piece && /^(\$\{|%\{|"|\\|\n)/.test(written.slice(at))) throw new Error(`${written} is not text alone`);
    read += piece ? pieces[piece] : written[at];
    at += piece?.length ?? 1;
  }
  return read;
}

describe('Terraform', () => {
  it.each(Object.entries(texts))('%s is as it was read', (name, text) => {
    const path = join(import.meta.dirname, 'terraform', `${name}.tf`);
    if (process.env.NAGARE_WRITE) writeFileSync(path, text);
    expect(text).toBe(readFileSync(path, 'utf8').replaceAll('\r\n', '\n'));
  });

  it('puts nothing of its own into a text: each ${ and %{ is doubled, each quote and backslash escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('$', '{', '}', '%', '"', '\\', 'a', '\n') }), (text) => {
        expect(readByTerraform(hclText(text).slice(1, -1))).toBe(text);
      }),
    );
  });
});
