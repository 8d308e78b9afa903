import { type Room, roomSchema } from '../../preload/contract/settings.ts';

/** What was typed, as a setting; NULL where it is none, a comma included: 1,000 must not become 1. Pure. */
export function roomOf(keep: Room['keep'], typed: string): Room | null {
  const text = typed.normalize('NFKC').trim();
  const number = text === '' ? Number.NaN : Number(text);
  const asked = keep === 'gigabytes' ? { keep, gigabytes: number } : keep === 'days' ? { keep, days: number } : { keep };
  const read = roomSchema.safeParse(asked);
  return read.success ? read.data : null;
}
