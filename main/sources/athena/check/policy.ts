/** The smallest IAM policy for one source: what each permission is for stands in `flowlogs/permissions.ts`. */
import { arnPartition } from '../../../aws/arn-partition.ts';

/** A place in S3, taken apart. `prefix` is a folder with its slash at the end, or empty: the whole bucket. */
export interface S3Place {
  readonly bucket: string;
  readonly prefix: string;
}

export interface PolicyFacts {
  readonly region: string;
  readonly account: string;
  readonly workgroup: string;
  readonly catalog: string;
  readonly database: string;
  readonly table: string;
  /** The catalog is Glue's. */
  readonly isGlue: boolean;
  readonly data: readonly S3Place[];
  /** NULL: Athena keeps the results itself. */
  readonly results: S3Place | null;
  /** ARNs of KMS keys that data, and results, are encrypted with. */
  readonly dataKeys: readonly string[];
  readonly resultKeys: readonly string[];
  /** Lake Formation says who may read the table. */
  readonly isGoverned: boolean;
}

export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

export interface Policy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

export function arnsOf({ region, account, workgroup, catalog, database, table }: PolicyFacts) {
  const partition = arnPartition(region);
  const of = (service: string, rest: string) => `arn:${partition}:${service}:${region}:${account}:${rest}`;
  return {
    workgroup: of('athena', `workgroup/${workgroup}`),
    catalog: of('athena', `datacatalog/${catalog}`),
    glueCatalog: of('glue', 'catalog'),
    glueDatabase: of('glue', `database/${database}`),
    glueTable: of('glue', `table/${database}/${table}`),
    anyDatabase: of('glue', 'database/*'),
    anyTable: of('glue', `table/${database}/*`),
    bucket: ({ bucket }: S3Place) => `arn:${partition}:s3:::${bucket}`,
    objects: ({ bucket, prefix }: S3Place) => `arn:${partition}:s3:::${bucket}/${prefix}*`,
  };
}

export function minimalPolicy(facts: PolicyFacts): Policy {
  const arn = arnsOf(facts);
  const allow = (Sid: string, Action: readonly string[], Resource: readonly string[], Condition?: Statement['Condition']): Statement => ({
    Sid,
    Effect: 'Allow',
    Action,
    Resource,
    ...(Condition ? { Condition } : {}),
  });
  const below = ({ prefix }: S3Place): Statement['Condition'] | undefined =>
    prefix === '' ? undefined : { StringLike: { 's3:prefix': [prefix, `${prefix}*`] } };
  const { results, data, isGlue } = facts;
  return {
    Version: '2012-10-17',
    Statement: [
      allow(
        'RunQueries',
        [
          'athena:StartQueryExecution',
          'athena:GetQueryExecution',
          'athena:StopQueryExecution',
          'athena:GetQueryResults',
          'athena:GetQueryRuntimeStatistics',
          'athena:GetWorkGroup',
        ],
        [arn.workgroup],
      ),
      allow(
        'FindQueriesAgain',
        ['athena:ListQueryExecutions', 'athena:BatchGetQueryExecution', 'athena:ListNamedQueries', 'athena:BatchGetNamedQuery'],
        [arn.workgroup],
      ),
      allow('ReadTableDefinition', ['athena:GetDataCatalog', 'athena:GetTableMetadata'], [arn.catalog]),
      ...(isGlue
        ? [
            allow(
              'ReadTableDefinitionInGlue',
              ['glue:GetDatabase', 'glue:GetTable', 'glue:GetPartition', 'glue:GetPartitions', 'glue:BatchGetPartition'],
              [arn.glueCatalog, arn.glueDatabase, arn.glueTable],
            ),
          ]
        : []),
      ...data.map((place, index) => allow(`ListFlowLogs${numbered(index)}`, ['s3:ListBucket'], [arn.bucket(place)], below(place))),
      ...data.map((place, index) => allow(`ReadFlowLogs${numbered(index)}`, ['s3:GetObject'], [arn.objects(place)])),
      ...(results
        ? [
            allow('CheckResultBucket', ['s3:GetBucketLocation'], [arn.bucket(results)]),
            allow('ListResults', ['s3:ListBucket'], [arn.bucket(results)], below(results)),
            allow(
              'WriteAndReadResults',
              ['s3:PutObject', 's3:GetObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
              [arn.objects(results)],
            ),
          ]
        : []),
      ...(facts.dataKeys.length > 0 ? [allow('DecryptFlowLogs', ['kms:Decrypt'], facts.dataKeys)] : []),
      ...(facts.resultKeys.length > 0 ? [allow('EncryptResults', ['kms:GenerateDataKey', 'kms:Decrypt'], facts.resultKeys)] : []),
      ...(facts.isGoverned ? [allow('ReadGovernedData', ['lakeformation:GetDataAccess'], ['*'])] : []),
      allow('ChooseFromLists', ['athena:ListWorkGroups', 'athena:ListDataCatalogs'], ['*']),
      allow('ChooseFromCatalog', ['athena:ListDatabases', 'athena:ListTableMetadata'], [arn.catalog]),
      ...(isGlue
        ? [allow('ChooseFromGlue', ['glue:GetDatabases', 'glue:GetTables'], [arn.glueCatalog, arn.anyDatabase, arn.anyTable])]
        : []),
    ],
  };
}

const numbered = (index: number) => (index === 0 ? '' : String(index + 1));

/** `s3://bucket/folder/` as a place, without what a template puts in; NULL: it is none in S3. */
export function placeOf(url: string | null | undefined): S3Place | null {
  const match = /^s3[an]?:\/\/([^/]+)(?:\/(.*))?$/is.exec(url ?? '');
  if (!match) return null;
  const path = match[2] ?? '';
  const template = path.indexOf('${');
  // Up to the last whole folder before the first placeholder.
  const fixed = template < 0 ? path.replace(/\/*$/, '/') : path.slice(0, path.lastIndexOf('/', template) + 1);
  return { bucket: match[1] ?? '', prefix: fixed === '/' ? '' : fixed };
}
