import { z } from 'zod';

/** How the columns of a kind of result are shown. Columns that a result lacks are of no matter. */
export const columnLayoutSchema = z.object({
  /** Names. */
  hidden: z.array(z.string().max(1000)).max(2000),
  /** Pixels by name. */
  widths: z.record(z.string().max(1000), z.number().positive().max(10_000)),
});
export type ColumnLayout = Readonly<z.infer<typeof columnLayoutSchema>>;
