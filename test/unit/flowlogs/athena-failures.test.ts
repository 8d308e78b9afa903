import { describe, expect, it } from 'vitest';
import { athenaFailureKinds } from '../../../main/flowlogs/athena-failure-kinds.ts';
import { athenaFailureText } from '../../../main/flowlogs/athena-failure-text.ts';
import { athenaFailure } from '../../../main/flowlogs/athena-failures.ts';

/** Texts as Athena gives them, with what they are about. */
const texts: [kind: string, reason: string, particulars?: object][] = [
  ['syntax', "line 1:15: mismatched input 'FORM'. Expecting: 'FROM', <EOF>", { line: 1, column: 15 }],
  ['syntax', 'SYNTAX_ERROR: line 3:8: SELECT * not allowed in queries without FROM clause', { line: 3, column: 8 }],
  [
    'column_not_found',
    "COLUMN_NOT_FOUND: line 2:5: Column 'vpc_idd' cannot be resolved or requester is not authorized to access requested resources",
    { name: 'vpc_idd', line: 2, column: 5 },
  ],
  ['column_not_found', "SYNTAX_ERROR: line 1:8: Column 'foo' cannot be resolved", { name: 'foo' }],
  [
    'table_not_found',
    "TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.vpcdb.flows' does not exist",
    { name: 'awsdatacatalog.vpcdb.flows' },
  ],
  ['table_not_found', 'SYNTAX_ERROR: line 1:15: Table awsdatacatalog.default.x does not exist', { name: 'awsdatacatalog.default.x' }],
  ['database_not_found', "SCHEMA_NOT_FOUND: line 1:15: Schema 'vpc' does not exist", { name: 'vpc' }],
  ['function_not_found', "FUNCTION_NOT_FOUND: line 1:8: Function 'ipv4' not registered", { name: 'ipv4', line: 1 }],
  [
    'function_not_found',
    'SYNTAX_ERROR: line 1:8: Unexpected parameters (varchar) for function sum. Expected: sum(bigint), sum(double)',
    { name: 'sum' },
  ],
  [
    'not_aggregated',
    "EXPRESSION_NOT_AGGREGATE: line 1:8: 'srcaddr' must be an aggregate expression or appear in GROUP BY clause",
    { name: 'srcaddr' },
  ],
  ['ambiguous_name', "AMBIGUOUS_NAME: line 1:8: Column 'start' is ambiguous", { name: 'start' }],
  ['type_mismatch', 'TYPE_MISMATCH: line 1:40: Cannot apply operator: varchar = integer', { line: 1, column: 40 }],
  ['bad_cast', "INVALID_CAST_ARGUMENT: Cannot cast '-' to INT", { name: '-' }],
  ['bad_cast', 'INVALID_CAST_ARGUMENT: Cannot cast value to IPADDRESS: x'],
  ['bad_argument', 'INVALID_FUNCTION_ARGUMENT: Invalid CIDR'],
  ['division_by_zero', 'DIVISION_BY_ZERO: Division by zero'],
  ['out_of_range', 'NUMERIC_VALUE_OUT_OF_RANGE: bigint addition overflow: 9 + 9'],
  ['subquery_rows', 'SUBQUERY_MULTIPLE_ROWS: Scalar sub-query has returned multiple rows'],
  ['bad_view', "VIEW_IS_STALE: line 1:15: View 'awsdatacatalog.v.w' is stale or in invalid state", { name: 'awsdatacatalog.v.w' }],
  ['too_complex', 'QUERY_HAS_TOO_MANY_STAGES: Number of stages in the query (200) exceeds the allowed maximum (150)'],
  ['not_supported', 'NOT_SUPPORTED: Unsupported query: DELETE'],
  ['ddl_failed', 'FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. x'],
  ['bad_data', 'HIVE_BAD_DATA: Error parsing field value for field 5: For input string: "x"', { name: '5' }],
  [
    'bad_data',
    "HIVE_BAD_DATA: Field bytes's type INT64 in parquet file s3://logs/a.parquet is incompatible with type integer defined in table schema",
    { resource: 's3://logs/a.parquet' },
  ],
  [
    'partition_schema',
    "HIVE_PARTITION_SCHEMA_MISMATCH: There is a mismatch between the table and partition schemas. The types are incompatible and cannot be coerced. The column 'bytes' in table 'v.f' is declared as type 'bigint', but partition 'day=1' declared column 'bytes' as type 'int'.",
    { name: 'bytes' },
  ],
  ['partition_value', "HIVE_INVALID_PARTITION_VALUE: Invalid partition value 'x' for DATE partition key: date", { name: 'x' }],
  ['too_many_open_partitions', 'HIVE_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of 100 open writers for partitions/buckets'],
  ['too_many_partitions', "HIVE_EXCEEDED_PARTITION_LIMIT: Query over table 'v.f' can potentially read more than 1000000 partitions"],
  [
    'bad_projection',
    'INVALID_TABLE_PROPERTY: Table f is configured for partition projection, but the following partition columns are missing',
  ],
  ['table_definition', 'HIVE_INVALID_METADATA: Hive metadata for table f is invalid: Table descriptor contains duplicate columns'],
  ['file_missing', 'HIVE_CURSOR_ERROR: The specified key does not exist. (Service: Amazon S3; Status Code: 404; Error Code: NoSuchKey)'],
  ['file_changed', 'HIVE_CURSOR_ERROR: Failed to read ORC file: s3://logs/x', { resource: 's3://logs/x' }],
  [
    'unreadable_file',
    'HIVE_CANNOT_OPEN_SPLIT: Error opening Hive split s3://logs/b.gz (offset=0, length=9): incorrect header check',
    { resource: 's3://logs/b.gz' },
  ],
  [
    'archived_file',
    "HIVE_CANNOT_OPEN_SPLIT: The operation is not valid for the object's storage class (Service: Amazon S3; Error Code: InvalidObjectState)",
  ],
  ['bucket_not_found', 'The specified bucket does not exist (Service: Amazon S3; Status Code: 404; Error Code: NoSuchBucket)'],
  [
    'other_region',
    'HIVE_CANNOT_OPEN_SPLIT: The bucket is in this region: eu-west-1. Please use this region to retry the request (Service: Amazon S3; Status Code: 301; Error Code: PermanentRedirect)',
    { name: 'eu-west-1' },
  ],
  [
    'other_region',
    'The S3 location provided to save your query results is in a different region. Please check your S3 location is correct.',
  ],
  ['iceberg', 'ICEBERG_BAD_DATA: Failed to read the file'],
  ['exhausted', 'Query exhausted resources at this scale factor'],
  ['exhausted', 'EXCEEDED_MEMORY_LIMIT: Query exceeded per-node memory limit of 10GB'],
  ['timed_out', 'Query timeout'],
  ['bytes_limit', 'Bytes scanned limit was exceeded'],
  [
    's3_slow_down',
    'HIVE_CANNOT_OPEN_SPLIT: Error opening Hive split s3://logs/a (offset=0): Please reduce your request rate. (Error Code: SlowDown; Slow Down)',
  ],
  ['glue_throttled', 'com.amazonaws.services.glue.model.AWSGlueException: Rate exceeded (Error Code: ThrottlingException)'],
  ['athena_throttled', 'Rate exceeded'],
  ['lake_formation', 'Insufficient Lake Formation permission(s) on f: Required Select on f'],
  [
    'kms',
    'User: arn:aws:iam::1:user/a is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:1:key/2 because no identity-based policy allows it',
    { action: 'kms:Decrypt', resource: 'arn:aws:kms:eu-west-1:1:key/2' },
  ],
  ['results_denied', 'Access denied when writing to location: s3://results/x.csv', { resource: 's3://results/x.csv' }],
  [
    's3_denied',
    'PERMISSION_DENIED: User: arn:aws:sts::1:assumed-role/r/s is not authorized to perform: s3:ListBucket on resource: "arn:aws:s3:::logs" because no policy allows it',
    { action: 's3:ListBucket', resource: 'arn:aws:s3:::logs' },
  ],
  [
    's3_denied',
    'HIVE_CANNOT_OPEN_SPLIT: Error opening s3://logs/a: Access Denied (Service: Amazon S3; Status Code: 403)',
    { resource: 's3://logs/a' },
  ],
  [
    'denied',
    'Insufficient permissions to execute the query. User: arn:aws:iam::1:user/a is not authorized to perform: glue:GetTable on resource: arn:aws:glue:eu-west-1:1:catalog',
    { action: 'glue:GetTable', resource: 'arn:aws:glue:eu-west-1:1:catalog' },
  ],
  ['workgroup_disabled', 'INVALID_INPUT. WorkGroup audit is disabled.', { name: 'audit' }],
  ['workgroup_missing', 'WorkGroup nowhere is not found.', { name: 'nowhere' }],
  ['bucket_owner', 'The expected bucket owner does not match the owner of the bucket'],
  ['results_unwritable', 'Unable to verify/create output bucket results-of-mine'],
  ['cancelled', 'Query cancelled by user'],
  ['metastore', 'HIVE_METASTORE_ERROR: Failed to read the table (Service: AWSGlue)'],
  ['internal', 'GENERIC_INTERNAL_ERROR: null'],
];

describe('what Athena says', () => {
  it.each(texts)('is %s: %s', (kind: string, reason: string, particulars: object = {}) => {
    expect(athenaFailure(reason, 2, 1000)).toMatchObject({ kind, ...particulars });
  });

  it('counts less in numbers than in words', () => {
    expect(athenaFailure("TABLE_NOT_FOUND: line 1:15: Table 'x' does not exist", 2, 1006).kind).toBe('table_not_found');
    expect(athenaFailure('something new', 2, 1006).kind).toBe('syntax');
  });

  it.each([
    [0, 'exhausted'],
    [8, 'exhausted'],
    [100, 'internal'],
    [206, 'timed_out'],
    [234, 'lake_formation'],
    [235, 'internal'],
    [401, 'results_unwritable'],
    [1001, 'bad_data'],
    [1004, 'table_definition'],
    [1008, 'rejected'],
    [1109, 'path_not_found'],
    [1306, 'bucket_not_found'],
    [1307, 'engine_missing'],
    [1401, 'glue_throttled'],
    [1402, 'glue_versions'],
    [1403, 's3_slow_down'],
    [1405, 'athena_throttled'],
    [1501, 's3_denied'],
    [1602, 'capacity'],
    [1701, 's3_error'],
    [9999, 'internal'],
  ])('is known by the number %s alone: %s', (type, kind) => {
    expect(athenaFailure('', 1, type).kind).toBe(kind);
  });

  it.each([
    [1, 'system'],
    [2, 'user'],
    [3, 'other'],
    [null, 'other'],
  ])('is told by the category %s where nothing else is known', (category, kind) => {
    expect(athenaFailure('something new', category, 4321)).toEqual({
      kind,
      name: null,
      line: null,
      column: null,
      action: null,
      resource: null,
    });
  });
});

describe('the words', () => {
  it('differ from kind to kind, in both languages', () => {
    for (const language of ['en', 'ja'] as const) {
      const failure = { name: null, line: null, column: null, action: null, resource: null };
      const said = athenaFailureKinds.map((kind) => athenaFailureText({ ...failure, kind }, language));
      expect(new Set(said.map(({ title }) => title)).size).toBe(athenaFailureKinds.length);
      for (const { title, hint } of said) {
        expect(`${title}${hint}`).not.toMatch(/undefined|null|\[object/);
        expect(title).toMatch(language === 'ja' ? /[ぁ-ん].*。$/ : /^[A-Z].*\.$/);
        expect(hint).toMatch(language === 'ja' ? /。$/ : /\.$/);
      }
    }
  });

  it('name what it is about, and where', () => {
    const failure = athenaFailure("COLUMN_NOT_FOUND: line 2:5: Column 'vpc_idd' cannot be resolved");
    expect(athenaFailureText(failure, 'en').title).toBe('Column not found: vpc_idd (line 2, column 5)');
    expect(athenaFailureText(failure, 'ja').title).toBe('列が見つかりません: vpc_idd（2 行 5 文字目）');
    const denied = athenaFailure('x is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::logs/a');
    expect(athenaFailureText(denied, 'en').title).toBe('S3 denied Athena access to the files: s3:GetObject, arn:aws:s3:::logs/a');
  });

  it('stay short however long the name is', () => {
    const failure = athenaFailure(`COLUMN_NOT_FOUND: line 1:1: Column '${'x'.repeat(5000)}' cannot be resolved`);
    expect(athenaFailureText(failure, 'ja').title.length).toBeLessThan(180);
  });
});
