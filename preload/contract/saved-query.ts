/** Statements with names: those saved here, and those that the workgroup keeps. */
import { z } from 'zod';

export const queryNameSchema = z.string().trim().min(1).max(200);

export const savedQuerySchema = z.object({
  id: z.string(),
  name: z.string(),
  sql: z.string(),
  /** What it was saved for: `vpcdb.flow_logs`; NULL for files, whose table has the same name everywhere. */
  place: z.string().nullable(),
  /** Whether that is what the asked source is. */
  isHere: z.boolean(),
  /** ISO 8601, UTC. */
  savedAt: z.string(),
});
export type SavedQuery = Readonly<z.infer<typeof savedQuerySchema>>;

export const namedQuerySchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Empty when it has none. */
  description: z.string(),
  /** The one that its table names are meant in. */
  database: z.string(),
  sql: z.string(),
});
export type NamedQuery = Readonly<z.infer<typeof namedQuerySchema>>;
