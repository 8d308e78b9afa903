import { expect, it } from 'vitest';
import type { FlowLog, Inventory } from '../../../../preload/contract/setup.ts';
import { openingDraft } from '../../../../renderer/setup/flow-log/flow-log-draft.ts';

const vpc = { type: 'VPC', id: 'vpc-0123456789abcdef0' } as const;
const inventory = (...flowLogs: readonly Partial<FlowLog>[]) =>
  ({ account: '123456789012', region: 'ap-northeast-1', flowLogs }) as unknown as Inventory;
const own = { bucket: 'logs', prefix: 'net/', byNagare: true, resourceId: vpc.id };

it('begins with a bucket of its own', () => {
  expect(openingDraft(vpc, inventory())).toMatchObject({ bucket: 'vpc-flow-logs-123456789012-ap-northeast-1', isNewBucket: true });
  expect(openingDraft(vpc, inventory({ ...own, byNagare: false }))).toMatchObject({ isNewBucket: true });
});

it('takes the bucket and the folder of another VPC’s flow log: one table reads both', () => {
  const other = { ...own, resourceId: 'vpc-0fedcba9876543210' };
  expect(openingDraft(vpc, inventory(other))).toMatchObject({ bucket: 'logs', prefix: 'net/', isNewBucket: false });
});

it('takes a folder of its own for what is recorded there already', () => {
  expect(openingDraft(vpc, inventory(own))).toMatchObject({ bucket: 'logs', prefix: `${vpc.id}-2/`, isNewBucket: false });
  const second = { ...own, prefix: `${vpc.id}-2/` };
  expect(openingDraft(vpc, inventory(own, second))).toMatchObject({ prefix: `${vpc.id}-3/` });
});
