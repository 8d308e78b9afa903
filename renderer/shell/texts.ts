const en = {
  views: 'Views',
  query: 'Query',
  history: 'History',
  setup: 'Set-up',
  tools: 'Tools',
  settings: 'Settings',
  zone: 'Zone',
  dropTitle: 'Drop a CSV from Athena to open it as a run',
  dropHint: 'Its rows are stored in the history; start and end become dates.',
  dismiss: 'Dismiss',
  freed: (runs: string, size: string) =>
    `The stored rows of ${runs} ${runs === '1' ? 'run' : 'runs'} (${size}) were removed, as set in Settings. The runs stay in the history.`,
  tryAgain: 'Try again',
  ended: 'The connection to Nagare has ended.',
  endedHint: 'Runs go on at the next start and are in the history. Start Nagare again; it opens a window of its own.',
  reload: 'Connect again',
  refused: 'This window is not connected to Nagare.',
  refusedHint: 'Use the window that is open, or open the whole address that Nagare printed when it was started.',
};

const ja: typeof en = {
  views: '画面',
  query: '検索',
  history: '履歴',
  setup: '準備',
  tools: 'ツール',
  settings: '設定',
  zone: 'タイムゾーン',
  dropTitle: 'Athena の CSV をドロップすると、実行として開きます',
  dropHint: '行は履歴に保存され、開始と終了は日時になります。',
  dismiss: '閉じる',
  freed: (runs, size) => `設定に従い、${runs} 件の実行の保存した行（${size}）を削除しました。実行は履歴に残っています。`,
  tryAgain: 'もう一度試す',
  ended: 'Nagare との接続が切れました。',
  endedHint: '実行中のクエリは次の起動で続き、履歴に残ります。Nagare を起動し直すと、新しいウィンドウが開きます。',
  reload: '接続し直す',
  refused: 'このウィンドウは Nagare に接続していません。',
  refusedHint: '開いているウィンドウを使うか、Nagare が起動時に表示したアドレス全体を開いてください。',
};

export const texts = { en, ja } as const;
