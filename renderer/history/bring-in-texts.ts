/** Words of bringing in earlier queries. */
const en = {
  open: 'Bring in earlier queries…',
  title: 'Bring in earlier queries',
  about:
    'Athena remembers what ran in a workgroup for 45 days, though not who or what started it. SELECT statements are added to the history with their SQL, times, bytes and cost. Their rows can be fetched later, one run at a time, as long as the result exists. Nothing is run and nothing is charged.',
  again: 'What is in the history already, or was deleted from it, is not added again.',
  days: 'How far back',
  ofDays: (n: number) => (n === 1 ? '1 day' : `${n} days`),
  withFailed: 'Also those that failed or were cancelled',
  start: 'Bring in',
  dismiss: 'Cancel',
  stop: 'Stop',
  close: 'Close',
  progress: (workgroup: string) => `Bringing in from ${workgroup}`,
  soFar: (seen: string, added: string) => `${seen} seen · ${added} added`,
  backTo: (day: string) => ` · back to ${day}`,
  waitingFor: { throttled: ' · too many requests: waiting', network: ' · waiting for AWS' },
  done: (added: string, workgroup: string) => `${added} ${added === '1' ? 'query' : 'queries'} brought in from ${workgroup}.`,
  cancelled: (added: string, workgroup: string) => `Stopped. ${added} ${added === '1' ? 'query' : 'queries'} brought in from ${workgroup}.`,
  leftOut: (parts: string) => `Left out: ${parts}.`,
  left: {
    known: (n: string) => `${n} known before`,
    other: (n: string) => `${n} not SELECT`,
    failed: (n: string) => `${n} failed or cancelled`,
    underWay: (n: string) => `${n} still running`,
    unread: (n: string) => `${n} not described by Athena`,
  },
  kept: (added: string) => `${added} queries were brought in before.`,
};

const ja: typeof en = {
  open: '過去のクエリを取り込む…',
  title: '過去のクエリの取り込み',
  about:
    'Athena はワークグループで実行されたクエリを 45 日間記録しています（誰が、または何が実行したかは記録されません）。SELECT 文を、SQL・日時・スキャン量・料金とともに履歴に追加します。行は、結果が残っている間、実行ごとに後から取得できます。クエリは実行されず、料金もかかりません。',
  again: 'すでに履歴にあるもの、履歴から削除したものは追加されません。',
  days: '期間',
  ofDays: (n) => `${n} 日`,
  withFailed: '失敗・中止したものも含める',
  start: '取り込む',
  dismiss: 'キャンセル',
  stop: '中止',
  close: '閉じる',
  progress: (workgroup) => `${workgroup} から取り込み中`,
  soFar: (seen, added) => `確認 ${seen} 件・追加 ${added} 件`,
  backTo: (day) => `・${day} まで`,
  waitingFor: { throttled: '・リクエスト超過のため待機中', network: '・AWS の応答を待機中' },
  done: (added, workgroup) => `${workgroup} から ${added} 件を取り込みました。`,
  cancelled: (added, workgroup) => `中止しました。${workgroup} から ${added} 件を取り込みました。`,
  leftOut: (parts) => `対象外: ${parts}。`,
  left: {
    known: (n) => `取り込み・記録済み ${n} 件`,
    other: (n) => `SELECT 以外 ${n} 件`,
    failed: (n) => `失敗・中止 ${n} 件`,
    underWay: (n) => `実行中 ${n} 件`,
    unread: (n) => `Athena から情報を得られないもの ${n} 件`,
  },
  kept: (added) => `それまでに ${added} 件を取り込みました。`,
};

export const bringInTexts = { en, ja } as const;
