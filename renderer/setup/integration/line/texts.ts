/** Words of a table that is there: whether it fits, whose logs it reads, leaves out, or counts twice. */
const en = {
  fits: 'fits the log format',
  misfits: (n: number) => (n === 1 ? '1 difference from the log' : `${n} differences from the log`),
  wholeTable: 'the table',
  misfitHead: { field: 'Field', column: 'Column', problem: 'Problem', expected: 'Wanted', found: 'Found' },
  problems: {
    format: 'other file format',
    header: 'header lines passed over',
    delimiter: 'other sign between fields',
    folders: 'reads other folders',
    missing: 'no column',
    type: 'other type',
    order: 'other place',
    extra: 'not in the log',
  },
  fittingDdl: 'A table that fits, as DDL',
  uncovered: (what: string) => `Lies in the folder, but is not read: ${what}.`,
  accounts: (list: string) => `accounts ${list}`,
  regions: (list: string) => `regions ${list}`,
  days: (day: string) => `days from ${day} up to its first partition`,
  and: '; ',
  extend: 'Extend the table…',
  statement: 'The statement that adds them',
  noStatement: 'The table’s location template names its account or region: a table of its own is needed for these.',
  alsoReads: (list: string) => `Also reads the files of ${list}, which lie in the same folder.`,
  named: (id: string, name: string) => `${id} (${name})`,
  more: (n: number) => `${n} more`,
  unreadable: (list: string) => `The files of ${list} do not fit this table: rows are wrong, or queries fail.`,
  twice: (one: string, other: string) => `${one} and ${other} record the same traffic: it is counted twice.`,
  twiceMore: (n: number) => `So do ${n} more pairs of flow logs.`,
};

/** After a closing bracket of full width there is no room for a space. */
const spaced = (text: string) => (text.endsWith('）') ? text : `${text} `);

const ja: typeof en = {
  fits: 'ログの形式と一致',
  misfits: (n) => `ログとの違い ${n} 件`,
  wholeTable: '表全体',
  misfitHead: { field: 'フィールド', column: '列', problem: '問題', expected: '必要', found: '実際' },
  problems: {
    format: 'ファイル形式が違う',
    header: '読み飛ばすヘッダー行数',
    delimiter: '区切り文字が違う',
    folders: '別のフォルダーを読む',
    missing: '列がない',
    type: '型が違う',
    order: '位置が違う',
    extra: 'ログにない',
  },
  fittingDdl: '一致する表の DDL',
  uncovered: (what) => `フォルダーにあるのに、表の対象になっていません: ${what}`,
  accounts: (list) => `アカウント ${list}`,
  regions: (list) => `リージョン ${list}`,
  days: (day) => `${day} から最初のパーティションまでの期間`,
  and: '、',
  extend: '表の範囲を広げる…',
  statement: '対象に加えるステートメント',
  noStatement: '表の場所のテンプレートにアカウントまたはリージョンが書かれています。これらには別の表が必要です。',
  alsoReads: (list) => `同じフォルダーにある ${spaced(list)}のファイルも読み取ります。`,
  named: (id, name) => `${id}（${name}）`,
  more: (n) => `ほか ${n} 件`,
  unreadable: (list) => `${spaced(list)}のファイルはこの表と一致しません。行の内容が誤るか、クエリが失敗します。`,
  twice: (one, other) => `${spaced(one)}と ${spaced(other)}は同じ通信を記録しているため、二重に数えられます。`,
  twiceMore: (n) => `ほかに ${n} 組のフローログも同様です。`,
};

export const texts = { en, ja } as const;
