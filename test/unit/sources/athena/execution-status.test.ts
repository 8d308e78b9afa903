import { expect, it } from 'vitest';
import { executionStatus } from '../../../../main/sources/athena/execution-status.ts';

const execution = (State: 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED', rest: object = {}) => ({
  Status: { State, ...rest },
  Statistics: { DataScannedInBytes: 12 },
});

it.each(['QUEUED', 'RUNNING', 'SUCCEEDED'] as const)('%s is no error', (state) => {
  expect(executionStatus(execution(state))).toEqual({ state: state.toLowerCase(), scannedBytes: 12, error: null });
});

it('says why it failed, in Athena’s words', () => {
  const reason = "COLUMN_NOT_FOUND: line 2:5: Column 'x' cannot be resolved";
  expect(executionStatus(execution('FAILED', { StateChangeReason: reason })).error).toMatchObject({ code: 'query_failed', reason });
  expect(executionStatus(execution('FAILED', { AthenaError: { ErrorMessage: 'short', ErrorType: 1006 } })).error?.reason).toBe('short');
  expect(executionStatus(execution('FAILED', { AthenaError: { ErrorCategory: 1, ErrorType: 233 } })).error?.reason).toBe(
    'AthenaError 1/233',
  );
});

it('keeps Athena’s numbers and the place, and says in English what it means', () => {
  const AthenaError = { ErrorCategory: 2, ErrorType: 1006, ErrorMessage: 'x' };
  const reason = "COLUMN_NOT_FOUND: line 2:5: Column 'x' cannot be resolved";
  expect(executionStatus(execution('FAILED', { StateChangeReason: reason, AthenaError })).error).toMatchObject({
    message: expect.stringMatching(/^Column not found: x \(line 2, column 5\)\. Check /),
    details: { errorCategory: 2, errorType: 1006, line: 2, column: 5 },
  });
});

it('tells the limit of the workgroup from a person who cancelled', () => {
  expect(executionStatus(execution('CANCELLED', { StateChangeReason: 'Bytes scanned limit was exceeded' })).error?.code).toBe(
    'bytes_limit',
  );
  expect(executionStatus(execution('CANCELLED', { StateChangeReason: 'Query cancelled by user' })).error).toBeNull();
});

it('waits on when Athena does not say anything yet', () => {
  expect(executionStatus(undefined)).toEqual({ state: 'running', scannedBytes: null, error: null });
});
