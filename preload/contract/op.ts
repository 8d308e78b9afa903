import type { z } from 'zod';

/** An operation: what goes in, what comes out. */
export const op = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });
