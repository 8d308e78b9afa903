import { offsetAt, utcOffsetText } from '../../main/flowlogs/time.ts';
import type { SearchSelectOption } from '../ui/search-select.tsx';

/** Every IANA zone that the platform knows, UTC first, with its offset at a moment. @param epochSeconds the moment, Unix seconds */
export function zoneOptions(epochSeconds: number): readonly SearchSelectOption[] {
  const names = Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC');
  return ['UTC', ...names].map((zone) => {
    const offset = utcOffsetText(epochSeconds, zone);
    // UTC+0 can be searched for as such.
    return { value: zone, label: zone, side: offsetAt(epochSeconds, zone) === 0 && zone !== 'UTC' ? 'UTC+0' : offset };
  });
}
