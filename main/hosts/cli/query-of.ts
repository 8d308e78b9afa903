/** The arguments of `nagare query` as the query that the window's form would make. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Query } from '../../../preload/contract/query.ts';
import { AppError } from '../../app-error.ts';
import { emptyForm } from '../../flowlogs/form.ts';
import type { Parsed } from '../../flowlogs/parsed.ts';
import { problemMessage } from '../../flowlogs/problem-messages.ts';
import { isZone, parseTime } from '../../flowlogs/time.ts';
import { parametersOf } from './parameters-of.ts';
import type { QueryArguments } from './query-arguments.ts';

/** @throws AppError `bad_time`, `bad_zone`, `file_not_found` (of --sql-file), `bad_arguments`, `bad_parameter` (of --param) */
export function queryOf(args: QueryArguments, cwd: string): Query {
  if (!isZone(args.zone)) value({ ok: false, problem: { code: 'bad_zone', details: { value: args.zone } } });
  if (args.source.kind === 'csv') return { type: 'rows', zone: args.zone };
  const sql = args.sqlFile === null ? args.sql : readSql(resolve(cwd, args.sqlFile));
  if (sql !== null) return { type: 'sql', sql, zone: args.zone, parameters: parametersOf(args.params, sql, args.zone) };
  const form = emptyForm(value(parseTime(args.from ?? '', args.zone)), value(parseTime(args.to ?? '', args.zone)), args.zone);
  return {
    type: 'form',
    form: {
      ...form,
      match: args.match,
      addresses: [...args.ip],
      addressSide: args.ipSide,
      ports: [...args.port],
      portSide: args.portSide,
      protocols: [...args.protocol],
      action: args.action,
      direction: args.direction,
      interfaces: [...args.interfaces],
      instances: [...args.instances],
      packetAddresses: args.packetAddresses,
      tcpFlags: [...args.tcpFlags],
      subnets: [...args.subnets],
      vpcs: [...args.vpcs],
      accounts: [...args.accounts],
      regions: [...args.regions],
      paths: [...args.paths],
      services: [...args.services],
      minBytes: args.minBytes,
      measure: args.measure,
      kind: args.kind,
      limit: args.limit,
    },
  };
}

function value<T>(read: Parsed<T>): T {
  if (!read.ok) throw new AppError(read.problem.code, problemMessage(read.problem), { details: read.problem.details });
  return read.value;
}

function readSql(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new AppError('file_not_found', `${path} cannot be read.`, { cause, details: { path } });
  }
}
