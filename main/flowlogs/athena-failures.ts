/**
 * Why Athena did not run a statement: what its texts and numbers stand for. The numbers are those of its error reference
 * (https://docs.aws.amazon.com/athena/latest/ug/error-reference.html); the texts tell more, so they come first. Pure.
 */
import { kindOfType } from './athena-error-types.ts';
import type { AthenaFailureKind } from './athena-failure-kinds.ts';

export interface AthenaFailure {
  readonly kind: AthenaFailureKind;
  /** Column, table, function, workgroup, partition, ... that it is about. */
  readonly name: string | null;
  /** In the statement, from 1. */
  readonly line: number | null;
  readonly column: number | null;
  /** As IAM names it: `s3:GetObject`. */
  readonly action: string | null;
  readonly resource: string | null;
}

/** @param category and @param type as of `AthenaError`; NULL: Athena did not say */
export function athenaFailure(reason: string, category: number | null = null, type: number | null = null): AthenaFailure {
  const text = byText.find(({ says }) => says.test(reason));
  const kind = text?.kind ?? (type === null ? undefined : kindOfType(type)) ?? byCategory(category);
  const place = /\bline (\d+):(\d+)/.exec(reason);
  const [, action, denied] =
    /(?:perform|permission\(s\)):? \[?([\w-]+:\w+)\]?(?: on (?:the )?resource(?:\(s\))?:? "?([^\s",]+))?/.exec(reason) ?? [];
  const resource = denied ?? /\b(s3:\/\/[^\s'",)]+|arn:aws[\w-]*:[^\s'",)]+)/.exec(reason)?.[1];
  return {
    kind,
    name:
      text?.names
        ?.exec(reason)
        ?.slice(1)
        .find((each) => each !== undefined) ?? null,
    line: place ? Number(place[1]) : null,
    column: place ? Number(place[2]) : null,
    action: action ?? null,
    resource: resource?.replace(/[.:]+$/, '') ?? null,
  };
}

interface Text {
  readonly kind: AthenaFailureKind;
  readonly says: RegExp;
  /** Its groups are the name that it is about; the first that is there. */
  readonly names?: RegExp;
}

const NAMED = /(?:Column|Table|Schema|Function|View|Partition|WorkGroup) '?"?([^\s'"]+?)'?"?:? (?:cannot|does not|is not|not|is)\b/i;

/** The first that fits: what is more exact stands higher. */
const byText: readonly Text[] = [
  // Access is refused in many texts; which service refuses it says what to do.
  { kind: 'lake_formation', says: /lake ?formation/i },
  { kind: 'kms', says: /\bkms:|\bKMS\b.*(denied|not authorized|disabled|not found|invalid)|(denied|not authorized).*\bKMS\b/i },
  { kind: 'bucket_owner', says: /expected ?bucket ?owner/i },
  {
    kind: 'other_region',
    says: /PermanentRedirect|must be addressed using the specified endpoint|(bucket|location|region).{0,60}(different|same|another|wrong) region|AuthorizationHeaderMalformed|IllegalLocationConstraint/i,
    names: /expecting '([a-z]{2}(?:-[a-z]+)+-\d)'|bucket is in this region: ([a-z]{2}(?:-[a-z]+)+-\d)/i,
  },
  { kind: 'results_denied', says: /access denied when writing|(denied|not authorized).{0,80}(output location|query results)/i },
  {
    kind: 'results_unwritable',
    says: /unable to verify\/create output bucket|(output location|location provided to save your query results).{0,30}(invalid|not valid|does not exist)|failed to write (the )?query results/i,
  },
  { kind: 'workgroup_disabled', says: /work ?group .*is disabled|disabled work ?group/i, names: /work ?group ['"]?([^\s'"]+)['"]? is/i },
  {
    kind: 'workgroup_missing',
    says: /work ?group .*(is not found|not found|does not exist)/i,
    names: /work ?group ['"]?([^\s'"]+)['"]? (?:is|not|does)/i,
  },
  { kind: 's3_slow_down', says: /slow ?down|reduce your request rate/i },
  { kind: 'archived_file', says: /InvalidObjectState|storage class|GLACIER/i },
  {
    kind: 's3_denied',
    says: /HIVE_\w+.*(access denied|status code: 403|Forbidden)|\bs3:\w+.*(denied|authorized)|(not authorized to perform:? s3:)|S3.*(access denied|status code: 403)/is,
  },
  { kind: 'bucket_not_found', says: /NoSuchBucket|bucket does not exist/i, names: /bucket ['"]?([a-z0-9][a-z0-9.-]{2,62})['"]? does not/i },

  // The statement.
  { kind: 'column_not_found', says: /^COLUMN_NOT_FOUND|column '?[^']+'? cannot be resolved/i, names: /column '?"?([^'"\s]+)'?"? cannot/i },
  { kind: 'table_not_found', says: /^(TABLE|VIEW)_NOT_FOUND|table '?\S+'? (does not exist|not found)/i, names: NAMED },
  {
    kind: 'database_not_found',
    says: /^(SCHEMA|CATALOG)_NOT_FOUND|(schema|database|catalog) '?\S+'? (does not exist|not found|is not found)/i,
    names: /(?:schema|database|catalog) '?"?([^'"\s]+)'?"? (?:does|not|is)/i,
  },
  {
    kind: 'function_not_found',
    says: /^FUNCTION_NOT_FOUND|function '?\S+?'? not registered|unexpected parameters .* for function/i,
    names: /function '?([\w$]+)'?|for function (\S+?)[.\s]/i,
  },
  {
    kind: 'not_aggregated',
    says: /EXPRESSION_NOT_AGGREGATE|must be an aggregate expression|MISSING_GROUP_BY/i,
    names: /'([^']+)' must be an aggregate/i,
  },
  { kind: 'ambiguous_name', says: /AMBIGUOUS_(NAME|ATTRIBUTE)|is ambiguous/i, names: /column '?"?([^'"\s]+)'?"? is ambiguous/i },
  { kind: 'bad_cast', says: /INVALID_CAST_ARGUMENT|cannot cast/i, names: /cannot cast (?:value )?'?([^']{1,60}?)'? (?:to|as)/i },
  { kind: 'bad_argument', says: /INVALID_(FUNCTION_ARGUMENT|ARGUMENTS?|PARAMETER_USAGE)|invalid (function )?argument/i },
  { kind: 'type_mismatch', says: /TYPE_MISMATCH|cannot (be applied|compare)|must evaluate to|OPERATOR_NOT_FOUND/i },
  { kind: 'division_by_zero', says: /DIVISION_BY_ZERO|division by zero/i },
  { kind: 'out_of_range', says: /NUMERIC_VALUE_OUT_OF_RANGE|out of range|overflow/i },
  { kind: 'subquery_rows', says: /SUBQUERY_MULTIPLE_ROWS|scalar sub-?query has returned multiple rows/i },
  { kind: 'bad_view', says: /INVALID_VIEW|VIEW_IS_(STALE|RECURSIVE)|view .* is stale/i, names: /view '?"?([^'"\s]+)'?"? is stale/i },
  { kind: 'too_complex', says: /QUERY_HAS_TOO_MANY_STAGES|COMPILER_ERROR|too many stages|StackOverflow|QUERY_TEXT_TOO_LARGE/i },
  { kind: 'syntax', says: /^SYNTAX_ERROR|mismatched input|extraneous input|no viable alternative|MALFORMED_QUERY|ParseException/i },

  // Table and data.
  { kind: 'partition_schema', says: /HIVE_PARTITION_SCHEMA_MISMATCH/i, names: /column '([^']+)' in table/i },
  { kind: 'partition_value', says: /HIVE_INVALID_PARTITION_VALUE/i, names: /partition value '([^']*)'/i },
  { kind: 'too_many_open_partitions', says: /HIVE_TOO_MANY_OPEN_PARTITIONS|too many open partitions|exceeded limit of \d+ open writers/i },
  { kind: 'too_many_partitions', says: /HIVE_EXCEEDED_PARTITION_LIMIT|(over|potentially read more than) \d+ partitions/i },
  { kind: 'bad_projection', says: /INVALID_TABLE_PROPERTY|partition projection|projection\.\w+/i },
  {
    kind: 'table_definition',
    says: /HIVE_INVALID_METADATA|HIVE_UNSUPPORTED_FORMAT|HIVE_SERDE_NOT_FOUND|HIVE_METASTORE.*(null|duplicate)|table descriptor|storage descriptor/i,
  },
  { kind: 'file_missing', says: /HIVE_FILESYSTEM_ERROR.*not found|specified key does not exist|NoSuchKey|FileNotFoundException/i },
  { kind: 'file_changed', says: /HIVE_CURSOR_ERROR|changed during (the )?read|PreconditionFailed|HIVE_FILE_NOT_FOUND|HIVE_MISSING_DATA/i },
  {
    kind: 'bad_data',
    says: /HIVE_BAD_DATA|malformed|Error parsing field value|not a valid Parquet/i,
    names: /for field (\w+)|column '?"?([\w-]+)'?"? (?:type|is|in)/i,
  },
  {
    kind: 'unreadable_file',
    says: /HIVE_CANNOT_OPEN_SPLIT|HIVE_UNKNOWN_ERROR|HIVE_FILESYSTEM_ERROR|GENERIC_INTERNAL_ERROR.*(hive|parquet|orc)|incorrect header|unexpected end of (file|stream)|not in GZIP/is,
  },
  { kind: 'iceberg', says: /\bICEBERG_/i },

  // Limits.
  { kind: 'bytes_limit', says: /bytes scanned limit/i },
  {
    kind: 'exhausted',
    says: /exhausted resources|EXCEEDED_(LOCAL_|GLOBAL_)?MEMORY_LIMIT|exceeded .* memory limit|CLUSTER_OUT_OF_MEMORY|EXCEEDED_SPILL|no space left/i,
  },
  { kind: 'timed_out', says: /query (time(d)? ?out|timeout)|EXCEEDED_TIME_LIMIT|maximum (run|execution) time|running longer than/i },
  { kind: 'capacity', says: /(insufficient|reserved) capacity|capacity reservation/i },
  { kind: 'glue_versions', says: /too many table versions/i },
  { kind: 'glue_throttled', says: /glue.*(throttl|rate exceeded)|(throttl|rate exceeded).*glue/i },
  { kind: 'metastore', says: /HIVE_METASTORE_ERROR|metastore|AWSGlue/i },
  { kind: 'athena_throttled', says: /throttl|rate exceeded|TooManyRequests/i },

  { kind: 'not_supported', says: /NOT_SUPPORTED|not (yet )?supported|UNSUPPORTED/i },
  { kind: 'denied', says: /PERMISSION_DENIED|ACCESS_DENIED|access ?denied|not authorized|insufficient (permissions|privileges)/i },
  { kind: 'cancelled', says: /cancell?ed by (the )?user|USER_CANCELED/i },
  { kind: 'ddl_failed', says: /FAILED: Execution Error|DDLTask/i },
  { kind: 'internal', says: /INTERNAL_ERROR|internal (service )?error|PAGE_TRANSPORT|REMOTE_TASK|NO_NODES/i },
];

const byCategory = (category: number | null): AthenaFailureKind => (category === 1 ? 'system' : category === 2 ? 'user' : 'other');
