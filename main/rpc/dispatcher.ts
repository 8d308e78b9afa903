/** The one door: every request is checked, and every request is answered. */
import type { Result } from '../../preload/contract/bridge.ts';
import { type OperationName, operations } from '../../preload/contract/operations.ts';
import { AppError } from '../app-error.ts';
import type { Handlers } from './handlers.ts';

export type Dispatch = (operation: unknown, input: unknown) => Promise<Result>;

/**
 * @param report logs a failure that nobody foresaw, in full, and returns the id under which the log has it: all that the
 *   page learns of it
 */
export function createDispatcher(handlers: Handlers, report: (error: unknown) => string): Dispatch {
  return async (operation, input) => {
    try {
      // An own property: `constructor` and the like are no operations.
      if (typeof operation !== 'string' || !Object.hasOwn(operations, operation)) {
        // What is no text may not even be made one.
        const said = typeof operation === 'string' ? operation : typeof operation;
        throw new AppError('bad_input', 'There is no such operation.', { details: { operation: said.slice(0, 100) } });
      }
      const name = operation as OperationName;
      const read = operations[name].input.safeParse(input);
      if (!read.success) {
        const [issue] = read.error.issues;
        throw new AppError('bad_input', `The request ${name} is not as it should be: ${issue?.message ?? ''}.`, {
          details: { operation: name, path: issue?.path.join('.') ?? '', reason: issue?.message ?? '' },
        });
      }
      const handle = handlers[name] as (checked: unknown) => unknown;
      return { ok: true, value: await handle(read.data) };
    } catch (error) {
      if (error instanceof AppError) return { ok: false, error: error.toWire() };
      return { ok: false, error: { code: 'internal', message: 'Something went wrong inside Nagare.', details: { logId: report(error) } } };
    }
  };
}
