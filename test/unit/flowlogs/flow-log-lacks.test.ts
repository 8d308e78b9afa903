import { expect, it } from 'vitest';
import { fieldOf } from '../../../main/flowlogs/fields.ts';
import { fieldsForAnalysis, flowLogLacks, isSerious, resourceLacks } from '../../../main/flowlogs/flow-log-lacks.ts';
import { defaultFields } from '../../../main/flowlogs/log-format.ts';
import type { FlowLog } from '../../../preload/contract/setup.ts';
import { flowLogOf } from '../../support/flow-log.ts';

const good: FlowLog = flowLogOf({});
const codes = (log: Partial<FlowLog>) => flowLogLacks({ ...good, ...log }).map(({ code }) => code);

it('finds nothing on one that is made as recommended, before and after the first delivery', () => {
  expect(codes({})).toEqual([]);
  expect(codes({ deliverStatus: null })).toEqual([]);
});

it('names each thing that makes queries slower, dearer or poorer', () => {
  expect(codes({ fileFormat: 'plain-text' })).toEqual(['plain_text']);
  expect(codes({ hourly: false })).toEqual(['not_hourly']);
  expect(codes({ hive: false })).toEqual(['not_hive']);
  expect(flowLogLacks({ ...good, intervalSeconds: 600 })).toEqual([{ code: 'long_interval', seconds: 600 }]);
  expect(flowLogLacks({ ...good, traffic: 'REJECT' })).toEqual([{ code: 'part_of_traffic', traffic: 'REJECT' }]);
});

it('says which fields are missing: those of version 2 alone leave out many, ECS and tags are not asked for', () => {
  const [lack] = flowLogLacks({ ...good, fields: [...defaultFields] });
  expect(lack).toMatchObject({ code: 'fields_missing' });
  expect(lack?.code === 'fields_missing' && lack.fields).toEqual(expect.arrayContaining(['tcp-flags', 'flow-direction', 'pkt-srcaddr']));
  expect(codes({ fields: [...fieldsForAnalysis] })).toEqual([]);
  for (const name of fieldsForAnalysis) expect(fieldOf(name)?.name).toBe(name);
});

it('puts what keeps everything from working first, and asks nothing of files where there are none', () => {
  const lacks = flowLogLacks({
    ...good,
    destinationType: 'cloud-watch-logs',
    bucket: null,
    fileFormat: null,
    hive: false,
    hourly: false,
    deliverStatus: 'FAILED',
    deliverError: 'Access error',
    traffic: 'ACCEPT',
  });
  expect(lacks).toEqual([
    { code: 'delivery_failed', error: 'Access error' },
    { code: 'not_s3', destinationType: 'cloud-watch-logs' },
    { code: 'part_of_traffic', traffic: 'ACCEPT' },
  ]);
  expect(lacks.map(isSerious)).toEqual([true, true, false]);
});

it('goes by the best flow log of a resource, and says when it has none', () => {
  expect(resourceLacks([])).toEqual([{ code: 'no_flow_log' }]);
  expect(resourceLacks([{ ...good, destinationType: 'cloud-watch-logs' }, good])).toEqual([]);
  expect(
    resourceLacks([
      { ...good, deliverStatus: 'FAILED' },
      { ...good, hive: false },
    ]),
  ).toEqual([{ code: 'not_hive' }]);
});
