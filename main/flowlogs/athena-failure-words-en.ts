import { type FailureWords, shortName } from './athena-failure-words.ts';
import type { AthenaFailure } from './athena-failures.ts';

/** `Column not found: x (line 2, column 5)` or as much of it as is known. */
const about =
  (sentence: string, subject: (failure: AthenaFailure) => string | null = ({ name }) => name) =>
  (failure: AthenaFailure) => {
    const named = subject(failure);
    const place = failure.line === null ? '' : ` (line ${failure.line}, column ${failure.column})`;
    return named === null ? `${sentence}${place}.` : `${sentence}: ${shortName(named)}${place}`;
  };

/** The permission and what it is missing for. */
const permission = ({ action, resource }: AthenaFailure): string | null =>
  action === null ? resource : resource === null ? action : `${action}, ${resource}`;
const resource = (failure: AthenaFailure) => failure.resource ?? failure.name;
const ask = ({ action }: AthenaFailure) => (action === null ? 'the permission named below' : `the permission ${action}`);

export const athenaFailureWordsEn: FailureWords = {
  syntax: [about('The SQL has a syntax error', () => null), 'Correct it at the place named below and run it again.'],
  column_not_found: [
    about('Column not found'),
    'Check its spelling against the columns of the table. Texts go in single quotes; a column that Lake Formation hides is not found either.',
  ],
  table_not_found: [about('Table or view not found'), 'Check its name, the database and the region, or choose another table.'],
  database_not_found: [about('Database or catalog not found'), 'Check its name, the catalog and the region.'],
  function_not_found: [
    about('No function of this name takes these values'),
    'Check its name and the types of its arguments. Some functions need Athena engine version 3: see the engine version of the workgroup.',
  ],
  not_aggregated: [about('A column stands outside of GROUP BY'), 'Add it to GROUP BY, or put it into a function such as max() or count().'],
  ambiguous_name: [about('A column name is in more than one table'), 'Write the table’s name before it, as in t."start".'],
  type_mismatch: [about('Values of different types are compared or combined'), 'Convert one of them, for example with CAST(… AS bigint).'],
  bad_cast: [
    about('A value cannot be converted to the wanted type'),
    'Use TRY_CAST, which gives NULL instead, or leave such values out: flow logs write - for none.',
  ],
  bad_argument: [
    about('A function was given a value that it does not take', () => null),
    'Check its arguments: see Athena’s own text below.',
  ],
  division_by_zero: ['The SQL divides by zero.', 'Divide by NULLIF(x, 0), which gives NULL instead.'],
  out_of_range: ['A number is too large for its type.', 'Convert to a larger type before calculating: bigint, double or decimal.'],
  subquery_rows: ['A subquery that should give one value gave several rows.', 'Limit it to one row, or use IN instead of =.'],
  bad_view: [about('The view does not fit its tables any more'), 'Create the view anew, or query its tables directly.'],
  not_supported: [
    'Athena does not support this statement, type or function here.',
    'Write it another way. The engine version of the workgroup may matter, too.',
  ],
  rejected: ['Athena rejected the query.', 'Its own text below says why. Change the statement and run it again.'],
  ddl_failed: [
    'The statement about a table or database failed.',
    'Check names, locations and permissions for the catalog: see Athena’s own text below.',
  ],
  too_complex: ['The query is too complex for Athena.', 'Split it, use fewer joins, subqueries or values, or choose a shorter window.'],

  bad_data: [
    about('A value in the log files does not fit its column'),
    'Usually the table’s columns differ from the log format in order or type. Compare both; a column can be declared as string and converted with TRY_CAST.',
  ],
  partition_schema: [
    about('A partition describes its columns in another way than the table'),
    'Load the partition anew (drop and add it), or correct its column types in the Glue catalog.',
  ],
  partition_value: [
    about('A partition has a value that does not fit its key’s type'),
    'Correct the partition or the type of the partition key in the Glue catalog.',
  ],
  too_many_partitions: [
    'The query would read too many partitions.',
    'Choose a shorter window, or add conditions on the partition columns.',
  ],
  too_many_open_partitions: [
    'The statement writes to too many partitions at once.',
    'Write at most 100 partitions in a statement: split it by a condition.',
  ],
  bad_projection: [
    about('The partition projection or another property of the table is not valid', () => null),
    'Correct the table’s properties (projection.*, storage.location.template); see Athena’s own text below.',
  ],
  table_definition: [
    'The definition of the table cannot be used.',
    'Correct it in the Glue catalog: columns, format, location. Then run the query again.',
  ],
  file_changed: ['A log file could not be read to its end.', 'Files may have been written or deleted meanwhile. Run the query again.'],
  file_missing: [
    about('A log file is no longer there', resource),
    'It was deleted while the query ran, or a partition points to a place that is gone. Run it again, or correct the partition.',
  ],
  unreadable_file: [
    about('A log file cannot be read', resource),
    'It may be damaged or of another format than the table says. Move it away, or choose another window.',
  ],
  archived_file: [
    about('Log files are archived', resource),
    'Athena reads no objects in Glacier storage classes. Restore them, or choose a window that is not archived.',
  ],
  path_not_found: [about('The place in S3 does not exist', resource), 'Check the location of the table and its partitions.'],
  bucket_not_found: [about('The bucket does not exist', resource), 'Check the location of the table and the place for query results.'],
  other_region: [
    about('The bucket is in another region', resource),
    'Choose the region of the bucket in the source. The place for query results must be in the region in which the query runs.',
  ],
  iceberg: ['The Iceberg table could not be read.', 'Its metadata or files may be damaged or missing: see Athena’s own text below.'],

  exhausted: [
    'The query needed more memory than Athena gives it.',
    'Choose a shorter window or fewer columns, group by fewer values, and leave out ORDER BY without LIMIT. Running it again may help.',
  ],
  timed_out: [
    'The query ran longer than Athena allows (30 minutes, unless the quota was raised).',
    'Choose a shorter window or more conditions, or ask for a higher quota.',
  ],
  bytes_limit: [
    ({ name }) => `The query passed the workgroup’s limit of scanned data${name === null ? '' : ` (${name})`} and was stopped.`,
    'Choose a shorter window, or ask for a higher limit.',
  ],
  capacity: ['The capacity reserved for the workgroup is not enough.', 'Wait until other queries have ended, or ask for more capacity.'],
  s3_slow_down: [
    'S3 was asked for too many files at once (“Slow down”).',
    'Wait a moment and run it again. A shorter window reads fewer files; Parquet has fewer than text.',
  ],
  glue_throttled: ['The Glue catalog was asked too often.', 'Wait a moment and run it again. Fewer partitions in the window help.'],
  glue_versions: ['The table has too many versions in the Glue catalog.', 'Delete old versions of the table in Glue, then run it again.'],
  athena_throttled: ['Athena has too many requests or queries right now.', 'Wait a moment and run it again.'],

  lake_formation: [
    about('Lake Formation denies access', permission),
    'Ask its administrator for SELECT on the table and for access to its location.',
  ],
  kms: [
    about('The encryption key (KMS) may not be used', permission),
    'Ask for kms:Decrypt on the key of the log files and for kms:GenerateDataKey on that of the results.',
  ],
  results_denied: [
    about('Athena may not write the result to its place', resource),
    'Ask for s3:PutObject, s3:GetObject and s3:GetBucketLocation there, or choose another workgroup or place.',
  ],
  s3_denied: [
    about('S3 denied Athena access to the files', permission),
    'Ask for s3:GetObject on the files and s3:ListBucket on the bucket; a bucket policy of another account has to allow both, too.',
  ],
  denied: [about('AWS denied access', permission), (failure) => `Ask for ${ask(failure)}, or choose another profile.`],

  workgroup_disabled: [about('The workgroup is disabled'), 'Choose another workgroup in the source, or have it enabled in Athena.'],
  workgroup_missing: [
    about('The workgroup does not exist'),
    'Choose another workgroup in the source. Workgroups belong to one region and one account.',
  ],
  bucket_owner: [
    about('The bucket for results belongs to another account than expected'),
    'Correct the expected bucket owner of the workgroup, or its place for query results.',
  ],
  results_unwritable: [
    about('The result could not be written to its place in S3', resource),
    'Check that the bucket for query results exists, lies in the query’s region and may be written to.',
  ],
  engine_missing: ['The engine version of the workgroup does not exist.', 'Set the workgroup’s engine version to automatic in Athena.'],

  cancelled: ['The query was stopped in Athena.', 'Somebody stopped it there. Run it again if it is needed.'],
  metastore: [
    'The catalog of the tables (Glue or another metastore) did not answer properly.',
    'Check that table and database exist and may be read, then run it again.',
  ],
  s3_error: ['S3 had a failure while the query ran.', 'Wait a moment and run it again.'],
  internal: ['Athena had an internal failure.', 'Wait a moment and run it again. If it fails in the same way, try a shorter window.'],
  system: ['Athena could not run the query: a failure on the side of AWS.', 'Wait a moment and run it again.'],
  user: [
    'Athena could not run the query: something about the statement, its data or permissions.',
    'Athena’s own text below says what. Correct it and run it again.',
  ],
  other: ['Athena could not run the query.', 'Athena’s own text below says why. Correct it and run it again.'],
};
