/** Engines over the tables that were made while the emulator runs: each reads a copy of its objects' rows, kept until they change. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engine, openEngine } from '../../../main/sources/local/engine.ts';
import { CATALOG, type CatalogTable } from '../catalog.ts';
import type { ObjectStore } from '../s3/object-store.ts';
import { copyTable } from './copy-table.ts';
import { objectsOf } from './table-objects.ts';

export interface TableEngines {
  /** Gives an engine over the table as it is now, for one statement at a time. */
  take(table: CatalogTable): Promise<{ readonly engine: Engine; readonly scannedBytes: number; readonly giveBack: () => void }>;
  close(): void;
}

export function createTableEngines(store: ObjectStore): TableEngines {
  /** By the table with everything its rows come from. */
  const copies = new Map<string, { readonly folder: string; readonly path: Promise<string>; readonly idle: Engine[] }>();
  let isClosed = false;
  const copyOf = (table: CatalogTable, fingerprint: string, objects: ReturnType<typeof objectsOf>) => {
    const known = copies.get(fingerprint);
    if (known) return known;
    const folder = mkdtempSync(join(tmpdir(), 'nagare-emulated-table-'));
    const made = { folder, path: copyTable(table, objects, folder), idle: [] as Engine[] };
    // A failure is told to whoever takes it.
    made.path.catch(() => copies.delete(fingerprint));
    copies.set(fingerprint, made);
    return made;
  };
  return {
    async take(table) {
      const objects = objectsOf(table, store);
      const { name, database, columns, partitionKeys, parameters, input } = table;
      const seen = JSON.stringify([
        [database, name, columns, partitionKeys, parameters, input],
        objects.map(({ key, values, stored }) => [key, values, stored.etag]),
      ]);
      const { path, folder, idle } = copyOf(table, createHash('sha256').update(seen).digest('hex'), objects);
      const file = await path.catch((cause: unknown) => {
        rmSync(folder, { recursive: true, force: true });
        throw cause;
      });
      const engine =
        idle.pop() ??
        (await openEngine({
          folder,
          groups: [{ format: 'parquet', header: [], files: [file] }],
          table: { catalog: CATALOG, database, name },
          memoryMb: 512,
        }));
      return {
        engine,
        scannedBytes: objects.reduce((sum, { stored }) => sum + (stored.listedBytes ?? stored.bytes.byteLength), 0),
        giveBack: () => (isClosed ? engine.close() : void idle.push(engine)),
      };
    },
    close() {
      isClosed = true;
      for (const { folder, idle } of copies.values()) {
        for (const engine of idle) engine.close();
        rmSync(folder, { recursive: true, force: true });
      }
      copies.clear();
    },
  };
}
