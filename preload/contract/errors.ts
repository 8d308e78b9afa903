/**
 * The closed list of failures that a person or a caller can meet. The renderer has a text in both languages for
 * each; the terminal prints `error[code]: message`.
 */
import { z } from 'zod';

export const errorCodes = [
  // what was asked
  'bad_arguments',
  'bad_input',
  'bad_address',
  'bad_port',
  'bad_protocol',
  'bad_interface',
  'bad_instance',
  'bad_id',
  'bad_flag',
  'bad_path',
  'bad_folder',
  'bad_service',
  'bad_time',
  'bad_zone',
  'bad_window',
  'bad_table',
  'bad_column',
  'bad_sql',
  'sql_too_long',
  'confirmation_needed',
  'several_statements',
  'bad_parameter',
  'name_taken',
  'saved_query_missing',
  // sources
  'folder_not_found',
  'no_flow_logs',
  'file_not_found',
  'file_unreadable',
  'not_a_csv',
  'table_not_found',
  // AWS
  'aws_profile',
  'credentials_missing',
  'credentials_expired',
  'sign_in_needed',
  'sign_in_failed',
  'access_denied',
  'throttled',
  'network',
  'clock_wrong',
  'region_missing',
  'output_location_missing',
  'query_failed',
  'bytes_limit',
  'start_unknown',
  'stop_failed',
  'result_gone',
  'large_result',
  'aws_error',
  // setting up and clearing away
  'name_in_use',
  'limit_reached',
  'flow_log_not_found',
  'bucket_not_found',
  'bucket_elsewhere',
  'delivery_refused',
  'not_in_s3',
  'stack_failed',
  'still_in_use',
  'cleanup_not_found',
  'cleanup_changed',
  'consent_missing',
  'partly_read',
  // this machine
  'disk_full',
  'target_unwritable',
  'run_not_found',
  'run_not_finished',
  'run_taken_over',
  'result_missing',
  'result_damaged',
  'not_comparable',
  'history_damaged',
  'history_newer',
  'data_folder',
  'already_open',
  'browser_missing',
  'job_not_found',
  'cancelled',
  'internal',
] as const;

export const errorCodeSchema = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

/** Failures that pass by themselves: what is under way tries again, later and later. */
export const passingCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['network', 'throttled', 'clock_wrong']);
/** Failures that end as soon as somebody has signed in, or put the credentials right. */
export const credentialCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'sign_in_needed',
  'credentials_expired',
  'credentials_missing',
  'aws_profile',
]);

/** JSON-safe particulars of an error: the offending `value`, the `path`, AWS's own text as `reason`, a `logId`, ... */
export const errorDetailsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
export type ErrorDetails = Readonly<z.infer<typeof errorDetailsSchema>>;

export const errorSchema = z.object({ code: errorCodeSchema, message: z.string(), details: errorDetailsSchema });
/** An error as it crosses the bridge. `message` is English; the page makes its own text from `code` and `details`. */
export type WireError = Readonly<z.infer<typeof errorSchema>>;
