/** Places in S3 as the dialogs suggest and take them. Pure. */
import { s3PlaceOf } from '../../../main/flowlogs/bucket-name.ts';
import type { FlowLog } from '../../../preload/contract/setup.ts';

export const isLocation = (text: string): boolean => s3PlaceOf(text) !== null;

/** `s3://bucket/folder/` beside the flow log's own files, never among them: AWS keeps those below AWSLogs/. */
export function besideLogs(log: FlowLog, folder: string): string {
  return `s3://${log.bucket ?? ''}/${folder}/`;
}

/** `fl-0123` as names of tables, workgroups and stacks can have it: `fl0123`. */
export const plainId = (flowLogId: string): string => flowLogId.replaceAll('-', '');

/** A calendar day, `2022-11-28`. */
export function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}

export const dayOf = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);
