import { type FieldValue, fieldValues } from '../../main/flowlogs/field-values.ts';
import { type Field, fields } from '../../main/flowlogs/fields.ts';
import type { Language } from '../../main/flowlogs/titles.ts';

export interface FoundField {
  readonly field: Field;
  readonly values: readonly FieldValue[];
}

/**
 * Fields in which every word of the search stands: in the name as AWS or a table writes it, the labels and meanings of
 * both languages, or a value and its meaning. `v5` finds what version 5 brought.
 */
export function foundFields(search: string, language: Language): readonly FoundField[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  return fields.flatMap((field) => {
    const values = fieldValues(field.column, language);
    const hay = plain(
      [
        field.name,
        field.column,
        field.label.en,
        field.label.ja,
        field.meaning.en,
        field.meaning.ja,
        ...values.map(({ value, text }) => `${value} ${text}`),
      ].join('\n'),
    );
    return words.every((word) => (/^v\d{1,2}$/.test(word) ? field.version === Number(word.slice(1)) : hay.includes(word)))
      ? [{ field, values }]
      : [];
  });
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase();
