/** Stored rows that go, told before they do. */
import { z } from 'zod';
import { runSchema } from './run.ts';
import { freedSchema } from './settings.ts';

/** So many of the runs whose rows would go are named. */
export const MOST_GOING = 100;

/** All that would go under a setting, and which runs those are: newest first, at most `MOST_GOING` of them. */
export const roomPreviewSchema = freedSchema.extend({ going: z.array(runSchema) });
export type RoomPreview = Readonly<z.infer<typeof roomPreviewSchema>>;

/** Whole days from now, 0: as soon as anything may go; NULL: once there is no room for more. */
const inDays = z.number().int().nonnegative().nullable();

/** What goes next by itself, under the setting that holds; empty where all is kept. */
export const roomNextSchema = z.object({
  /** Of all stored rows, those that stay included. */
  storedBytes: z.number().int(),
  /** The first few that will go, however long that takes; the first to go first. */
  next: z.array(z.object({ run: runSchema, inDays })),
  /** Those that go within three days, or with the next rows since more than nine tenths of the limit are used. */
  soon: z.array(z.object({ runId: z.string(), inDays })),
});
export type RoomNext = Readonly<z.infer<typeof roomNextSchema>>;
