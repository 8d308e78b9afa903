/** The question survives a reload of the page: it is kept for this window, until the window is gone. */
import { z } from 'zod';
import { formSchema, parameterSchema, sourceRefSchema } from '../../preload/contract/query.ts';
import type { QueryState } from './query-state.ts';

const keptSchema = z.object({
  source: sourceRefSchema,
  form: formSchema,
  mode: z.enum(['form', 'sql']),
  sql: z.string(),
  drafts: z.array(parameterSchema),
  more: z.boolean(),
  seconds: z.boolean(),
  isWindowChosen: z.boolean(),
  /** The run on the screen. */
  runId: z.string().nullable(),
});
export type KeptQuestion = z.infer<typeof keptSchema>;

const KEY = 'nagare.question';

export function keepQuestion({ source, form, mode, sql, drafts, more, seconds, isWindowChosen, run }: QueryState): void {
  const kept: KeptQuestion = { source, form, mode, sql, drafts: [...drafts], more, seconds, isWindowChosen, runId: run?.id ?? null };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // A statement of many megabytes has no room there: it is then lost at a reload, nothing else.
  }
}

/** @returns NULL when nothing was kept, or by another version of the page */
export function keptQuestion(): KeptQuestion | null {
  const text = sessionStorage.getItem(KEY);
  if (text === null) return null;
  const read = keptSchema.safeParse(JSON.parse(text));
  return read.success ? read.data : null;
}
