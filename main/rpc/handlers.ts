import type { z } from 'zod';
import type { OperationName, OperationOutput, Operations } from '../../preload/contract/operations.ts';

/** One function for each operation. It gets what the schema let through, and answers with what the contract says or throws. */
export type Handlers = {
  readonly [N in OperationName]: (input: z.output<Operations[N]['input']>) => Promise<OperationOutput<N>> | OperationOutput<N>;
};

/** The handlers of every operation of these groups: a group is what stands before the dot. */
export type HandlersOf<Group extends string> = Pick<Handlers, Extract<OperationName, `${Group}.${string}`>>;
