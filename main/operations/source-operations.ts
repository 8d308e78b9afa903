/** Where flow logs are: known sources, what a table is, folders, names that AWS gives, files dropped on the window. */
import type { AppEvent } from '../../preload/contract/operations.ts';
import type { SourceRef, Table } from '../../preload/contract/query.ts';
import { AppError } from '../app-error.ts';
import type { AwsClients } from '../aws/clients.ts';
import { listProfiles } from '../aws/profiles.ts';
import type { SourceStore } from '../history/source-store.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { checkSource } from '../sources/athena/check/check-source.ts';
import { createKeep } from '../sources/athena/kept.ts';
import { listNames } from '../sources/athena/list-names.ts';
import { completeFolder } from '../sources/complete-folder.ts';
import type { Uploads } from '../sources/uploads.ts';

export interface SourceParts {
  readonly host: { chooseFolder(): Promise<string | null> };
  readonly sources: SourceStore;
  readonly describe: (source: SourceRef) => Promise<Table>;
  readonly clients: AwsClients;
  readonly uploads: Uploads;
  readonly tell: (event: AppEvent) => void;
  readonly now: () => number;
}

export function sourceOperations({ host, sources, describe, clients, uploads, tell, now }: SourceParts) {
  const keep = createKeep(now);
  return {
    'source.list': () => ({ sources: [{ source: { kind: 'sample' as const }, name: null }, ...sources.list()] }),
    'source.save': ({ source, name, before }) => {
      sources.save(source, name, before, now());
      return {};
    },
    'source.forget': ({ source }) => {
      sources.forget(source);
      return {};
    },
    'source.describe': async ({ source }) => {
      const table = await describe(source);
      sources.used(source, now());
      return table;
    },
    'source.check': ({ source, checkId }) => {
      if (source.kind !== 'athena') throw new AppError('bad_input', 'Only a table in Athena has permissions to check.');
      return checkSource({ ref: source, clients, told: (line) => tell({ name: 'check.line', payload: { checkId, line } }) });
    },
    'folder.complete': async ({ text }) => ({ paths: [...(await completeFolder(text))] }),
    'folder.choose': async () => ({ path: await host.chooseFolder() }),
    'aws.profiles': () => listProfiles(),
    'athena.list': (request) => listNames(request, clients, keep),

    'upload.begin': async ({ name }) => ({ uploadId: await uploads.begin(name) }),
    'upload.append': async ({ uploadId, base64 }) => ({ receivedBytes: await uploads.append(uploadId, Buffer.from(base64, 'base64')) }),
    'upload.finish': async ({ uploadId }) => ({ source: await uploads.finish(uploadId) }),
  } satisfies HandlersOf<'source' | 'folder' | 'aws' | 'athena' | 'upload'>;
}
