/** SQL typed by hand: what can be known to be wrong with it before anything is sent, and what is sent. */
import type { Parameter } from '../../preload/contract/query.ts';
import { type Parsed, parsed, problem } from './parsed.ts';
import { withParameters } from './sql-parameters.ts';
import { placeOfOffset } from './sql-place.ts';
import { statementStarts } from './sql-statement.ts';

/**
 * The complete statement. Only its end is trimmed: what an engine says of a line and a column is then true of the text as typed.
 * @returns `bad_sql` for none, `several_statements` (with `line` and `column` of the second), `bad_parameter`
 */
export function completeSql(sql: string, parameters: readonly Parameter[]): Parsed<string> {
  const [first, second] = statementStarts(sql);
  if (first === undefined) return problem('bad_sql', { reason: '' });
  if (second !== undefined) return problem('several_statements', { ...placeOfOffset(sql, second) });
  const complete = withParameters(sql, parameters);
  return complete.ok ? parsed(complete.value.trimEnd()) : complete;
}
