import { offsetAt, utcOffsetText, zoneAbbreviation } from '../../main/flowlogs/time.ts';
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

/** Countries of one zone, or whose people mostly mean one: names, and codes, which are taken as a whole. */
const countries: Readonly<Record<string, readonly string[]>> = {
  'Asia/Tokyo': ['japan', 'jp', '日本', '東京'],
  'Asia/Seoul': ['korea', 'kr', '韓国'],
  'Asia/Shanghai': ['china', 'cn', 'beijing', '中国'],
  'Asia/Taipei': ['taiwan', 'tw', '台湾'],
  'Asia/Kolkata': ['india', 'in', 'インド'],
  'Asia/Ho_Chi_Minh': ['vietnam', 'vn', 'ベトナム'],
  'Asia/Bangkok': ['thailand', 'th', 'タイ'],
  'Europe/London': ['uk', 'gb', 'england', 'united kingdom', 'イギリス'],
  'Europe/Berlin': ['germany', 'de', 'ドイツ'],
  'Europe/Paris': ['france', 'fr', 'フランス'],
};

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
    .trim();

/**
 * Best first: an abbreviation or a country as a whole, a city that begins so, a word of a city, a region, then anywhere in
 * the name or the offset; each in the order of the names. `new york` and `America/New_York` are the same to a person.
 * @param epochSeconds the moment whose abbreviations count, Unix seconds
 */
export function foundZones(options: readonly SearchSelectOption[], typed: string, epochSeconds: number): readonly SearchSelectOption[] {
  const asked = plain(typed);
  if (asked === '') return options;
  const ranked = options.flatMap((option) => {
    const rank = rankOf(option, asked, epochSeconds);
    return rank === null ? [] : [{ option, rank }];
  });
  return ranked.sort((one, other) => one.rank - other.rank).map(({ option }) => option);
}

/** Asking the platform for all zones takes a tenth of a second: once for a moment, not at each key. */
const abbreviations = { at: Number.NaN, of: new Map<string, string>() };

function abbreviationOf(zone: string, epochSeconds: number): string {
  if (abbreviations.at !== epochSeconds) {
    abbreviations.at = epochSeconds;
    abbreviations.of.clear();
  }
  const known = abbreviations.of.get(zone) ?? plain(zoneAbbreviation(epochSeconds, zone));
  abbreviations.of.set(zone, known);
  return known;
}

/** Lower is better; NULL: it is not meant. */
function rankOf({ value, label, side }: SearchSelectOption, asked: string, epochSeconds: number): number | null {
  const name = plain(label);
  const city = name.slice(name.lastIndexOf('/') + 1);
  if (name === asked || city === asked || countries[value]?.includes(asked)) return 0;
  if (/^[a-z]{2,5}$/.test(asked) && abbreviationOf(value, epochSeconds) === asked) return isUsual.has(value) ? 0 : 1;
  if (city.startsWith(asked)) return isUsual.has(value) ? 2 : 3;
  if (countries[value]?.some((word) => word.length > 2 && word.startsWith(asked))) return 4;
  if (city.split(/[ -]/).some((word) => word.startsWith(asked))) return 5;
  if (name.startsWith(asked)) return 6;
  const hay = `${name} ${plain(side)}`;
  return asked.split(' ').every((word) => hay.includes(word)) ? 7 : null;
}

/** Of the many zones with one abbreviation those that most people mean. */
const isUsual: ReadonlySet<string> = new Set([
  ...['UTC', 'Asia/Tokyo', 'Asia/Kolkata', 'Asia/Seoul', 'Europe/London', 'Europe/Berlin', 'Europe/Paris', 'Australia/Sydney'],
  ...['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'],
]);
