/** Places in S3 and days, as the dialogs take them. Pure. */
import { s3PlaceOf } from '../../../main/flowlogs/bucket-name.ts';

export const isLocation = (text: string): boolean => s3PlaceOf(text) !== null;

/** A calendar day, `2022-11-28`. */
export function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}
