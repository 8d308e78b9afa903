import { fields } from '../../main/flowlogs/fields.ts';
import type { FlowLog } from '../../preload/contract/setup.ts';
import type { SetupTexts } from './texts.ts';

/** `all traffic · 1 min` */
export function recordsWords(log: FlowLog, t: SetupTexts): string {
  return [t.traffic[log.traffic] ?? log.traffic, t.minutes(Math.round(log.intervalSeconds / 60))].join(' · ');
}

/** `s3://bucket/folder/`, or the other service and what AWS calls the place in it. */
export function destinationWords(log: FlowLog, t: SetupTexts): string {
  if (log.bucket !== null) return `s3://${log.bucket}/${log.prefix}`;
  const service = t.destinations[log.destinationType] ?? log.destinationType;
  return log.destination === null ? service : `${service} ${log.destination}`;
}

/** `Parquet · Hive · hourly`; empty for what is no file. */
export function formatWords(log: FlowLog, t: SetupTexts): string {
  if (log.fileFormat === null) return '';
  const parts = [log.fileFormat === 'parquet' ? t.parquet : t.text, log.hive ? t.hive : null, log.hourly ? t.hourly : t.daily];
  return parts.filter((part) => part !== null).join(' · ');
}

export function fieldsWords(log: FlowLog, t: SetupTexts): string {
  return log.fields.length >= fields.length ? t.allFields : t.fieldsOf(log.fields.length, fields.length);
}
