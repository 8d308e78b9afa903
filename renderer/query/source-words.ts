import { sourceName } from '../../main/flowlogs/titles.ts';
import type { SourceRef } from '../../preload/contract/query.ts';
import type { texts } from './texts.ts';

/** A source's name and, quieter, where it is. */
export function sourceWords(source: SourceRef, t: (typeof texts)['en']): { readonly name: string; readonly detail: string } {
  switch (source.kind) {
    case 'sample':
      return { name: t.sample, detail: t.sampleDetail };
    case 'folder':
    case 'csv':
      return { name: sourceName(source, 'en'), detail: source.path };
    case 'athena': {
      const table = source.database === null ? source.table : `${source.database}.${source.table}`;
      const parts = [source.profile === null ? t.defaultCredentials : null, source.region, source.workgroup, table];
      const name = sourceName(source, 'en');
      return { name, detail: parts.filter((part) => part !== null && part !== name).join(' · ') };
    }
  }
}
