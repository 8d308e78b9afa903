import { describe, expect, it } from 'vitest';
import { countedTwice, neighboursOf } from '../../../main/setup/integration/neighbours.ts';
import type { FlowLog } from '../../../preload/contract/setup.ts';
import { flowLogOf } from '../../support/flow-log.ts';

const log = (id: string, change: Partial<FlowLog> = {}): FlowLog => ({ ...flowLogOf({ id, resourceId: 'vpc-1' }), ...change });
const network = {
  subnets: [{ id: 'subnet-1', name: null, vpcId: 'vpc-1', zone: 'a', cidr: '10.0.0.0/24' }],
  interfaces: [
    { id: 'eni-1', name: null, vpcId: 'vpc-1', subnetId: 'subnet-1', address: null, instanceId: null, type: 'interface' },
    { id: 'eni-2', name: null, vpcId: 'vpc-2', subnetId: 'subnet-2', address: null, instanceId: null, type: 'interface' },
  ],
};

describe('flow logs of one folder', () => {
  it('are those that deliver into the same bucket, below the same prefix, in the same manner', () => {
    const own = log('fl-1');
    const others = [
      own,
      log('fl-2', { fileFormat: 'plain-text', hourly: false }),
      log('fl-3', { prefix: 'net/' }),
      log('fl-4', { hive: false }),
      log('fl-5', { bucket: 'another' }),
      log('fl-6', { bucket: null, destinationType: 'cloud-watch-logs' }),
    ];
    expect(neighboursOf(own, others).map(({ id }) => id)).toEqual(['fl-2']);
  });

  it.each<[string, Partial<FlowLog>, boolean]>([
    ['the same VPC', {}, true],
    ['a subnet of it', { resourceId: 'subnet-1' }, true],
    ['an interface of it', { resourceId: 'eni-1' }, true],
    ['an interface of another', { resourceId: 'eni-2' }, false],
    ['another VPC', { resourceId: 'vpc-2' }, false],
    ['a subnet that nobody knows', { resourceId: 'subnet-9' }, false],
  ])('of a VPC and of %s record the same traffic: %o %s', (_, change, isSame) => {
    const two = [log('fl-1'), log('fl-2', change)];
    expect(countedTwice(two, network)).toEqual(isSame ? [['fl-1', 'fl-2']] : []);
    expect(countedTwice(two.toReversed(), network)).toEqual(isSame ? [['fl-2', 'fl-1']] : []);
  });

  it('of a subnet and an interface in it do too', () => {
    expect(countedTwice([log('fl-1', { resourceId: 'subnet-1' }), log('fl-2', { resourceId: 'eni-1' })], network)).toHaveLength(1);
  });

  it('of what was let in and of what was not have no flow in common', () => {
    const [accepted, rejected, all] = [log('fl-1', { traffic: 'ACCEPT' }), log('fl-2', { traffic: 'REJECT' }), log('fl-3')];
    expect(countedTwice([accepted, rejected], network)).toEqual([]);
    expect(countedTwice([accepted, rejected, all], network)).toEqual([
      ['fl-1', 'fl-3'],
      ['fl-2', 'fl-3'],
    ]);
  });
});
