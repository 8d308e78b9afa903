/** One SQL condition for each filter of the form. Values are parsed first and quoted always. */
import type { QueryForm, ScopeKey, Side } from '../../preload/contract/query.ts';
import { addressConditions, parseAddressFilter } from './address-conditions.ts';
import { type AddressLists, inPlace } from './address-lists.ts';
import { parseId, parseInstance, parseInterface, parsePath, parseService } from './ids.ts';
import type { Parsed } from './parsed.ts';
import { type PortRange, parsePorts } from './ports.ts';
import { parseProtocol } from './protocols.ts';
import { quoteIdentifier, quoteLiteral } from './quote.ts';
import { anyOf, oneOf, unique } from './sql-list.ts';
import type { Columns } from './table-columns.ts';
import { parseTcpFlag, tcpFlagTests } from './tcp-flags.ts';

/** "Starts in the window", or "overlaps" it. */
export function windowCondition(form: Pick<QueryForm, 'from' | 'to' | 'match'>, columns: Columns): string {
  const start = columns.number('start');
  if (form.match === 'starts') return `${start} BETWEEN ${form.from} AND ${form.to}`;
  return `${start} <= ${form.to} AND ${columns.number('end')} >= ${form.from}`;
}

/** The form's filters, to be joined by AND. @throws RangeError for a value that `formProblems` would have named. */
export function filterConditions(form: QueryForm, columns: Columns, lists: AddressLists = inPlace): readonly string[] {
  const conditions: string[] = [];
  if (form.addresses.length > 0) {
    conditions.push(
      ...addressConditions(
        form.addresses.map((text) => taken(parseAddressFilter(text))),
        form,
        columns,
        lists,
      ),
    );
  }
  if (form.ports.length > 0)
    conditions.push(
      portCondition(
        form.ports.map((text) => taken(parsePorts(text))),
        form.portSide,
        columns,
      ),
    );
  const among = <T extends string | number>(
    texts: readonly string[],
    read: (text: string) => Parsed<T>,
    expressions: () => readonly string[],
  ) => {
    if (texts.length === 0) return;
    const literals = unique(
      texts.map((text) => {
        const value = taken(read(text));
        return typeof value === 'number' ? String(value) : quoteLiteral(value);
      }),
    );
    conditions.push(anyOf(expressions().map((expression) => oneOf(expression, literals))));
  };
  among(form.protocols, parseProtocol, () => [columns.number('protocol')]);
  if (form.action) conditions.push(`${columns.text('action')} = ${quoteLiteral(form.action)}`);
  if (form.direction) conditions.push(`${columns.text('flow_direction')} = ${quoteLiteral(form.direction)}`);
  if (form.tcpFlags.length > 0) conditions.push(flagCondition(form.tcpFlags, columns));
  among(form.interfaces, parseInterface, () => [columns.text('interface_id')]);
  among(form.instances, parseInstance, () => [columns.text('instance_id')]);
  among(
    form.subnets,
    (text) => parseId('subnet', text),
    () => [columns.text('subnet_id')],
  );
  among(
    form.vpcs,
    (text) => parseId('vpc', text),
    () => [columns.text('vpc_id')],
  );
  const accounts = unique(form.accounts.map((text) => taken(parseId('account', text))));
  const regions = unique(form.regions.map((text) => taken(parseId('region', text))));
  conditions.push(...scopeConditions('account_id', accounts, columns), ...scopeConditions('region', regions, columns));
  among(form.paths, parsePath, () => [columns.number('traffic_path')]);
  among(form.services, parseService, () => [columns.text('pkt_src_aws_service'), columns.text('pkt_dst_aws_service')]);
  if (form.minBytes !== null) conditions.push(`${columns.number('bytes')} >= ${form.minBytes}`);
  return conditions;
}

/**
 * By what a record says, and by a partition key where Athena wants its value or the records do not say. A key that need
 * not be named is not: a record's account is its interface's owner, which need not be the flow log's, whose folder it is in.
 */
function scopeConditions(field: ScopeKey['field'], values: readonly string[], columns: Columns): readonly string[] {
  if (values.length === 0) return [];
  const keys = columns.scopeKeys(field);
  const own = columns.has(field) && !keys.some(({ column }) => quoteIdentifier(column) === columns.text(field));
  const asked = keys.filter(({ isInjected }) => isInjected || !own);
  return [
    ...asked.map((key) =>
      oneOf(
        quoteIdentifier(key.column),
        values.map((value) => scopeLiteral(key, value)),
      ),
    ),
    ...(own ? [oneOf(columns.text(field), values.map(quoteLiteral))] : []),
  ];
}

function scopeLiteral({ type, prefix }: ScopeKey, value: string): string {
  return type === 'integer' ? String(Number(value)) : quoteLiteral(prefix + value);
}

export function portCondition(ports: readonly PortRange[], side: Side, columns: Columns): string {
  const [only] = ports;
  if (side === 'either' && ports.length === 1 && only && only.from === only.to) {
    return `${only.from} IN (${columns.number('srcport')}, ${columns.number('dstport')})`;
  }
  const singles = unique(ports.filter((port) => port.from === port.to).map((port) => String(port.from)));
  const ranges = ports.filter((port) => port.from < port.to);
  const ends = [...(side === 'destination' ? [] : ['srcport']), ...(side === 'source' ? [] : ['dstport'])];
  return anyOf(
    ends.flatMap((name) => {
      const column = columns.number(name);
      const tests = singles.length > 0 ? [oneOf(column, singles)] : [];
      return [...tests, ...unique(ranges.map((port) => `${column} BETWEEN ${port.from} AND ${port.to}`))];
    }),
  );
}

function flagCondition(flags: readonly string[], columns: Columns): string {
  const column = columns.number('tcp_flags');
  return anyOf(
    unique(
      flags.map((text) => {
        const { mask, value } = tcpFlagTests[taken(parseTcpFlag(text))];
        return `bitwise_and(${column}, ${mask}) = ${value}`;
      }),
    ),
  );
}

function taken<T>(read: Parsed<T>): T {
  if (!read.ok) throw new RangeError(`${read.problem.code}: ${JSON.stringify(read.problem.details)}`);
  return read.value;
}
