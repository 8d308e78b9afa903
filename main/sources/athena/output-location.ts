/** Where a statement's result will go: the workgroup says, or else who asks, or the environment. */
import type { WorkGroupConfiguration } from '@aws-sdk/client-athena';
import { AppError } from '../../app-error.ts';

/** As other Athena clients name it: where results go in a workgroup that has no place of its own. */
const VARIABLE = 'AWS_ATHENA_S3_STAGING_DIR';

/**
 * @param settings of the workgroup; NULL: they may not be looked at  @param said where, as somebody said it for this
 * workgroup; NULL: nobody has
 * @returns NULL when the workgroup has a place of its own, keeps results itself, or may not be looked at (then Athena tells)
 * @throws AppError `output_location_missing` before anything is started
 */
export function outputLocation(settings: WorkGroupConfiguration | null, workgroup: string, said: string | null = null): string | null {
  const own = said ?? (process.env[VARIABLE] || null);
  if (settings?.ResultConfiguration?.OutputLocation || settings?.ManagedQueryResultsConfiguration?.Enabled) return null;
  if (settings === null || own !== null) return own;
  throw new AppError(
    'output_location_missing',
    `The workgroup ${workgroup} has no place for query results. Say one (--output s3://BUCKET/FOLDER/ in the terminal), or choose another workgroup.`,
    { details: { workgroup } },
  );
}
