/**
 * What is to be set on a table of Nagare's that is there, so that it reads what was chosen as well. Nothing that it reads
 * is taken from it: whoever makes it again for one account more, or begins from a later day, has not asked for less. Pure.
 */
import type { TablePlan } from '../../../preload/contract/integration.ts';
import { projectionOf } from '../../flowlogs/partition-projection.ts';
import { projectedSpan } from '../../sources/athena/projection-range.ts';
import { currentEnd } from './range-end.ts';

type Parameters = Readonly<Record<string, string>>;

export interface TableExtension extends NonNullable<TablePlan['extension']> {
  /** Parameters that are to be set; empty: it has all that was chosen. */
  readonly changes: Parameters;
}

const ACCOUNT = 'aws_account_id';
const REGION = 'aws_region';
const YEAR = 'year';

/**
 * @param found the table's parameters, as Glue has them  @param wanted those of its definition
 * @param now Unix seconds: what `NOW-3YEARS` comes to
 */
export function extensionOf(found: Parameters, wanted: Parameters, now: number): TableExtension {
  const years = yearsOf(found, wanted, now);
  const [accounts, regions] = [listsOf(found, wanted, ACCOUNT), listsOf(found, wanted, REGION)];
  const merged: Parameters = {
    ...wanted,
    ...(years === null ? {} : { [`projection.${YEAR}.range`]: years.range }),
    [`projection.${ACCOUNT}.values`]: accounts.all.join(','),
    [`projection.${REGION}.values`]: regions.all.join(','),
  };
  const changes = Object.entries(merged).filter(
    ([name, value]) => /^(projection|storage\.location)\./.test(name) && !isOtherwise(found, wanted, name) && found[name] !== value,
  );
  return {
    changes: Object.fromEntries(changes),
    added: { accounts: accounts.added, regions: regions.added, since: years?.added ?? null },
    kept: { accounts: accounts.kept, regions: regions.kept, since: years?.kept ?? null },
  };
}

/** Whether somebody gave the key another kind of projection, as `injected`: what is set of it is left to them. */
function isOtherwise(found: Parameters, wanted: Parameters, name: string): boolean {
  const [, key] = /^projection\.([^.]+)\./.exec(name) ?? [];
  const type = key === undefined ? undefined : found[`projection.${key}.type`];
  return type !== undefined && type !== wanted[`projection.${key}.type`];
}

function listsOf(found: Parameters, wanted: Parameters, key: string) {
  const values = (of: Parameters) => (of[`projection.${key}.values`] ?? '').split(',').filter((value) => value !== '');
  if (isOtherwise(found, wanted, `projection.${key}.values`)) return { all: values(wanted), added: [], kept: [] };
  const [before, chosen] = [values(found), values(wanted)];
  return {
    all: [...new Set([...before, ...chosen])],
    added: chosen.filter((value) => !before.includes(value)),
    kept: before.filter((value) => !chosen.includes(value)),
  };
}

/** The range of years that holds both; NULL: it is left as it is. */
function yearsOf(found: Parameters, wanted: Parameters, now: number) {
  const projection = projectionOf({ ...found, 'projection.enabled': 'true' });
  const span = projection && projectedSpan([{ column: YEAR, type: 'string', pattern: 'yyyy', prefix: '' }], projection, now);
  const before = span?.first == null ? null : new Date(span.first * 1000).getUTCFullYear();
  const chosen = Number((wanted[`projection.${YEAR}.range`] ?? '').slice(0, 4));
  if (span == null || before === null || isOtherwise(found, wanted, `projection.${YEAR}.range`)) return null;
  const [from = '', to = ''] = (found[`projection.${YEAR}.range`] ?? '').split(',').map((part) => part.trim());
  const end = currentEnd(to, span.last, projection?.(YEAR, 'type') ?? '', now);
  return {
    range: `${chosen < before ? chosen : from},${end}`,
    added: chosen < before ? String(chosen) : null,
    kept: before < chosen ? String(before) : null,
  };
}
