/** The permissions that Nagare needs for a table in Athena: IAM's name of each, what it is for, and how a check tries it. */
import type { CheckId, CheckLine } from '../../preload/contract/check.ts';

export interface Permission {
  readonly action: string;
  /** `optional`: without it runs work, and something convenient does not. */
  readonly need: 'necessary' | 'optional';
  readonly purpose: { readonly en: string; readonly ja: string };
  /** What the check does; none of it scans data or is charged for as a query. */
  readonly how: { readonly en: string; readonly ja: string };
}

const asked = { en: 'asked once, with one entry at most', ja: '1 件だけ問い合わせ' };
const byStatement = {
  en: 'seen by the statement EXPLAIN SELECT 1, which Athena does not charge for',
  ja: '課金されない EXPLAIN SELECT 1 の実行で確認',
};

const necessary = (action: string, en: string, ja: string, how = asked): Permission => ({
  action,
  need: 'necessary',
  purpose: { en, ja },
  how,
});
const optional = (action: string, en: string, ja: string, how = asked): Permission => ({
  action,
  need: 'optional',
  purpose: { en, ja },
  how,
});

export const permissions: Readonly<Record<CheckId, Permission>> = {
  identity: necessary('sts:GetCallerIdentity', 'Who the credentials belong to; needs no permission', '認証情報の持ち主の確認 (権限は不要)'),
  table_metadata: necessary('athena:GetTableMetadata', 'Columns and partition keys of the table', '表の列とパーティションキー'),
  glue_table: necessary(
    'glue:GetTable',
    'Athena reads the table’s definition in the caller’s name',
    'Athena が呼び出し元の権限で表の定義を読み取り',
  ),
  glue_partitions: necessary(
    'glue:GetPartitions',
    'Athena finds the partitions of a query; estimates',
    'クエリ対象のパーティションの特定と見積もり',
  ),
  data_list: necessary('s3:ListBucket', 'Athena lists the flow logs; estimates', 'フローログの一覧と見積もり'),
  data_read: necessary('s3:GetObject', 'Athena reads the flow logs', 'フローログの読み取り', {
    en: 'one byte of one object is read',
    ja: 'オブジェクト 1 つの 1 バイトを読み取り',
  }),
  start: necessary('athena:StartQueryExecution', 'Runs a query', 'クエリの実行', byStatement),
  poll: necessary('athena:GetQueryExecution', 'Follows a query until its end', 'クエリの完了の確認', byStatement),
  result_location: necessary('s3:GetBucketLocation', 'Athena checks the bucket of the results', '結果のバケットの確認'),
  result_write: necessary(
    's3:PutObject',
    'Athena writes the result in the caller’s name',
    'Athena が呼び出し元の権限で結果を書き込み',
    byStatement,
  ),
  result_read: necessary(
    's3:GetObject',
    'Reads the result; without it through Athena, slower',
    '結果の読み取り (ない場合は Athena 経由で遅くなります)',
    {
      en: 'the statement’s result is read',
      ja: '実行結果を読み取り',
    },
  ),
  results: necessary(
    'athena:GetQueryResults',
    'Column types of the result; its rows where S3 cannot be read',
    '結果の列の型 (S3 を読めない場合は行も)',
  ),
  stop: necessary('athena:StopQueryExecution', 'Stops a query that was cancelled', 'キャンセルしたクエリの停止', {
    en: 'asked for the statement that has ended, which changes nothing',
    ja: '終了した文に対して要求 (何も変わりません)',
  }),
  kms: necessary(
    'kms:Decrypt',
    'Decrypts flow logs and results that are encrypted with a key of AWS KMS',
    'AWS KMS のキーで暗号化されたログと結果の復号',
    {
      en: 'seen by the objects that were read',
      ja: '読み取ったオブジェクトで確認',
    },
  ),
  lake_formation: necessary(
    'lakeformation:GetDataAccess',
    'Reads a table that Lake Formation governs',
    'Lake Formation が管理する表の読み取り',
    {
      en: 'cannot be tried without a query on the table',
      ja: '表へのクエリなしでは確認できません',
    },
  ),
  workgroup: optional('athena:GetWorkGroup', 'Place of results and limits, told before a run', '結果の場所と上限を実行前に表示'),
  executions_list: optional(
    'athena:ListQueryExecutions',
    'Finds a run again after a crash; brings earlier queries into the history',
    'クラッシュ後の実行の再発見、過去のクエリの取り込み',
  ),
  executions_read: optional('athena:BatchGetQueryExecution', 'The same', '同上'),
  statistics: optional(
    'athena:GetQueryRuntimeStatistics',
    'Tells how large a result is before it is fetched through Athena',
    'Athena 経由で取得する結果の大きさを事前に確認',
  ),
  named_list: optional('athena:ListNamedQueries', 'Lists the queries that the workgroup keeps', 'ワークグループの保存クエリの一覧'),
  named_read: optional('athena:BatchGetNamedQuery', 'Opens them', '保存クエリを開く', {
    en: 'asked for the first one',
    ja: '最初の 1 件を問い合わせ',
  }),
  workgroups: optional('athena:ListWorkGroups', 'Workgroups to choose from', 'ワークグループの選択肢'),
  catalogs: optional('athena:ListDataCatalogs', 'Catalogs to choose from', 'カタログの選択肢'),
  databases: optional('athena:ListDatabases', 'Databases to choose from', 'データベースの選択肢'),
  tables: optional('athena:ListTableMetadata', 'Tables to choose from', '表の選択肢'),
};

/** What Nagare itself has to say of a line. */
export const checkNoteTexts: Readonly<Record<NonNullable<CheckLine['note']>, { readonly en: string; readonly ja: string }>> = {
  no_location: { en: 'The catalogue did not say where the data is.', ja: 'データの場所をカタログから取得できませんでした。' },
  not_listed: {
    en: 'No object is known: the bucket could not be listed.',
    ja: 'バケットを一覧できないため、試すオブジェクトがありません。',
  },
  no_object: { en: 'There is no object yet.', ja: 'オブジェクトがまだありません。' },
  no_named_query: { en: 'The workgroup keeps no query.', ja: 'ワークグループに保存クエリがありません。' },
  no_result_place: {
    en: 'The workgroup has no place for query results, and none was given.',
    ja: 'ワークグループにクエリ結果の保存先がなく、指定もありません。',
  },
  no_answer: { en: 'There was no answer within 10 seconds.', ja: '10 秒以内に応答がありませんでした。' },
  not_ended: { en: 'The statement did not end in time.', ja: '文が時間内に終わりませんでした。' },
};
