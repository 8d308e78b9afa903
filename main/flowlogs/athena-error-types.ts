/** The numbers of Athena's error reference: https://docs.aws.amazon.com/athena/latest/ug/error-reference.html */
import type { AthenaFailureKind } from './athena-failure-kinds.ts';

/** Runs of numbers that say the same; one on its own stands before the run that it lies in. */
const typeRanges: readonly (readonly [from: number, to: number, kind: AthenaFailureKind])[] = [
  [0, 8, 'exhausted'],
  [204, 204, 'metastore'],
  [206, 206, 'timed_out'],
  [210, 210, 'timed_out'],
  [233, 233, 'iceberg'],
  [234, 234, 'lake_formation'],
  [238, 238, 'results_unwritable'],
  [100, 400, 'internal'],
  [401, 402, 'results_unwritable'],
  [1001, 1002, 'bad_data'],
  [1003, 1003, 'ddl_failed'],
  [1004, 1004, 'table_definition'],
  [1005, 1005, 'unreadable_file'],
  [1006, 1006, 'syntax'],
  [1007, 1007, 'bad_data'],
  [1008, 1008, 'rejected'],
  [1010, 1010, 'internal'],
  [1011, 1011, 'cancelled'],
  [1014, 1014, 'cancelled'],
  [1012, 1013, 'internal'],
  [1100, 1101, 'bad_argument'],
  [1103, 1103, 'bad_projection'],
  [1106, 1106, 'bad_argument'],
  [1107, 1107, 'bad_view'],
  [1108, 1108, 'function_not_found'],
  [1109, 1109, 'path_not_found'],
  [1110, 1110, 'table_not_found'],
  [1102, 1105, 'internal'],
  [1200, 1202, 'not_supported'],
  [1302, 1302, 'file_missing'],
  [1303, 1303, 'function_not_found'],
  [1306, 1306, 'bucket_not_found'],
  [1307, 1307, 'engine_missing'],
  [1304, 1308, 'internal'],
  [1401, 1401, 'glue_throttled'],
  [1402, 1402, 'glue_versions'],
  [1403, 1403, 's3_slow_down'],
  [1400, 1406, 'athena_throttled'],
  [1500, 1500, 'denied'],
  [1501, 1501, 's3_denied'],
  [1602, 1602, 'capacity'],
  [1700, 1701, 's3_error'],
  [9999, 9999, 'internal'],
];

/** Nothing for a number that is not in the reference. */
export function kindOfType(type: number): AthenaFailureKind | undefined {
  return typeRanges.find(([from, to]) => type >= from && type <= to)?.[2];
}
