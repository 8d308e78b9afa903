/** The form: what it starts as, what the table allows, what is wrong with it. */
import type { QueryForm, Table } from '../../preload/contract/query.ts';
import { parseAddress } from './address.ts';
import { fieldOf } from './fields.ts';
import { kindsFor } from './kinds.ts';
import { type Problem, problem } from './parsed.ts';
import { parsePorts } from './ports.ts';
import { parseProtocol } from './protocols.ts';
import { isZone } from './time.ts';

/** A form that asks for every record in the window. */
export function emptyForm(from: number, to: number, zone: string): QueryForm {
  return {
    from,
    to,
    zone,
    match: 'starts',
    addresses: [],
    addressSide: 'either',
    ports: [],
    portSide: 'either',
    protocols: [],
    action: null,
    direction: null,
    interfaces: [],
    instances: [],
    kind: 'records',
    limit: null,
  };
}

export interface FormOffers {
  readonly match: boolean;
  readonly addresses: boolean;
  readonly ports: boolean;
  readonly protocol: boolean;
  readonly action: boolean;
  readonly direction: boolean;
  readonly interface: boolean;
  readonly instance: boolean;
}

/** Which filters the table has columns for. */
export function formOffers(table: Pick<Table, 'columns'>): FormOffers {
  const present = new Set(table.columns.map((column) => fieldOf(column.name)?.column));
  const has = (...columns: readonly string[]) => columns.every((column) => present.has(column));
  return {
    match: has('start', 'end'),
    addresses: has('srcaddr', 'dstaddr'),
    ports: has('srcport', 'dstport'),
    protocol: has('protocol'),
    action: has('action'),
    direction: has('flow_direction'),
    interface: has('interface_id'),
    instance: has('instance_id'),
  };
}

export interface FormProblem {
  readonly field: keyof QueryForm;
  /** Which of a field's several values; NULL for the field itself. */
  readonly index: number | null;
  readonly problem: Problem;
}

/** The years that a partition's four digits and a real flow log can have. */
const EARLIEST = Date.UTC(2000, 0, 1) / 1000;
const LATEST = Date.UTC(2100, 0, 1) / 1000;

/** Everything that is wrong, in the order of the form; empty when a statement can be made. */
export function formProblems(form: QueryForm, table: Pick<Table, 'columns'>): readonly FormProblem[] {
  const found: FormProblem[] = [];
  const add = (field: keyof QueryForm, index: number | null, what: Problem) => found.push({ field, index, problem: what });
  const offers = formOffers(table);

  for (const field of ['from', 'to'] as const) {
    if (!Number.isSafeInteger(form[field]) || form[field] < EARLIEST || form[field] > LATEST)
      add(field, null, problem('bad_time', { value: String(form[field]) }).problem);
  }
  if (form.from > form.to) add('to', null, problem('bad_window', { from: form.from, to: form.to }).problem);
  if (!isZone(form.zone)) add('zone', null, problem('bad_zone', { value: form.zone }).problem);

  const each = (
    field: 'addresses' | 'ports' | 'protocols' | 'interfaces' | 'instances',
    offered: boolean,
    read: (text: string) => Problem | null,
  ) => {
    for (const [index, text] of form[field].entries()) {
      const wrong = read(text);
      if (wrong) add(field, index, wrong);
    }
    if (form[field].length > 0 && !offered) add(field, null, missing(field));
  };
  each('addresses', offers.addresses, (text) => problemOf(parseAddress(text)));
  each('ports', offers.ports, (text) => problemOf(parsePorts(text)));
  each('protocols', offers.protocol, (text) => problemOf(parseProtocol(text)));
  each('interfaces', offers.interface, (text) =>
    INTERFACE.test(text.trim()) ? null : problem('bad_interface', { value: text.slice(0, 200) }).problem,
  );
  each('instances', offers.instance, (text) =>
    INSTANCE.test(text.trim()) ? null : problem('bad_instance', { value: text.slice(0, 200) }).problem,
  );
  if (form.action && !offers.action) add('action', null, missing('action'));
  if (form.direction && !offers.direction) add('direction', null, missing('flow_direction'));
  if (form.match === 'overlaps' && !offers.match) add('match', null, missing('end'));
  if (!kindsFor(table).some((kind) => kind.name === form.kind)) add('kind', null, missing(form.kind));
  return found;
}

/** Ids as AWS writes them: 8 digits in old resources, 17 in new ones. */
const INTERFACE = /^eni-[0-9a-f]{8}(?:[0-9a-f]{9})?$/;
const INSTANCE = /^i-[0-9a-f]{8}(?:[0-9a-f]{9})?$/;

function missing(column: string): Problem {
  return problem('bad_column', { value: column }).problem;
}

function problemOf(read: { readonly ok: true } | { readonly ok: false; readonly problem: Problem }): Problem | null {
  return read.ok ? null : read.problem;
}
