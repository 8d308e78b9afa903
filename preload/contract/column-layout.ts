import { z } from 'zod';

const names = z.array(z.string().max(1000)).max(2000);

/** How the columns of a kind of result are shown. Columns that a result lacks are of no matter. */
export const columnLayoutSchema = z.object({
  /** Names. */
  hidden: names,
  /** Pixels by name. */
  widths: z.record(z.string().max(1000), z.number().positive().max(10_000)),
  /** Names in the order that was chosen; empty: the order to read them in. Layouts kept by older versions have none. */
  order: names.default([]),
  /** Names that stay in sight at the left, whatever is scrolled; NULL: nothing was chosen, which is the first one. */
  pinned: names.nullable().default(null),
});
export type ColumnLayout = Readonly<z.infer<typeof columnLayoutSchema>>;
