/** Where a statement's result will go: the workgroup says, or else who asks, or the environment. */
import { AppError } from '../../app-error.ts';
import type { AthenaApi } from '../../aws/athena-api.ts';

/** As other Athena clients name it: where results go in a workgroup that has no place of its own. */
const VARIABLE = 'AWS_ATHENA_S3_STAGING_DIR';

/**
 * @param said where, as somebody said it for this workgroup; NULL: nobody has
 * @returns NULL when the workgroup has a place of its own, keeps results itself, or may not be looked at (then Athena tells)
 * @throws AppError `output_location_missing` before anything is started, and AWS's other codes
 */
export async function outputLocation(
  athena: Pick<AthenaApi, 'getWorkGroup'>,
  workgroup: string,
  said: string | null = null,
  signal?: AbortSignal,
): Promise<string | null> {
  const own = said ?? (process.env[VARIABLE] || null);
  try {
    const { WorkGroup } = await athena.getWorkGroup({ WorkGroup: workgroup }, signal);
    const settings = WorkGroup?.Configuration;
    if (settings?.ResultConfiguration?.OutputLocation || settings?.ManagedQueryResultsConfiguration?.Enabled) return null;
  } catch (error) {
    if (error instanceof AppError && error.code === 'access_denied') return own;
    throw error;
  }
  if (own !== null) return own;
  throw new AppError(
    'output_location_missing',
    `The workgroup ${workgroup} has no place for query results. Say one (--output s3://BUCKET/FOLDER/ in the terminal), or choose another workgroup.`,
    { details: { workgroup } },
  );
}
