import { formatClock, formatDay } from '../../main/flowlogs/time.ts';
import type { QueryForm } from '../../preload/contract/query.ts';

/** The window in UTC: `03:15–03:30 UTC`, with days where its ends have different ones. NULL where the zone is UTC itself. */
export function utcSuffix({ from, to, zone }: Pick<QueryForm, 'from' | 'to' | 'zone'>): string | null {
  if (zone === 'UTC') return null;
  const sameDay = formatDay(from, 'UTC') === formatDay(to, 'UTC');
  if (sameDay) return `${formatClock(from, 'UTC')}–${formatClock(to, 'UTC')} UTC`;
  const isOneYear = formatDay(from, 'UTC').slice(0, 4) === formatDay(to, 'UTC').slice(0, 4);
  const short = (epoch: number) => `${formatDay(epoch, 'UTC').slice(isOneYear ? 5 : 0)} ${formatClock(epoch, 'UTC')}`;
  return `${short(from)} – ${short(to)} UTC`;
}
