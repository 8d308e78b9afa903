import type { ErrorCode, ErrorDetails } from '../../preload/contract/errors.ts';
import { type ErrorWords, subjectOf } from './error-words.ts';

/** `フォルダーが見つかりません: /logs` or `フォルダーが見つかりません。` */
const about =
  (sentence: string, ...keys: readonly string[]) =>
  (details: ErrorDetails) => {
    const subject = subjectOf(details, ...keys);
    return subject === '' ? `${sentence}。` : `${sentence}: ${subject}`;
  };

const place = (details: ErrorDetails) => {
  const line = subjectOf(details, 'line');
  const column = subjectOf(details, 'column');
  if (line === '') return '';
  return column === '' ? `${line} 行目を確認し、` : `${line} 行 ${column} 文字目を確認し、`;
};

export const errorTextsJa: Readonly<Record<ErrorCode, ErrorWords>> = {
  bad_arguments: { title: 'コマンドを解釈できません。', hint: '何も実行していません。引数を確認してください。' },
  bad_input: {
    title: about('この値は受け付けられません', 'field', 'path'),
    hint: '何も実行していません。入力内容を確認して、もう一度試してください。',
  },
  bad_address: {
    title: about('アドレスではありません', 'value'),
    hint: 'IPv4・IPv6 アドレスまたは CIDR を入力してください（例: 192.168.0.10、10.0.0.0/8）。',
  },
  bad_port: {
    title: about('ポート番号ではありません', 'value'),
    hint: '0～65535 の数値、または 8000-8999 のような範囲を入力してください。',
  },
  bad_protocol: { title: about('プロトコルではありません', 'value'), hint: 'TCP などの名前、または 0～255 の番号を入力してください。' },
  bad_interface: {
    title: about('インターフェイス ID ではありません', 'value'),
    hint: 'eni-0a1b2c3d4e5f60718 のような ID を入力してください。',
  },
  bad_instance: { title: about('インスタンス ID ではありません', 'value'), hint: 'i-0a1b2c3d4e5f60718 のような ID を入力してください。' },
  bad_id: {
    title: about('この種類の ID ではありません', 'value'),
    hint: (details) => `${subjectOf(details, 'example')} のような ID を入力してください。`,
  },
  bad_flag: { title: about('TCP フラグではありません', 'value'), hint: 'syn、syn-ack、fin、rst のいずれかを入力してください。' },
  bad_path: { title: about('トラフィックパスではありません', 'value'), hint: '1～8 の番号を入力してください。' },
  bad_folder: {
    title: about('フォルダーの絶対パスではありません', 'value'),
    hint: 'ルートまたはドライブから始まる絶対パスを入力してください。',
  },
  bad_service: { title: about('サービス名ではありません', 'value'), hint: 'S3、DYNAMODB のような AWS の表記で入力してください。' },
  sql_too_long: {
    title: 'SQL が Athena の上限（262,144 バイト）を超えています。',
    hint: '値を減らすか、多数のアドレスは CIDR で指定してください。料金はかかっていません。',
  },
  confirmation_needed: {
    title: 'このクエリは表全体を読み取ります。',
    hint: '何も開始していません。期間を指定するか、パーティション列の条件を加えてください。',
  },
  bad_time: {
    title: about('日時ではありません', 'value'),
    hint: '2000 年から 2100 年までの日時を入力してください（例: 2022-11-28 12:15）。',
  },
  bad_zone: { title: about('不明なタイムゾーンです', 'value'), hint: 'Asia/Tokyo などを一覧から選んでください。' },
  bad_window: { title: '終了が開始より前です。', hint: '開始以降の日時を終了に指定してください。' },
  bad_table: {
    title: about('表の名前ではありません', 'value'),
    hint: '名前に使えるのは英数字とアンダースコアです。一覧から選ぶか、名前を確認してください。',
  },
  bad_column: {
    title: about('この表にない列です', 'column', 'value'),
    hint: (details) =>
      details.kind === undefined
        ? 'この条件を外すか、ログ形式にこのフィールドを含む表を選んでください。'
        : '別の種類を選ぶか、ログ形式にこのフィールドを含む表を選んでください。',
  },
  bad_sql: {
    title: 'SQL を実行できません。',
    hint: (details) => `SQL はそのまま残っています。料金はかかっていません。${place(details)}修正してもう一度実行してください。`,
  },
  several_statements: {
    title: '文が複数あります。',
    hint: '実行できるのは一度に 1 文です。1 文だけ残し、ほかの文は後で実行してください。何も送信していません。',
  },
  bad_parameter: {
    title: (details) =>
      details.expected === undefined
        ? `パラメーター ${subjectOf(details, 'index')} の値は使えません。`
        : `パラメーター（?）は ${subjectOf(details, 'expected')} 個ですが、値は ${subjectOf(details, 'given')} 個です。`,
    hint: '文中のすべての ? に、選んだ型の値を指定してください。何も送信していません。',
  },
  name_taken: {
    title: about('同じ名前の保存済みクエリがあります', 'value'),
    hint: '別の名前にするか、保存済みのクエリを置き換えてください。',
  },
  saved_query_missing: {
    title: 'この保存済みクエリはもうありません。',
    hint: '別のウィンドウで削除されました。必要であれば、もう一度保存してください。',
  },

  folder_not_found: { title: about('フォルダーが見つかりません', 'path'), hint: 'パスを確認するか、別のフォルダーを選んでください。' },
  no_flow_logs: {
    title: about('このフォルダーにフローログがありません', 'path'),
    hint: 'ダウンロードしたログファイル（.parquet または .log.gz）のあるフォルダー、またはその上のフォルダーを選んでください。',
  },
  file_not_found: {
    title: about('ファイルが見つかりません', 'path'),
    hint: '移動または名前の変更をした可能性があります。もう一度選んでください。',
  },
  file_unreadable: {
    title: about('ファイルを読み取れません', 'path'),
    hint: 'ファイルが壊れていないか、読み取り権限があるかを確認してください。保存済みの結果は変わっていません。',
  },
  not_a_csv: {
    title: about('見出し行のある CSV ではありません', 'path', 'name'),
    hint: 'Athena からダウンロードした CSV ファイルをドロップしてください。何も保存していません。',
  },
  table_not_found: {
    title: about('表が見つかりません', 'table', 'value'),
    hint: 'カタログ・データベース・表・リージョンを確認するか、別の表を選んでください。',
  },

  aws_profile: {
    title: about('この AWS プロファイルは使えません', 'profile'),
    hint: '~/.aws/config と ~/.aws/credentials を確認するか、別のプロファイルを選んでください。',
  },
  credentials_missing: {
    title: 'AWS の認証情報が見つかりません。',
    hint: 'プロファイルを選ぶか、AWS CLI でサインイン（aws configure、aws sso login）してから、もう一度試してください。保存済みの結果は読めます。',
  },
  credentials_expired: {
    title: 'AWS の認証情報の期限が切れています。',
    hint: 'サインインし直して（aws sso login）、もう一度試してください。クエリは残っています。保存済みの結果は読めます。',
  },
  sign_in_needed: {
    title: (details) => about(details.method === 'mfa' ? 'MFA コードが必要です' : 'AWS へのサインインが必要です', 'profile')(details),
    hint: (details) =>
      details.method === 'mfa'
        ? '続けるには、MFA デバイスのコードを入力してください。クエリは残っています。保存済みの結果は読めます。'
        : '続けるには、サインインしてください（aws sso login でもかまいません）。クエリは残っています。保存済みの結果は読めます。',
  },
  sign_in_failed: {
    title: about('サインインできませんでした', 'profile'),
    hint: '何も変更していません。もう一度試すか、別のプロファイルを選んでください。',
  },
  access_denied: {
    title: about('AWS にアクセスを拒否されました', 'action', 'resource'),
    hint: '下に示す権限を依頼するか、別のプロファイルを選んでください。クエリは残っています。',
  },
  throttled: {
    title: 'AWS へのリクエストが混み合っています。',
    hint: 'クエリは残っています。少し待ってから、もう一度実行してください。',
  },
  network: {
    title: (details) =>
      details.answeredBy
        ? `AWS ではないものが応答しました: ${details.answeredBy}`
        : details.unknownRegion
          ? `リージョン ${details.unknownRegion} に接続できません。`
          : 'AWS に接続できません。',
    hint: (details) =>
      details.answeredBy
        ? 'プロキシ、ネットワークのサインインページ、または AWS の設定の endpoint_url が応答した可能性があります。確認して、もう一度試してください。クエリは残っています。'
        : details.unknownRegion
          ? 'この名前のリージョンは見つかりません。つづりとネットワークを確認してください。クエリは残っています。'
          : 'ネットワーク・プロキシ・リージョンを確認して、もう一度試してください。クエリは残っています。保存済みの結果はオフラインでも読めます。',
  },
  clock_wrong: {
    title: 'このコンピューターの時計が合っていないため、AWS に拒否されました。',
    hint: 'コンピューターの日付と時刻を合わせて（できれば自動設定にして）、もう一度試してください。クエリは残っています。',
  },
  region_missing: {
    title: (details) => (details.region ? `AWS のリージョンではありません: ${details.region}` : 'AWS リージョンが設定されていません。'),
    hint: 'データソースにリージョンを入力してください（例: ap-northeast-1）。',
  },
  output_location_missing: {
    title: about('このワークグループにはクエリ結果の保存先がありません', 'workgroup'),
    hint: '結果の保存先を指定するか、Athena でワークグループのクエリ結果の場所を設定するか、別のワークグループを選んでください。料金はかかっていません。',
  },
  query_failed: {
    title: 'Athena でクエリを実行できませんでした。',
    hint: 'クエリは残っています。失敗したクエリに料金はかかりません。修正してもう一度実行してください。',
  },
  bytes_limit: {
    title: 'スキャン量がワークグループの上限を超えたため、停止しました。',
    hint: 'クエリは残っています。期間を短くするか、上限の引き上げを依頼してください。スキャンした分の料金はかかります。',
  },
  start_unknown: {
    title: 'このクエリが開始されたかどうかを確認できません。',
    hint: '開始に対する Athena の応答が失われ、実行履歴も検索できません。Athena で実行中かどうかを確認し、必要に応じて停止するか、もう一度実行してください。',
  },
  stop_failed: {
    title: (details) =>
      details.wasAsked
        ? 'Athena に停止を要求しましたが、クエリの終了を確認できていません。'
        : about('Athena でクエリを停止できませんでした', 'action')(details),
    hint: ({ executionId }) =>
      `ここでは中止しましたが、Athena ではまだ実行中の可能性があります。Athena で確認し、必要なら停止してください${executionId ? `（実行 ID: ${executionId}）` : ''}。スキャンした分の料金はかかります。`,
  },
  result_gone: { title: '結果が残っていません。', hint: 'クエリは残っています。もう一度実行すると行を読み込めます。' },
  large_result: {
    title: '結果がこのディスクに対して大きすぎる可能性があります。',
    hint: 'まだ何も取得しておらず、失われたものはありません。ディスクの空きを増やすか、取得することを確定してください。',
  },
  aws_error: { title: 'AWS がエラーを返しました。', hint: 'クエリは残っています。AWS のメッセージを下に示します。' },

  name_in_use: {
    title: about('この名前はすでに使われています', 'name', 'value'),
    hint: '既存のものは変更していません。別の名前を指定してください。',
  },
  limit_reached: {
    title: about('AWS アカウントの上限に達しました', 'resource', 'name'),
    hint: 'それまでに作成したものは残っています。不要なものを削除するか、上限の引き上げを申請してから、もう一度実行してください。',
  },
  flow_log_not_found: {
    title: about('このフローログはすでにありません', 'id', 'value'),
    hint: '別の場所で削除されました。S3 のファイルは残っています。一覧を読み直してください。',
  },
  bucket_not_found: {
    title: about('バケットがありません', 'bucket', 'value'),
    hint: '名前を確認するか、新しいバケットを作成してください。',
  },
  bucket_elsewhere: {
    title: about('バケットが別のリージョンにあるか、別のアカウントのものです', 'bucket', 'value'),
    hint: 'このリージョンとアカウントのバケットを選んでください。バケットには何も作成していません。',
  },
  delivery_refused: {
    title: about('AWS がこのバケットに配信できません', 'bucket'),
    hint: 'フローログは作成していません。バケットポリシーと、バケットがこのアカウントのものかを確認し、もう一度実行してください。',
  },
  not_in_s3: {
    title: about('このフローログの送信先は S3 ではありません', 'id'),
    hint: 'Athena が読めるのは S3 のファイルだけです。もう 1 つフローログを作成してください。',
  },
  stack_failed: {
    title: about('スタックを作成または削除できませんでした', 'name', 'stack'),
    hint: '原因のリソースと理由はイベントにあります。残ったものを「後片付け」で削除してから、もう一度実行してください。',
  },
  still_in_use: {
    title: about('空でないか、まだ使われています', 'name', 'resource'),
    hint: '変更していません。中身や利用しているものを削除してから、もう一度実行してください。',
  },
  cleanup_not_found: {
    title: 'この後片付けの計画はすでにありません。',
    hint: '何も削除していません。計画を作成し直してください。',
  },
  cleanup_changed: {
    title: '実際の状態が計画の表示と異なります。',
    hint: '表示した計画にないものは削除していません。計画を作成し直してください。',
  },
  consent_missing: {
    title: about('先に同意が必要です', 'capability', 'identity', 'value'),
    hint: '何も実行していません。チェックを入れるか、表示された名前を入力してください。',
  },
  partly_read: {
    title: '一部だけを調べました。',
    hint: '量が多いため、すべては調べていません。残りにあるものは計画に含まれず、そのまま残ります。',
  },

  disk_full: {
    title: 'ディスクの空き容量がありません。',
    hint: '途中のファイルは削除しました。以前の結果は変わっていません。空き容量を増やして、もう一度試してください。',
  },
  target_unwritable: {
    title: about('ファイルに書き込めません', 'path'),
    hint: '元のファイルは変わっていません。ほかのアプリで開いていれば閉じるか、別の場所を選んでください。',
  },
  run_not_found: {
    title: 'この実行は履歴にありません。',
    hint: '別のウィンドウで削除された可能性があります。クエリをもう一度実行してください。',
  },
  run_not_finished: { title: 'この実行はまだ終わっていません。', hint: '行が保存されるまで待ってから、もう一度試してください。' },
  run_taken_over: { title: '別のプロセスがこの実行を続けています。', hint: '保存されると履歴に行が表示されます。' },
  result_missing: {
    title: '保存した行が見つかりません。',
    hint: '結果ファイルがデータフォルダーから削除されています。クエリは残っているので、もう一度実行してください。',
  },
  result_damaged: {
    title: '保存した行が壊れています。',
    hint: 'クエリは残っているので、もう一度実行してください。ほかの実行には影響ありません。',
  },
  not_comparable: {
    title: (details) => `実行 ${details.side === 'b' ? 'B' : 'A'} に列 ${details.columns ?? ''} がありません。`,
    hint: 'この比べ方には両方の結果にその列が必要です。比べ方を変えるか、別の実行を選んでください。',
  },
  history_damaged: {
    title: (details) =>
      details.runId === undefined
        ? details.inUse === true
          ? '履歴の一部が壊れています。'
          : about('履歴が壊れていたため、別の場所に移しました', 'path')(details)
        : 'この実行の履歴データが壊れています。',
    hint: (details) =>
      details.runId === undefined
        ? details.inUse === true
          ? 'Nagare を終了し、もう一度開いてください。開くときに履歴を調べ、壊れていれば元のファイルを変更せずに別の場所へ移します。'
          : '新しい履歴を作成しました。元のファイルは変更していません。'
        : '保存した行があれば、引き続き表示できます。ほかの実行には影響ありません。',
  },
  history_newer: {
    title: 'このデータフォルダーは、より新しいバージョンの Nagare で作成されています。',
    hint: '何も変更していません。新しいバージョンをインストールするか、別のデータフォルダーを使ってください。',
  },
  data_folder: {
    title: about('データフォルダーを使えません', 'path'),
    hint: 'フォルダーがあるか、書き込み権限があるかを確認してください。',
  },
  already_open: {
    title: about('このデータフォルダーは Nagare で開かれています', 'path'),
    hint: '開いているウィンドウに切り替えるか、先にそのウィンドウを閉じてください。',
  },
  browser_missing: {
    title: 'ウィンドウを開くブラウザーが見つかりません。',
    hint: 'Chromium・Chrome・Edge のいずれかをインストールして、もう一度起動してください。',
  },
  job_not_found: { title: 'この処理はすでに終わっています。', hint: '失われたものはありません。必要であればもう一度始めてください。' },
  cancelled: { title: '中止しました。', hint: 'クエリは残っています。' },
  internal: {
    title: 'Nagare で問題が発生しました。',
    hint: (details) => {
      const id = subjectOf(details, 'logId');
      return `保存済みの結果は変わっていません。もう一度試し、繰り返す場合は報告してください${id === '' ? '' : `（ログ番号 ${id}）`}。`;
    },
  },
};
