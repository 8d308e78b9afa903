/** Words of whose logs a table reads, leaves out, or reads twice. */
const en = {
  uncovered: (what: string) => `Lies in the folder, but is not read: ${what}.`,
  accounts: (list: string) => `accounts ${list}`,
  regions: (list: string) => `regions ${list}`,
  days: (day: string) => `days from ${day} up to its first partition`,
  and: '; ',
  extend: 'Extend the table…',
  statement: 'The statement that adds them',
  noStatement: 'The table’s location template names its account or region: a table of its own is needed for these.',
  alsoReads: (list: string) => `Also reads ${list}: they deliver into the same folder.`,
  named: (id: string, name: string) => `${id} (${name})`,
  more: (n: number) => `${n} more`,
  unreadable: (list: string) => `Cannot read ${list} as it should: rows are wrong, or queries fail.`,
  twice: (one: string, other: string) => `${one} and ${other} record the same traffic: it is counted twice.`,
  twiceMore: (n: number) => `So do ${n} more pairs of flow logs.`,
};

const ja: typeof en = {
  uncovered: (what) => `フォルダーにあるのに、表の対象になっていません: ${what}`,
  accounts: (list) => `アカウント ${list}`,
  regions: (list) => `リージョン ${list}`,
  days: (day) => `${day} から最初のパーティションまでの日`,
  and: '、',
  extend: '表の範囲を広げる…',
  statement: '対象に加えるステートメント',
  noStatement: '表の場所のテンプレートにアカウントまたはリージョンが書かれています。これらには別の表が必要です。',
  alsoReads: (list) => `同じフォルダーに配信する ${list} も読み取ります。`,
  named: (id, name) => `${id}（${name}）`,
  more: (n) => `ほか ${n} 件`,
  unreadable: (list) => `${list} は正しく読み取れません。行が誤って読まれるか、クエリが失敗します。`,
  twice: (one, other) => `${one} と ${other} は同じ通信を記録しているため、二重に数えられます。`,
  twiceMore: (n) => `ほかに ${n} 組のフローログも同様です。`,
};

export const texts = { en, ja } as const;
