/** One SQL condition for each filter of the form. Values are parsed first and quoted always. */
import type { QueryForm, Side, Table } from '../../preload/contract/query.ts';
import { type Address, addressText, parseAddress } from './address.ts';
import { fieldOf } from './fields.ts';
import type { Parsed } from './parsed.ts';
import { type PortRange, parsePorts } from './ports.ts';
import { parseProtocol } from './protocols.ts';
import { quoteIdentifier, quoteLiteral } from './quote.ts';

/** The flow-log columns of one table, as SQL. */
export interface Columns {
  /** The column quoted, by the table's own spelling of its name. */
  text(column: string): string;
  /** The same as a number, also where the table keeps numbers as strings with `-`. */
  number(column: string): string;
}

/** @throws RangeError when asked for a column that the table lacks. */
export function columnsOf(table: Pick<Table, 'columns'>): Columns {
  const byField = new Map(table.columns.map((column) => [fieldOf(column.name)?.column, column]));
  const find = (name: string) => {
    const column = byField.get(name);
    if (!column) throw new RangeError(`the table has no ${name}`);
    return column;
  };
  return {
    text: (name) => quoteIdentifier(find(name).name),
    number: (name) => {
      const column = find(name);
      const quoted = quoteIdentifier(column.name);
      return /^(string|varchar|char)/i.test(column.type) ? `TRY_CAST(${quoted} AS bigint)` : quoted;
    },
  };
}

/** "Starts in the window", or "overlaps" it. */
export function windowCondition(form: QueryForm, columns: Columns): string {
  const start = columns.number('start');
  if (form.match === 'starts') return `${start} BETWEEN ${form.from} AND ${form.to}`;
  return `${start} <= ${form.to} AND ${columns.number('end')} >= ${form.from}`;
}

/** The form's filters, to be joined by AND. @throws RangeError for a value that `formProblems` would have named. */
export function filterConditions(form: QueryForm, columns: Columns): readonly string[] {
  const conditions: string[] = [];
  if (form.addresses.length > 0) {
    const addresses = form.addresses.map((text) => parsedValue(parseAddress(text)));
    conditions.push(anySide(form.addressSide, 'srcaddr', 'dstaddr', (name) => addressTests(addresses, columns.text(name))));
  }
  if (form.ports.length > 0) {
    const ports = form.ports.map((text) => parsedValue(parsePorts(text)));
    conditions.push(portCondition(ports, form.portSide, columns));
  }
  if (form.protocols.length > 0) {
    conditions.push(oneOf(columns.number('protocol'), unique(form.protocols.map((text) => String(parsedValue(parseProtocol(text)))))));
  }
  if (form.action) conditions.push(`${columns.text('action')} = ${quoteLiteral(form.action)}`);
  if (form.direction) conditions.push(`${columns.text('flow_direction')} = ${quoteLiteral(form.direction)}`);
  if (form.interfaces.length > 0)
    conditions.push(
      oneOf(
        columns.text('interface_id'),
        unique(form.interfaces).map((text) => quoteLiteral(text.trim())),
      ),
    );
  if (form.instances.length > 0)
    conditions.push(
      oneOf(
        columns.text('instance_id'),
        unique(form.instances).map((text) => quoteLiteral(text.trim())),
      ),
    );
  return conditions;
}

/**
 * IPv4 addresses are compared as text, which flow logs write in one way only. IPv6 has several spellings and networks
 * need arithmetic: both go through IPADDRESS, with TRY_CAST so that `-` is NULL and no error.
 */
function addressTests(addresses: readonly Address[], column: string): readonly string[] {
  const plain = unique(
    addresses.filter((address) => address.family === 'ipv4' && address.prefix === null).map((address) => quoteLiteral(address.address)),
  );
  const tests = plain.length > 0 ? [oneOf(column, plain)] : [];
  for (const address of addresses) {
    const typed = `TRY_CAST(${column} AS IPADDRESS)`;
    if (address.prefix !== null) tests.push(`contains(${quoteLiteral(addressText(address))}, ${typed})`);
    else if (address.family === 'ipv6') tests.push(`${typed} = IPADDRESS ${quoteLiteral(address.address)}`);
  }
  return unique(tests);
}

function portCondition(ports: readonly PortRange[], side: Side, columns: Columns): string {
  const [only] = ports;
  if (side === 'either' && ports.length === 1 && only && only.from === only.to) {
    return `${only.from} IN (${columns.number('srcport')}, ${columns.number('dstport')})`;
  }
  const singles = unique(ports.filter((port) => port.from === port.to).map((port) => String(port.from)));
  const ranges = ports.filter((port) => port.from < port.to);
  return anySide(side, 'srcport', 'dstport', (name) => {
    const column = columns.number(name);
    const tests = singles.length > 0 ? [oneOf(column, singles)] : [];
    return [...tests, ...unique(ranges.map((port) => `${column} BETWEEN ${port.from} AND ${port.to}`))];
  });
}

function anySide(side: Side, source: string, destination: string, tests: (column: string) => readonly string[]): string {
  const all = [...(side === 'destination' ? [] : tests(source)), ...(side === 'source' ? [] : tests(destination))];
  return all.length === 1 ? String(all[0]) : `(${all.join(' OR ')})`;
}

function oneOf(expression: string, literals: readonly string[]): string {
  return literals.length === 1 ? `${expression} = ${literals[0]}` : `${expression} IN (${literals.join(', ')})`;
}

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

function parsedValue<T>(read: Parsed<T>): T {
  if (!read.ok) throw new RangeError(`${read.problem.code}: ${JSON.stringify(read.problem.details)}`);
  return read.value;
}
