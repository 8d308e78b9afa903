/** Finished files leave the browser window by an address that works once. */
import { randomBytes } from 'node:crypto';
import { createReadStream, mkdirSync, rmSync, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream';
import { safeHeaders } from '../shared/page-files.ts';

export interface Downloads {
  /** A path for a file of this name, in a folder of its own. */
  place(fileName: string): string;
  /** @returns the path part of the address that gives the file once */
  offer(path: string, fileName: string): string;
  /** Answers a request for `/download/<id>`; 404 for an id that is not, or no more. */
  serve(id: string, response: ServerResponse): void;
}

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** @param folder emptied now: nobody is left who could fetch what lies there */
export function createDownloads(folder: string): Downloads {
  rmSync(folder, { recursive: true, force: true });
  const offered = new Map<string, { readonly path: string; readonly fileName: string }>();
  const newId = () => randomBytes(16).toString('hex');
  return {
    place(fileName) {
      const own = join(folder, newId());
      mkdirSync(own, { recursive: true });
      return join(own, `export${/\.(xlsx|csv)$/.exec(fileName)?.[0] ?? ''}`);
    },
    offer(path, fileName) {
      const id = newId();
      offered.set(id, { path, fileName });
      return `/download/${id}`;
    },
    serve(id, response) {
      const file = offered.get(id);
      const size = file && statSync(file.path, { throwIfNoEntry: false })?.size;
      if (!file || size === undefined) {
        response.writeHead(404, safeHeaders).end();
        return;
      }
      offered.delete(id);
      response.writeHead(200, {
        ...safeHeaders,
        'Content-Type': file.path.endsWith('.xlsx') ? types.xlsx : types.csv,
        'Content-Length': size,
        'Content-Disposition': attachment(file.fileName),
      });
      const bytes = createReadStream(file.path);
      const { socket } = response;
      // A download that breaks off may be asked for again; one that is complete is gone. Who has every byte may hang up
      // before the end of the file is noticed here: that is no breaking off.
      response.on('close', () => {
        const hasAll = response.writableFinished || (bytes.bytesRead === size && !socket?.errored);
        if (hasAll) rmSync(dirname(file.path), { recursive: true, force: true });
        else offered.set(id, file);
      });
      // Closes the file too, whoever hangs up; how it ended is said by the response.
      pipeline(bytes, response, () => undefined);
    },
  };
}

/** RFC 6266: the name in UTF-8, and an ASCII one for those who cannot read it. */
function attachment(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  // Half a surrogate pair cannot be encoded.
  const encoded = encodeURIComponent(fileName.toWellFormed()).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
