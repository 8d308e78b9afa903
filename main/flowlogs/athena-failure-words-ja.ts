import { type FailureWords, shortName } from './athena-failure-words.ts';
import type { AthenaFailure } from './athena-failures.ts';

/** `列が見つかりません: x（2 行 5 文字目）`, or as much of it as is known. */
const about =
  (sentence: string, subject: (failure: AthenaFailure) => string | null = ({ name }) => name) =>
  (failure: AthenaFailure) => {
    const named = subject(failure);
    const place = failure.line === null ? '' : `（${failure.line} 行 ${failure.column} 文字目）`;
    return named === null ? `${sentence}${place}。` : `${sentence}: ${shortName(named)}${place}`;
  };

const permission = ({ action, resource }: AthenaFailure): string | null =>
  action === null ? resource : resource === null ? action : `${action}、${resource}`;
const resource = (failure: AthenaFailure) => failure.resource ?? failure.name;
const ask = ({ action }: AthenaFailure) => (action === null ? '下に示す権限' : `権限 ${action} `);

export const athenaFailureWordsJa: FailureWords = {
  syntax: [about('SQL の構文に誤りがあります', () => null), '下に示す位置を修正して、もう一度実行してください。'],
  column_not_found: [
    about('列が見つかりません'),
    '表の列名と照らし合わせてください。文字列は一重引用符で囲みます。Lake Formation で隠された列も見つからない列として扱われます。',
  ],
  table_not_found: [about('表またはビューが見つかりません'), '名前・データベース・リージョンを確認するか、別の表を選んでください。'],
  database_not_found: [about('データベースまたはカタログが見つかりません'), '名前・カタログ・リージョンを確認してください。'],
  function_not_found: [
    about('この引数を取る関数が見つかりません'),
    '関数名と引数の型を確認してください。Athena エンジンバージョン 3 が必要な関数もあります。ワークグループのエンジンバージョンも確認してください。',
  ],
  not_aggregated: [about('GROUP BY にない列が使われています'), 'GROUP BY に加えるか、max() や count() などの集計関数に入れてください。'],
  ambiguous_name: [about('複数の表に同じ名前の列があります'), 't."start" のように、列名の前に表の名前を付けてください。'],
  type_mismatch: [about('型の異なる値を比較または演算しています'), 'CAST(… AS bigint) などで、一方の型を変換してください。'],
  bad_cast: [
    about('値を指定の型に変換できません'),
    'NULL を返す TRY_CAST を使うか、その値を除いてください。フローログでは値がないことを - で表します。',
  ],
  bad_argument: [
    about('関数に渡した値が正しくありません', () => null),
    '引数を確認してください。下の Athena のメッセージも参照してください。',
  ],
  division_by_zero: ['SQL で 0 による除算が行われました。', 'NULLIF(x, 0) で割ると、エラーの代わりに NULL になります。'],
  out_of_range: ['数値が型の範囲を超えました。', '計算の前に bigint、double、decimal など、より大きい型に変換してください。'],
  subquery_rows: ['1 つの値を返すはずのサブクエリが、複数の行を返しました。', '1 行に絞るか、= の代わりに IN を使ってください。'],
  bad_view: [about('ビューの定義が元の表と合わなくなっています'), 'ビューを作り直すか、元の表を直接参照してください。'],
  not_supported: [
    'この文・型・関数は Athena でサポートされていません。',
    '別の書き方にしてください。ワークグループのエンジンバージョンによる場合もあります。',
  ],
  rejected: [
    'Athena がクエリを受け付けませんでした。',
    '理由は下の Athena のメッセージにあります。文を変更して、もう一度実行してください。',
  ],
  ddl_failed: [
    '表またはデータベースに関する文が失敗しました。',
    '名前・場所・カタログの権限を確認してください。下の Athena のメッセージも参照してください。',
  ],
  too_complex: [
    'クエリが複雑すぎて Athena で処理できません。',
    'クエリを分けるか、結合・サブクエリ・値を減らすか、期間を短くしてください。',
  ],

  bad_data: [
    about('ログファイルの値が列の型に合いません'),
    '多くの場合、表の列とログ形式の順序または型が異なります。両方を見比べてください。列を string で宣言し、TRY_CAST で変換する方法もあります。',
  ],
  partition_schema: [
    about('パーティションの列定義が表と異なります'),
    'パーティションを読み込み直す（削除して追加する）か、Glue カタログで列の型を修正してください。',
  ],
  partition_value: [
    about('パーティションの値がキーの型に合いません'),
    'Glue カタログで、パーティションまたはパーティションキーの型を修正してください。',
  ],
  too_many_partitions: ['読み取るパーティションが多すぎます。', '期間を短くするか、パーティション列の条件を加えてください。'],
  too_many_open_partitions: [
    '一度に書き込むパーティションが多すぎます。',
    '1 つの文で書き込めるのは 100 パーティションまでです。条件で分けてください。',
  ],
  bad_projection: [
    about('パーティション射影などの表のプロパティが正しくありません', () => null),
    '表のプロパティ（projection.*、storage.location.template）を修正してください。下の Athena のメッセージも参照してください。',
  ],
  table_definition: ['表の定義を使えません。', 'Glue カタログで列・形式・場所を修正してから、もう一度実行してください。'],
  file_changed: [
    'ログファイルを最後まで読み取れませんでした。',
    '実行中に書き込みや削除があった可能性があります。もう一度実行してください。',
  ],
  file_missing: [
    about('ログファイルがなくなっています', resource),
    '実行中に削除されたか、パーティションがすでにない場所を指しています。もう一度実行するか、パーティションを修正してください。',
  ],
  unreadable_file: [
    about('ログファイルを読み取れません', resource),
    '壊れているか、表の定義と形式が異なる可能性があります。移動するか、別の期間を選んでください。',
  ],
  archived_file: [
    about('ログファイルがアーカイブされています', resource),
    'Athena は Glacier のストレージクラスのオブジェクトを読み取れません。復元するか、アーカイブされていない期間を選んでください。',
  ],
  path_not_found: [about('S3 の場所が存在しません', resource), '表とパーティションの場所を確認してください。'],
  bucket_not_found: [about('バケットが存在しません', resource), '表の場所と、クエリ結果の保存先を確認してください。'],
  other_region: [
    about('バケットが別のリージョンにあります', resource),
    'データソースで、バケットのあるリージョンを選んでください。クエリ結果の保存先は、クエリを実行するリージョンになければなりません。',
  ],
  iceberg: [
    'Iceberg テーブルを読み取れませんでした。',
    'メタデータまたはファイルが壊れているか、なくなっている可能性があります。下の Athena のメッセージも参照してください。',
  ],

  exhausted: [
    'クエリに必要なメモリが Athena の上限を超えました。',
    '期間・列・GROUP BY の値を減らし、LIMIT のない ORDER BY は外してください。もう一度実行すると成功する場合もあります。',
  ],
  timed_out: [
    'クエリが Athena の制限時間（クォータを引き上げていなければ 30 分）を超えました。',
    '期間を短くするか、条件を加えるか、クォータの引き上げを依頼してください。',
  ],
  bytes_limit: [
    ({ name }) => `スキャン量がワークグループの上限${name === null ? '' : `（${name}）`}を超えたため、停止しました。`,
    '期間を短くするか、上限の引き上げを依頼してください。',
  ],
  capacity: ['ワークグループに予約された容量が足りません。', 'ほかのクエリが終わるまで待つか、容量の追加を依頼してください。'],
  s3_slow_down: [
    'S3 への同時リクエストが多すぎました（Slow down）。',
    '少し待ってから、もう一度実行してください。期間を短くするとファイルが減ります。Parquet はテキストよりファイルが少なくなります。',
  ],
  glue_throttled: [
    'Glue カタログへのリクエストが多すぎました。',
    '少し待ってから、もう一度実行してください。期間内のパーティションを減らす方法もあります。',
  ],
  glue_versions: ['Glue カタログにある表のバージョンが多すぎます。', 'Glue で古いバージョンを削除してから、もう一度実行してください。'],
  athena_throttled: ['Athena へのリクエストまたはクエリが混み合っています。', '少し待ってから、もう一度実行してください。'],

  lake_formation: [
    about('Lake Formation にアクセスを拒否されました', permission),
    '管理者に、表の SELECT 権限とデータの場所へのアクセスを依頼してください。',
  ],
  kms: [
    about('暗号化キー（KMS）を使えません', permission),
    'ログファイルのキーには kms:Decrypt、結果のキーには kms:GenerateDataKey の権限を依頼してください。',
  ],
  results_denied: [
    about('クエリ結果の保存先に書き込む権限がありません', resource),
    '保存先の s3:PutObject、s3:GetObject、s3:GetBucketLocation の権限を依頼するか、別のワークグループまたは保存先を選んでください。',
  ],
  s3_denied: [
    about('S3 のファイルへのアクセスを拒否されました', permission),
    'ファイルの s3:GetObject と、バケットの s3:ListBucket の権限を依頼してください。別アカウントのバケットでは、バケットポリシーでも許可が必要です。',
  ],
  denied: [
    about('AWS にアクセスを拒否されました', permission),
    (failure) => `${ask(failure)}を依頼するか、別のプロファイルを選んでください。`,
  ],

  workgroup_disabled: [
    about('ワークグループが無効になっています'),
    'データソースで別のワークグループを選ぶか、Athena で有効にするよう依頼してください。',
  ],
  workgroup_missing: [
    about('ワークグループが見つかりません'),
    'データソースで別のワークグループを選んでください。ワークグループはリージョンとアカウントごとにあります。',
  ],
  bucket_owner: [
    about('結果のバケットの所有者が、想定したアカウントと異なります'),
    'ワークグループの「想定されるバケット所有者」または保存先を修正してください。',
  ],
  results_unwritable: [
    about('クエリ結果を S3 に書き込めませんでした', resource),
    '保存先のバケットがあり、クエリと同じリージョンにあり、書き込めることを確認してください。',
  ],
  engine_missing: [
    'ワークグループのエンジンバージョンがありません。',
    'Athena でワークグループのエンジンバージョンを「自動」にしてください。',
  ],

  cancelled: ['クエリは Athena 側で停止されました。', '誰かが停止した可能性があります。必要であれば、もう一度実行してください。'],
  metastore: [
    '表のカタログ（Glue などのメタストア）から正しい応答がありませんでした。',
    '表とデータベースがあり、読み取れることを確認してから、もう一度実行してください。',
  ],
  s3_error: ['実行中に S3 で障害が発生しました。', '少し待ってから、もう一度実行してください。'],
  internal: [
    'Athena の内部で障害が発生しました。',
    '少し待ってから、もう一度実行してください。同じように失敗する場合は、期間を短くしてください。',
  ],
  system: ['Athena でクエリを実行できませんでした（AWS 側の障害）。', '少し待ってから、もう一度実行してください。'],
  user: [
    'Athena でクエリを実行できませんでした（文・データ・権限のいずれかの問題）。',
    '下の Athena のメッセージを確認し、修正してもう一度実行してください。',
  ],
  other: ['Athena でクエリを実行できませんでした。', '下の Athena のメッセージを確認し、修正してもう一度実行してください。'],
};
