/** Words of a clean-up's text. */
import type { CleanupItem, CleanupNote, CleanupStep } from '../../../preload/contract/cleanup.ts';

interface Words {
  readonly plan: string;
  readonly report: string;
  readonly account: string;
  readonly region: string;
  readonly profile: string;
  readonly flowLogs: string;
  readonly planned: string;
  readonly started: string;
  readonly finished: string;
  readonly state: string;
  readonly states: Readonly<Record<'planned' | 'running' | 'stopped' | 'ended', string>>;
  readonly unknown: string;
  readonly nothing: string;
  readonly unread: string;
  readonly total: (items: string, objects: string, size: string) => string;
  readonly steps: Readonly<Record<CleanupStep, string>>;
  readonly counts: Readonly<Partial<Record<CleanupStep, (count: string) => string>>>;
  readonly itemStates: Readonly<Record<CleanupItem['state'], string>>;
  readonly doneOf: (done: string, count: string) => string;
  readonly madeBy: Readonly<Record<CleanupItem['madeBy'], string>>;
  readonly needsTyped: string;
  readonly notProposed: string;
  readonly error: string;
  readonly notes: Readonly<Record<CleanupNote['code'], (about: string) => string>>;
}

const en: Words = {
  plan: 'Clean-up of VPC Flow Logs: plan',
  report: 'Clean-up of VPC Flow Logs: report',
  account: 'Account',
  region: 'Region',
  profile: 'Profile',
  flowLogs: 'Flow logs',
  planned: 'Planned',
  started: 'Started',
  finished: 'Finished',
  state: 'State',
  states: { planned: 'planned; nothing was deleted', running: 'under way', stopped: 'stopped; the rest can be run later', ended: 'ended' },
  unknown: 'unknown',
  nothing: 'Nothing was found.',
  unread: 'Could not be looked for:',
  total: (items, objects, size) => `Items: ${items}; objects in S3: ${objects}, ${size}`,
  steps: {
    queries: 'Running queries, stopped',
    flow_log: 'Flow log',
    workgroup: 'Athena workgroup with its contents',
    table: 'Table',
    stack: 'CloudFormation stack',
    database: 'Database',
    log_group: 'Log group of the Lambda function',
    results: 'Query results in S3',
    template: 'Template in S3',
    policy: 'Bucket policy statements of flow logs',
    log_files: 'Log files in S3',
    bucket: 'Bucket',
  },
  counts: {
    queries: (count) => `queries: ${count}`,
    workgroup: (count) => `saved queries and executions: ${count}`,
    table: (count) => `partitions: ${count}`,
    stack: (count) => `resources: ${count}`,
    database: (count) => `tables: ${count}`,
    results: (count) => `objects, versions and uploads: ${count}`,
    template: (count) => `objects and versions: ${count}`,
    policy: (count) => `statements: ${count}`,
    log_files: (count) => `objects, versions and uploads: ${count}`,
  },
  itemStates: { planned: 'not deleted', running: 'being deleted', done: 'deleted', gone: 'was gone already', failed: 'failed' },
  doneOf: (done, count) => `${done} of ${count}`,
  madeBy: { nagare: 'made by Nagare', aws: 'made by AWS for the flow log', other: 'NOT made by Nagare' },
  needsTyped: 'only when typed',
  notProposed: 'not marked',
  error: 'Error',
  notes: {
    used_elsewhere: (about) => `May be in use elsewhere: ${about}`,
    holds_more: (about) => `Holds more than what belongs to the flow log: ${about}`,
    not_empty: (about) => `AWS said it is not empty; it was emptied and deleted again: ${about}`,
    deleted_again: (about) => `AWS could not delete all of it, and was told again: ${about}`,
    left_behind: (about) => `Could not be deleted, and is still there: ${about}`,
    new_objects: (about) => `Came since the plan was made, and stay: ${about}`,
    replaced: (about) => `Was written over since the plan was made, and stays: ${about}`,
  },
};

const ja: Words = {
  plan: 'VPC フローログの削除: 計画',
  report: 'VPC フローログの削除: 結果',
  account: 'アカウント',
  region: 'リージョン',
  profile: 'プロファイル',
  flowLogs: 'フローログ',
  planned: '計画日時',
  started: '開始',
  finished: '終了',
  state: '状態',
  states: { planned: '計画のみ (何も削除していません)', running: '実行中', stopped: '停止 (残りは後で実行できます)', ended: '終了' },
  unknown: '不明',
  nothing: '該当するものはありません。',
  unread: '確認できなかったもの:',
  total: (items, objects, size) => `${items} 件、S3 のオブジェクト ${objects} 個、${size}`,
  steps: {
    queries: '実行中のクエリ (停止)',
    flow_log: 'フローログ',
    workgroup: 'Athena ワークグループとその内容',
    table: 'テーブル',
    stack: 'CloudFormation スタック',
    database: 'データベース',
    log_group: 'Lambda 関数のロググループ',
    results: 'S3 のクエリ結果',
    template: 'S3 のテンプレート',
    policy: 'フローログ用のバケットポリシーのステートメント',
    log_files: 'S3 のログファイル',
    bucket: 'バケット',
  },
  counts: {
    queries: (count) => `クエリ ${count} 件`,
    workgroup: (count) => `保存したクエリと実行履歴 ${count} 件`,
    table: (count) => `パーティション ${count} 個`,
    stack: (count) => `リソース ${count} 個`,
    database: (count) => `テーブル ${count} 個`,
    results: (count) => `オブジェクト、バージョン、アップロード ${count} 個`,
    template: (count) => `オブジェクトとバージョン ${count} 個`,
    policy: (count) => `ステートメント ${count} 個`,
    log_files: (count) => `オブジェクト、バージョン、アップロード ${count} 個`,
  },
  itemStates: { planned: '未削除', running: '削除中', done: '削除済み', gone: 'すでに存在しない', failed: '失敗' },
  doneOf: (done, count) => `${count} 個中 ${done} 個`,
  madeBy: { nagare: 'Nagare が作成', aws: 'フローログのために AWS が作成', other: 'Nagare が作成したものではない' },
  needsTyped: '入力して確認した場合のみ',
  notProposed: '選択なし',
  error: 'エラー',
  notes: {
    used_elsewhere: (about) => `ほかで使われている可能性があります: ${about}`,
    holds_more: (about) => `このフローログ以外のものも含みます: ${about}`,
    not_empty: (about) => `AWS が空ではないと応答したため、空にしてもう一度削除しました: ${about}`,
    deleted_again: (about) => `AWS がすべてを削除できなかったため、もう一度削除しました: ${about}`,
    left_behind: (about) => `削除できず、残っています: ${about}`,
    new_objects: (about) => `計画後に追加されたオブジェクト ${about} 個は残しました。`,
    replaced: (about) => `計画後に上書きされたため残しました: ${about}`,
  },
};

export const cleanupWords = { en, ja } as const;
