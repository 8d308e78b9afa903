/** Places in S3 and days, as the dialogs take them. Pure. */
import { s3PlaceOf } from '../../../main/flowlogs/bucket-name.ts';

export const isLocation = (text: string): boolean => s3PlaceOf(text) !== null;

export type DayProblem = 'noDay' | 'badDay' | 'noSuchDay';

/** What is wrong with a calendar day, `2022-11-28`: nothing there, another form, or in no calendar. NULL: nothing. */
export function dayProblem(text: string): DayProblem | null {
  if (text === '') return 'noDay';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return 'badDay';
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text ? null : 'noSuchDay';
}
