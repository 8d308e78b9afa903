/** Partition projection the other way round: which partition an object in S3 belongs to, by the settings of its table. */
import { type CatalogTable, locationOf } from '../catalog.ts';

export interface Projection {
  readonly bucket: string;
  /** What the keys of all its objects begin with. */
  readonly prefix: string;
  /** @returns the values of the table's keys; NULL: no partition that is projected holds the object */
  valuesOf(key: string): readonly string[] | null;
}

interface KeyPattern {
  readonly pattern: string;
  readonly holds: (value: string) => boolean;
}

/** @returns NULL for a table that does not project. @param now Unix ms */
export function projectionOf(table: CatalogTable, now: number): Projection | null {
  const setting = (name: string) => table.parameters[name]?.trim() ?? '';
  if (setting('projection.enabled').toLowerCase() !== 'true') return null;
  const hive = `${locationOf(table)}${table.partitionKeys.map(({ name }) => `${name}=\${${name}}`).join('/')}`;
  const template = setting('storage.location.template') || hive;
  const [, bucket = '', path = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(template) ?? [];
  const order: string[] = [];
  const patterns = new Map(table.partitionKeys.map(({ name }) => [name, patternOf(name, setting, now)]));
  const source = path.split(/(\$\{[^}]+\})/).map((piece) => {
    const name = /^\$\{(.+)\}$/.exec(piece)?.[1]?.toLowerCase();
    if (name === undefined) return escaped(piece);
    const again = order.indexOf(name);
    if (again >= 0) return `\\${again + 1}`;
    order.push(name);
    return `(${patterns.get(name)?.pattern ?? '[^/]+'})`;
  });
  const regex = new RegExp(`^${source.join('').replace(/\/$/, '')}/`);
  return {
    bucket,
    prefix: path.split('${')[0] ?? '',
    valuesOf(key) {
      const match = regex.exec(key);
      if (!match) return null;
      const values = table.partitionKeys.map(({ name }) => match[order.indexOf(name) + 1] ?? '');
      return table.partitionKeys.every(({ name }, index) => patterns.get(name)?.holds(values[index] ?? '')) ? values : null;
    },
  };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function patternOf(name: string, setting: (name: string) => string, now: number): KeyPattern {
  const own = (part: string) => setting(`projection.${name}.${part}`);
  switch (own('type').toLowerCase()) {
    case 'enum': {
      const values = own('values')
        .split(',')
        .map((value) => value.trim());
      return { pattern: values.map(escaped).join('|'), holds: (value) => values.includes(value) };
    }
    case 'integer': {
      const [from = 0, to = 0] = own('range').split(',').map(Number);
      const digits = Number(own('digits') || 0);
      const holds = (value: string) =>
        Number(value) >= from && Number(value) <= to && value === String(Number(value)).padStart(digits, '0');
      return { pattern: '\\d+', holds };
    }
    case 'date': {
      const format = own('format').replaceAll("'", '');
      const [first = 'NOW', last = 'NOW'] = own('range').split(',');
      const [from, to] = [momentOf(first, format, now), momentOf(last, format, now)];
      const holds = (value: string) => {
        const moment = parsed(value, format);
        return moment !== null && moment >= startOf(from, format) && moment <= to;
      };
      return { pattern: escaped(format).replace(/[yMdH]+/g, (letters) => `\\d{${letters.length}}`), holds };
    }
    default:
      return { pattern: '[^/]+', holds: () => true };
  }
}

/** A range's end: `2021/01/01`, `NOW`, `NOW-3YEARS`. */
function momentOf(text: string, format: string, now: number): number {
  const [isRelative, sign = '+', count = '0', unit = 'SECOND'] =
    /^NOW(?:([+-])(\d+)(YEAR|MONTH|WEEK|DAY|HOUR|MINUTE|SECOND)S?)?$/i.exec(text.trim().replaceAll(' ', '')) ?? [];
  if (isRelative === undefined) return parsed(text.trim(), format) ?? Number.NaN;
  const seconds: Readonly<Record<string, number>> = {
    YEAR: 31_557_600,
    MONTH: 2_629_800,
    WEEK: 604_800,
    DAY: 86_400,
    HOUR: 3600,
    MINUTE: 60,
    SECOND: 1,
  };
  return now + (sign === '-' ? -1 : 1) * Number(count) * (seconds[unit.toUpperCase()] ?? 1) * 1000;
}

/** A moment as early as its day or hour begins: the partition of the first one is whole. */
const startOf = (moment: number, format: string): number => {
  const unit = format.includes('HH') ? 3_600_000 : 86_400_000;
  return Math.floor(moment / unit) * unit;
};

/** Unix ms; NULL where the text does not follow the format. */
function parsed(text: string, format: string): number | null {
  if (text.length !== format.length) return null;
  const part = (letter: string, missing: number) => {
    const at = format.indexOf(letter);
    return at < 0 ? missing : Number(text.slice(at, format.lastIndexOf(letter) + 1));
  };
  const moment = Date.UTC(part('y', 1970), part('M', 1) - 1, part('d', 1), part('H', 0));
  return Number.isNaN(moment) ? null : moment;
}
