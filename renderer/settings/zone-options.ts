import { offsetAt, utcOffsetText } from '../../main/flowlogs/time.ts';
import type { SearchSelectOption } from '../ui/search-select.tsx';

/** Chromium lists some zones by names that were replaced long ago; people look for the new ones. Both are understood. */
const newNames: Readonly<Record<string, string>> = {
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Louisville': 'America/Kentucky/Louisville',
  'Africa/Asmera': 'Africa/Asmara',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

/** Every IANA zone that the platform knows, UTC first, with its offset at a moment. @param epochSeconds the moment, Unix seconds */
export function zoneOptions(epochSeconds: number): readonly SearchSelectOption[] {
  const listed = Intl.supportedValuesOf('timeZone').map((zone) => newNames[zone] ?? zone);
  const names = [...new Set(listed)].filter((zone) => zone !== 'UTC').sort();
  return ['UTC', ...names].map((zone) => {
    const offset = utcOffsetText(epochSeconds, zone);
    // UTC+0 can be searched for as such.
    return { value: zone, label: zone, side: offsetAt(epochSeconds, zone) === 0 && zone !== 'UTC' ? 'UTC+0' : offset };
  });
}
