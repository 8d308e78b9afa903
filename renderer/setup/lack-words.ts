import type { Lack } from '../../main/flowlogs/flow-log-lacks.ts';
import type { SetupTexts } from './texts.ts';

/** Short, for a line of the list. */
export function lackWords(lack: Lack, t: SetupTexts): string {
  return lack.code === 'fields_missing' ? t.lacks.fields_missing(lack.fields.length) : t.lacks[lack.code];
}

/** Why it matters, and what exactly it is. */
export function lackReason(lack: Lack, t: SetupTexts): string {
  switch (lack.code) {
    case 'delivery_failed':
      return t.lackReasons.delivery_failed(lack.error);
    case 'not_active':
      return t.lackReasons.not_active(lack.status);
    case 'part_of_traffic':
      return t.lackReasons.part_of_traffic(t.traffic[lack.traffic] ?? lack.traffic);
    case 'recorded_twice':
      return t.lackReasons.recorded_twice(lack.others.join(', '));
    case 'fields_missing':
      return t.lackReasons.fields_missing(lack.fields.join(', '));
    default:
      return t.lackReasons[lack.code];
  }
}
