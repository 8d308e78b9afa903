import { expect, it } from 'vitest';
import { fieldValues } from '../../../main/flowlogs/field-values.ts';
import { fields } from '../../../main/flowlogs/fields.ts';

it('values belong to fields that there are, each explained in both languages', () => {
  const explained = fields.filter((field) => fieldValues(field.column, 'en').length > 0).map((field) => field.column);
  expect(explained).toEqual([
    'protocol',
    'action',
    'log_status',
    'tcp_flags',
    'type',
    'sublocation_type',
    'flow_direction',
    'traffic_path',
    'reject_reason',
    'encryption_status',
  ]);
  for (const column of explained) {
    expect(fieldValues(column, 'ja').map((each) => each.value)).toEqual(fieldValues(column, 'en').map((each) => each.value));
    for (const { text } of [...fieldValues(column, 'en'), ...fieldValues(column, 'ja')]) expect(text).not.toBe('');
  }
});

it('numbers have their names', () => {
  expect(fieldValues('protocol', 'en')).toContainEqual({ value: '17', text: 'UDP' });
  expect(fieldValues('tcp_flags', 'en')).toContainEqual({ value: '19', text: 'SYN-ACK FIN' });
  expect(fieldValues('traffic_path', 'ja')).toContainEqual({ value: '8', text: 'インターネットゲートウェイ' });
  expect(fieldValues('srcaddr', 'en')).toEqual([]);
});
