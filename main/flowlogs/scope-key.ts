/** Partition keys that say whose records a partition holds, or of which region. */
import type { ScopeKey } from '../../preload/contract/query.ts';
import { looksLikeRegion } from '../../preload/contract/regions.ts';
import { type CatalogKey, kindOf } from './partition-key.ts';

const fields: readonly { readonly field: ScopeKey['field']; readonly name: RegExp; readonly isValue: (text: string) => boolean }[] = [
  { field: 'account_id', name: /^(aws-)?(account(-?id)?|accid|acct)$/, isValue: (text) => /^\d{12}$/.test(text) },
  { field: 'region', name: /^(aws-)?region$/, isValue: looksLikeRegion },
];

/**
 * @param values of the key in the partitions that are known; NULL for an injected key: whatever a statement names
 * @returns NULL for a key of another name, and where a value is written in another way than AWS does
 */
export function scopeKey({ name, type }: CatalogKey, values: readonly string[] | null): ScopeKey | null {
  const found = fields.find((each) => each.name.test(name.toLowerCase().replaceAll('_', '-')));
  const kind = kindOf(type);
  if (!found || kind === null || kind === 'date' || (kind === 'integer' && found.field === 'region')) return null;
  const { field, isValue } = found;
  if (values === null) return { column: name, field, type: kind, prefix: '', isInjected: true };
  const prefix = /^([A-Za-z_][\w-]*=)/.exec(values[0] ?? '')?.[1] ?? '';
  // A number has lost the zeros in front.
  const isWritten = (text: string) =>
    text.startsWith(prefix) && isValue(kind === 'integer' ? text.padStart(12, '0') : text.slice(prefix.length));
  return values.length > 0 && values.every(isWritten) ? { column: name, field, type: kind, prefix, isInjected: false } : null;
}
