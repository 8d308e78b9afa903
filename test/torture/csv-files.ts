/** CSV files as Athena writes them, and as they look after other hands, with anything that a value may hold. */
import { createCsvReader } from '../../main/results/csv-reader.ts';
import { readPlainly } from './plain-csv.ts';
import type { Random } from './random.ts';

const encoder = new TextEncoder();

/** What readers fall over, and letters of every length in UTF-8. */
const AWKWARD = [
  '"',
  '""',
  ',',
  '\n',
  '\r',
  '\r\n',
  ' ',
  '\t',
  '\0',
  '\ufeff',
  '\u2028',
  '\u0085',
  '日本',
  '😀',
  '👩‍👩‍👧',
  'é',
  'e\u0301',
  '\ufffd',
  '-',
  '=1+1',
];

/** A letter of any plane; halves of pairs cannot stand in UTF-8. */
function anyLetter(random: Random): string {
  const code = random.pick([random.between(0, 0x7f), random.between(0, 0x7ff), random.between(0, 0xffff), random.between(0, 0x10ffff)]);
  return code >= 0xd800 && code <= 0xdfff ? '\u{10ffff}' : String.fromCodePoint(code);
}

function anyValue(random: Random): string | null {
  if (random.chance(0.15)) return null;
  if (random.chance(0.1)) return '';
  if (random.chance(0.3)) return String(random.between(-1_000_000, 1_000_000));
  return Array.from({ length: random.between(1, 8) }, () => (random.chance(0.5) ? random.pick(AWKWARD) : anyLetter(random))).join('');
}

export function anyTable(random: Random): (string | null)[][] {
  const width = random.between(1, 6);
  const row = () => Array.from({ length: width }, () => anyValue(random));
  return [row().map((value) => value ?? 'h'), ...Array.from({ length: random.between(0, 12) }, row)];
}

const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;

/** Everything quoted, NULL an empty field, each row ended by a line feed. */
export function asAthena(table: readonly (readonly (string | null)[])[]): Uint8Array {
  return encoder.encode(table.map((row) => `${row.map((value) => (value === null ? '' : quoted(value))).join(',')}\n`).join(''));
}

/** Other ends of lines, a byte order mark, no quotes where they can be left out, no last end of line. */
export function asOthers(table: readonly (readonly (string | null)[])[], random: Random): Uint8Array {
  const feed = random.pick(['\n', '\r\n', '\r']);
  const share = random.next();
  const bare = (value: string) => value !== '' && !/[",\r\n\ufeff]/.test(value);
  const lines = table.map((row) =>
    row.map((value) => (value === null ? '' : bare(value) && random.chance(share) ? value : quoted(value))).join(','),
  );
  // A last row of nothing is seen by its line end alone.
  const isOpen = random.chance(0.5) && lines.at(-1) !== '';
  return encoder.encode(`${random.chance(0.2) ? '\ufeff' : ''}${lines.join(feed)}${isOpen ? '' : feed}`);
}

/** Nagare's reader on the file, cut at these places. */
export function readInPieces(bytes: Uint8Array, cuts: readonly number[]): (readonly (string | null)[])[] {
  const reader = createCsvReader();
  const rows: (readonly (string | null)[])[] = [];
  let start = 0;
  for (const cut of [...cuts.toSorted((a, b) => a - b), bytes.length]) {
    for (const row of reader.push(bytes.subarray(start, cut))) rows.push(row);
    start = cut;
  }
  return [...rows, ...reader.end()];
}

/** A file of any values, read in pieces cut anywhere. @throws Error with the seed and the file when the readers differ */
export function tryAnyFile(random: Random, seed: number, number: number): void {
  const table = anyTable(random);
  const bytes = random.chance(0.7) ? asAthena(table) : asOthers(table, random);
  const cuts = Array.from({ length: random.between(0, 6) }, () => random.between(0, bytes.length));
  const expected = JSON.stringify(readPlainly(bytes));
  const wrong = [JSON.stringify(table), JSON.stringify(readInPieces(bytes, cuts))].findIndex((each) => each !== expected);
  if (wrong < 0) return;
  const what = wrong === 0 ? 'the plain reader reads not what was written' : `the reader differs, cut at ${cuts}`;
  throw new Error(`seed ${seed}, file ${number}: ${what}: ${JSON.stringify(new TextDecoder().decode(bytes))}`);
}

/** A file with one value of about so many bytes among small ones, read in pieces of any size up to 256 KiB. @throws Error as `tryAnyFile` */
export function tryLongValue(random: Random, seed: number, sizeBytes: number): void {
  const unit = Array.from({ length: 1000 }, () => (random.chance(0.4) ? random.pick(AWKWARD) : anyLetter(random))).join('');
  const long = unit.repeat(Math.ceil(sizeBytes / encoder.encode(unit).length));
  const table = [
    ['a', 'b'],
    [null, 'before'],
    [random.chance(0.5) ? '' : null, long],
    ['after', null],
  ];
  const bytes = asAthena(table);
  const cuts: number[] = [];
  const most = random.pick([4096, 16_384, 65_536, 262_144]);
  for (let at = 0; at < bytes.length; at += random.between(1, most)) cuts.push(at);
  const plain = readPlainly(bytes);
  const read = readInPieces(bytes, cuts);
  const same = (a: readonly (readonly (string | null)[])[], b: typeof a) =>
    a.length === b.length && a.every((row, y) => row.length === b[y]?.length && row.every((value, x) => value === b[y]?.[x]));
  if (!same(plain, table) || !same(read, table)) throw new Error(`seed ${seed}: a value of ${sizeBytes} bytes is read otherwise`);
}
