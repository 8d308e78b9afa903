import type { WorkGroupConfiguration } from '@aws-sdk/client-athena';
import { AppError } from '../../app-error.ts';
import type { AthenaApi } from '../../aws/athena-api.ts';

/** @returns NULL where the workgroup may not be looked at: then Athena tells when it is used @throws AppError of AWS's other codes */
export async function workgroupSettings(
  athena: Pick<AthenaApi, 'getWorkGroup'>,
  workgroup: string,
  signal?: AbortSignal,
): Promise<WorkGroupConfiguration | null> {
  try {
    const { WorkGroup } = await athena.getWorkGroup({ WorkGroup: workgroup }, signal);
    return WorkGroup?.Configuration ?? {};
  } catch (error) {
    if (error instanceof AppError && error.code === 'access_denied') return null;
    throw error;
  }
}
