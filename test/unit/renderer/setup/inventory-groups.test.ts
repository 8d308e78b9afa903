import { expect, it } from 'vitest';
import type { FlowLog, Inventory } from '../../../../preload/contract/setup.ts';
import { inventoryGroups, searched } from '../../../../renderer/setup/inventory/inventory-groups.ts';
import { flowLogOf } from '../../../support/flow-log.ts';

const log = (id: string, resourceId: string, change: Partial<FlowLog> = {}): FlowLog =>
  flowLogOf({ id, resourceId, byNagare: false, ...change });

const account: Inventory = {
  account: '123456789012',
  region: 'ap-northeast-1',
  vpcs: [
    { id: 'vpc-1', name: 'prod', cidrs: ['10.0.0.0/16'], isDefault: false },
    { id: 'vpc-2', name: null, cidrs: [], isDefault: true },
  ],
  subnets: [
    { id: 'subnet-1', name: 'a', vpcId: 'vpc-1', zone: 'ap-northeast-1a', cidr: '10.0.0.0/20' },
    { id: 'subnet-2', name: 'b', vpcId: 'vpc-1', zone: 'ap-northeast-1c', cidr: '10.0.16.0/20' },
    { id: 'subnet-3', name: 'c', vpcId: 'vpc-2', zone: 'ap-northeast-1a', cidr: '172.31.0.0/20' },
  ],
  interfaces: [
    { id: 'eni-1', name: 'web', vpcId: 'vpc-1', subnetId: 'subnet-1', address: '10.0.0.5', instanceId: 'i-1', type: 'interface' },
    { id: 'eni-2', name: null, vpcId: 'vpc-2', subnetId: 'subnet-3', address: '172.31.0.5', instanceId: null, type: 'nat_gateway' },
  ],
  flowLogs: [log('fl-1', 'vpc-1'), log('fl-2', 'vpc-1', { fileFormat: 'plain-text' }), log('fl-3', 'subnet-2'), log('fl-9', 'tgw-1')],
  unread: [],
};
const ids = (lines: readonly { readonly key: string }[]) => lines.map(({ key }) => key);

it('shows each flow log in a line, with the resource named once, and folds what has none of its own', () => {
  const [first, second, others] = inventoryGroups(account);
  expect(ids(first?.lines ?? [])).toEqual(['vpc-1 fl-1', 'vpc-1 fl-2', 'subnet-2 fl-3']);
  expect(first?.lines.map(({ isFirst }) => isFirst)).toEqual([true, false, true]);
  expect(ids(first?.subnets ?? [])).toEqual(['subnet-1']);
  expect(ids(second?.lines ?? [])).toEqual(['vpc-2']);
  expect(ids(others?.lines ?? [])).toEqual(['tgw-1 fl-9']);
});

it('says by which flow log a resource is recorded, and what lacks one', () => {
  const [first, second] = inventoryGroups(account);
  expect(first?.interfaces[0]).toMatchObject({ recordedBy: 'vpc-1', lacks: [] });
  expect(second?.interfaces[0]).toMatchObject({ recordedBy: null, lacks: [{ code: 'no_flow_log' }] });
});

it('finds by id, name, address and destination; a VPC that matches stays whole', () => {
  const groups = inventoryGroups(account);
  const [found] = searched(groups, '10.0.0.5');
  expect(ids(found?.interfaces ?? [])).toEqual(['eni-1']);
  expect(found?.subnets).toEqual([]);
  expect(ids(found?.lines ?? [])).toEqual(['vpc-1 fl-1', 'vpc-1 fl-2']);
  expect(searched(groups, 'prod')).toEqual([groups[0]]);
  expect(searched(groups, 'nobody')).toEqual([]);
  expect(searched(groups, ' ')).toBe(groups);
});

it('says of two flow logs of one VPC that the traffic is recorded and paid for twice', () => {
  const codes = (change: Partial<FlowLog>) =>
    inventoryGroups({ ...account, flowLogs: [log('fl-1', 'vpc-1', { traffic: 'ALL' }), log('fl-2', 'vpc-1', change)] })[0]?.lines.map(
      ({ lacks }) => lacks.find(({ code }) => code === 'recorded_twice'),
    );
  expect(codes({ traffic: 'REJECT' })?.slice(0, 2)).toEqual([
    { code: 'recorded_twice', others: ['fl-2'] },
    { code: 'recorded_twice', others: ['fl-1'] },
  ]);
  expect(codes({ status: 'INACTIVE' })?.[0]).toBeUndefined();
});
