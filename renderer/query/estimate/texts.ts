/** Words about what a query reads and costs, before it runs. */
import type { UnknownReason } from '../../../preload/contract/estimate.ts';

const enReasons: Readonly<Record<UnknownReason, string>> = {
  denied: 'The bucket with the logs may not be listed (s3:ListBucket).',
  catalog_denied: 'Glue may not be asked for the table’s partitions (glue:GetPartitions).',
  location_unknown: 'The catalogue does not say where the table’s logs lie.',
  other_table: 'The statement reads other tables, too.',
  too_many: 'There are too many partitions or objects to add up.',
  unreadable: 'The statement could not be read: it may have an error.',
  unlistable: 'S3 does not list the place that the catalogue names.',
};

const en = {
  estimate: 'What the query reads and costs',
  partitions: (all: string | null, read: number) =>
    all === null ? (read === 1 ? 'partition' : 'partitions') : `of ${all} ${all === '1' ? 'partition' : 'partitions'}`,
  files: (all: string) => `of ${all} ${all === '1' ? 'file' : 'files'}`,
  atMost: 'at most',
  about: 'about',
  limit: (size: string) => `limit ${size}`,
  limitHint: 'The workgroup stops a query that scans more.',
  unknown: 'size unknown',
  wholeTable: 'whole table',
  wholeTableHint: 'No condition on a partition column was found: every partition is read.',
  noFiles: 'no file in this window',
  noFilesHint: 'The source has no files for the window that is set: choose another one.',
  reasons: enReasons,

  confirmTitle: 'Read the whole table?',
  confirmWhat: (table: string) => `Without a condition on a partition column, this query reads all of ${table}.`,
  confirmSize: (size: string, cost: string) => `That is up to ${size}, about ${cost}.`,
  confirmUnknown: (reason: string) => `How much that is and what it costs is not known. ${reason}`.trim(),
  confirmLimit: (size: string) => `The workgroup stops it when it has scanned ${size}; what was scanned is charged.`,
  confirmRun: 'Run anyway',
  confirmCancel: 'Cancel',

  reuse: 'Earlier result',
  reuseOff: 'not used',
  reuseHint: 'Athena may answer with a result of the same statement, at no cost.',
  reuseNot: 'Not for a window that ends within the last hour.',
  minutes: (n: number) => `up to ${n} min old`,
  hours: (n: number) => `up to ${n} h old`,
  days: (n: number) => `up to ${n} ${n === 1 ? 'day' : 'days'} old`,
};

const jaReasons: Readonly<Record<UnknownReason, string>> = {
  denied: 'ログのバケットを一覧する権限がありません（s3:ListBucket）。',
  catalog_denied: '表のパーティションを Glue に問い合わせる権限がありません（glue:GetPartitions）。',
  location_unknown: '表のログの場所がカタログからわかりません。',
  other_table: 'ほかの表も読み取る文です。',
  too_many: 'パーティションまたはオブジェクトが多すぎて合計できません。',
  unreadable: '文を読み取れません。誤りがある可能性があります。',
  unlistable: 'カタログにある場所を S3 で一覧できません。',
};

const ja: typeof en = {
  estimate: 'クエリが読み取る量と料金',
  partitions: (all) => (all === null ? 'パーティション' : `/ ${all} パーティション`),
  files: (all) => `/ ${all} ファイル`,
  atMost: '最大',
  about: '約',
  limit: (size) => `上限 ${size}`,
  limitHint: 'これを超えてスキャンするクエリはワークグループが止めます。',
  unknown: '読み取り量は不明',
  wholeTable: '表全体',
  wholeTableHint: 'パーティション列の条件が見つかりません。すべてのパーティションを読み取ります。',
  noFiles: 'この期間にファイルなし',
  noFilesHint: '設定した期間のファイルがソースにありません。別の期間を選んでください。',
  reasons: jaReasons,

  confirmTitle: '表全体を読み取りますか？',
  confirmWhat: (table) => `パーティション列の条件がないため、このクエリは ${table} をすべて読み取ります。`,
  confirmSize: (size, cost) => `最大 ${size}、約 ${cost} です。`,
  confirmUnknown: (reason) => `読み取る量と料金はわかりません。${reason}`,
  confirmLimit: (size) => `${size} をスキャンするとワークグループが止めます。スキャンした分は課金されます。`,
  confirmRun: 'このまま実行',
  confirmCancel: 'キャンセル',

  reuse: '以前の結果',
  reuseOff: '使わない',
  reuseHint: '同じ文の以前の結果を Athena が返すことがあります。料金はかかりません。',
  reuseNot: '終了が直近 1 時間以内の期間には使いません。',
  minutes: (n) => `${n} 分前まで`,
  hours: (n) => `${n} 時間前まで`,
  days: (n) => `${n} 日前まで`,
};

export const texts = { en, ja } as const;
