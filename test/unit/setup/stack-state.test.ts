import { StackStatus } from '@aws-sdk/client-cloudformation';
import { expect, it } from 'vitest';
import { stateOf } from '../../../main/setup/integration/make-stack.ts';

it('every status that CloudFormation knows is one of four states', () => {
  const by = Map.groupBy(Object.values(StackStatus), stateOf);
  expect(by.get('ready')?.toSorted()).toEqual([
    'CREATE_COMPLETE',
    'IMPORT_COMPLETE',
    'IMPORT_ROLLBACK_COMPLETE',
    'UPDATE_COMPLETE',
    'UPDATE_ROLLBACK_COMPLETE',
  ]);
  expect(by.get('failed')?.toSorted()).toEqual([
    'CREATE_FAILED',
    'DELETE_FAILED',
    'IMPORT_ROLLBACK_FAILED',
    'ROLLBACK_COMPLETE',
    'ROLLBACK_FAILED',
    'UPDATE_FAILED',
    'UPDATE_ROLLBACK_FAILED',
  ]);
  expect(by.get('gone')).toEqual(['DELETE_COMPLETE']);
  expect(by.get('under_way')?.every((status) => status.endsWith('_IN_PROGRESS'))).toBe(true);
});
