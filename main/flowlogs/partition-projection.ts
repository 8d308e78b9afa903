/** Partition projection: keys whose values are made from the table's settings, and lie in no catalogue. */
import { isComplete, isWholeRange } from './partition-grain.ts';
import { type CatalogKey, dateKey, type Found, fromValues, kindOf, patterns, type Role } from './partition-key.ts';

/** A setting of one key's projection as it is written; `''` when it is not set. */
export type Projection = (key: string, setting: string) => string;

/** NULL for a table whose partitions lie in the catalogue. */
export function projectionOf(parameters: Readonly<Record<string, string>>): Projection | null {
  const settings = new Map(Object.entries(parameters).map(([name, value]) => [name.trim().toLowerCase(), value]));
  if (settings.get('projection.enabled')?.trim().toLowerCase() !== 'true') return null;
  return (key, setting) => settings.get(`projection.${key.toLowerCase()}.${setting}`) ?? '';
}

/** What the settings of one key say of time. @returns NULL where they leave a doubt */
export function fromProjection({ name, type }: CatalogKey, roles: readonly Role[], projection: Projection): Found | null {
  const setting = (which: string) => projection(name, which).trim();
  const kind = kindOf(type);
  if (kind === null) return null;
  switch (setting('type').toLowerCase()) {
    case 'date': {
      const isEveryDay = isEach(setting('interval'), setting('interval.unit'), /^(days?)?$/i);
      if (kind === 'date') return isEveryDay && roles.includes('date') ? dateKey(name) : null;
      const format = setting('format').replaceAll("'", '').replaceAll('uuuu', 'yyyy');
      const match = patterns.find(({ role, pattern }) => roles.includes(role) && pattern === format);
      // Years by themselves step by years, for `NOW` as the last of them: a range of numbers would come to an end one day.
      const steps: Partial<Readonly<Record<Role, boolean>>> = {
        date: isEveryDay,
        moment: isEach(setting('interval'), setting('interval.unit'), /^hours?$/i),
        year: isEach(setting('interval'), setting('interval.unit'), /^years?$/i),
      };
      return match && steps[match.role] && kind === 'string'
        ? { role: match.role, key: { column: name, type: kind, pattern: match.pattern, prefix: '' } }
        : null;
    }
    case 'integer': {
      if (!isEach(setting('interval'))) return null;
      const match = patterns.find(({ role }) => role !== 'date' && role !== 'moment' && roles.includes(role));
      // Texts without leading zeros (`7`) have no pattern.
      const digits = setting('digits');
      if (!match || !isWholeRange(match.pattern, setting('range'))) return null;
      const isPadded = match.role === 'year' ? digits === '' || digits === '4' : digits === '2';
      return kind === 'integer' || (kind === 'string' && isPadded)
        ? { role: match.role, key: { column: name, type: kind, pattern: match.pattern, prefix: '' } }
        : null;
    }
    case 'enum': {
      // White space belongs to the values.
      const values = projection(name, 'values').split(',');
      const found = fromValues({ name, type }, roles, values);
      return found && isComplete(found.key, values) ? found : null;
    }
    default:
      return null;
  }
}

/** Whether there is a partition for each day (or hour, or number), and not for every seventh: then one would hold several. */
function isEach(interval: string, unit = '', units = /^$/): boolean {
  return (interval === '' || interval === '1') && units.test(unit);
}
