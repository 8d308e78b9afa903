/** `--param VALUE ...` as the parameters of a statement. */
import type { Parameter } from '../../../preload/contract/query.ts';
import { AppError } from '../../app-error.ts';
import { problemMessage } from '../../flowlogs/problem-messages.ts';
import { parameterLiteral, parameterPlaces } from '../../flowlogs/sql-parameters.ts';
import { parseTime } from '../../flowlogs/time.ts';

const PREFIX = /^(text|number|time|timestamp|date):([\s\S]*)$/;

/**
 * A number where it is one, else a text; a prefix says otherwise. Moments are read in `zone` where they have no offset.
 * @throws AppError `bad_arguments` when there are not as many as the statement has `?`, `bad_time`, `bad_parameter`
 */
export function parametersOf(words: readonly string[], sql: string, zone: string): Parameter[] {
  const wanted = parameterPlaces(sql).length;
  if (words.length !== wanted)
    throw new AppError(
      'bad_arguments',
      `The ? in the statement (${wanted}) and the values given by --param (${words.length}) differ in number.`,
    );
  return words.map((word, index) => checked(parameterOf(word, zone), index + 1));
}

function parameterOf(word: string, zone: string): Parameter {
  const [, prefix, value = ''] = PREFIX.exec(word) ?? [];
  switch (prefix) {
    case 'text':
    case 'number':
    case 'date':
      return { type: prefix, value };
    case 'time':
    case 'timestamp': {
      const moment = parseTime(value, zone);
      if (!moment.ok) throw new AppError(moment.problem.code, problemMessage(moment.problem), { details: moment.problem.details });
      return { type: prefix === 'time' ? 'epoch' : 'timestamp', value: String(moment.value) };
    }
    default:
      return { type: parameterLiteral({ type: 'number', value: word }).ok ? 'number' : 'text', value: word };
  }
}

function checked(parameter: Parameter, index: number): Parameter {
  const literal = parameterLiteral(parameter);
  if (literal.ok) return parameter;
  const { code, details } = literal.problem;
  const problem = { code, details: { ...details, index } };
  throw new AppError(code, problemMessage(problem), { details: problem.details });
}
