/** The values for the `?` of the statement in the editor, while they are being typed. */
import { type ParameterPlace, parameterLiteral, parameterPlaces } from '../../../main/flowlogs/sql-parameters.ts';
import { statementStarts } from '../../../main/flowlogs/sql-statement.ts';
import type { Parameter, ParameterType, QueryForm } from '../../../preload/contract/query.ts';

/** In order; those behind the last one that was touched are missing. */
export type Drafts = readonly Parameter[];

export interface AskedParameter {
  readonly place: ParameterPlace;
  readonly value: Parameter;
}

type Window = Pick<QueryForm, 'from' | 'to' | 'zone'>;

/** One for each `?`, with what was typed for it or what it most likely wants. */
export function askedParameters(sql: string, drafts: Drafts, window: Window): readonly AskedParameter[] {
  const seen = new Set<ParameterType>();
  return parameterPlaces(sql).map((place, index) => {
    const value = drafts[index] ?? emptyValue(place.type, window, seen.has(place.type));
    seen.add(place.type);
    return { place, value };
  });
}

/** Moments are the form's window at first: its beginning, then its end. */
export function emptyValue(type: ParameterType, { from, to }: Window, isLater: boolean): Parameter {
  const moment = isLater ? to : from;
  if (type === 'epoch' || type === 'timestamp') return { type, value: String(moment) };
  return { type, value: type === 'date' ? new Date(moment * 1000).toISOString().slice(0, 10) : '' };
}

export type SqlProblem = 'empty' | 'several' | { readonly missing: number } | { readonly bad: number };

/** Why the statement in the editor cannot be run yet; NULL: it can. Parameters count from 1. */
export function sqlProblem(sql: string, asked: readonly AskedParameter[]): SqlProblem | null {
  const { length } = statementStarts(sql);
  if (length === 0) return 'empty';
  if (length > 1) return 'several';
  for (const [index, { value }] of asked.entries()) {
    if (value.value.trim() === '') return { missing: index + 1 };
    if (!parameterLiteral(value).ok) return { bad: index + 1 };
  }
  return null;
}
