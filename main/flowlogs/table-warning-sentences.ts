/** What should be known about a table before it is asked, one sentence each, in both languages: for the page and the terminal. */
import type { TableWarning } from '../../preload/contract/query.ts';
import { assertNever } from '../../preload/contract/values.ts';
import type { Language } from './titles.ts';

type Texts = Readonly<Record<Language, string>>;

const plain: Readonly<Record<Exclude<TableWarning['code'], 'files_skipped'>, Texts>> = {
  partitions_unknown: {
    en: 'The partitions of this table were not recognised: a query reads all of it.',
    ja: 'この表のパーティションを認識できません。クエリは表全体を読み取ります。',
  },
  partitions_injected: {
    en: 'Athena wants a value of a partition key of this table in every query: add it to the SQL.',
    ja: 'この表のパーティションキーには、クエリごとに値の指定が必要です。SQL に条件を追加してください。',
  },
  not_flow_logs: {
    en: 'This table does not look like flow logs: only SQL can be used.',
    ja: 'この表はフローログではないようです。SQL だけが使えます。',
  },
};

const reasons: Readonly<Record<Extract<TableWarning, { code: 'files_skipped' }>['reason'], Texts>> = {
  no_header: { en: 'no header line of flow logs', ja: 'フローログの見出し行がありません' },
  other_columns: { en: 'columns that are not those of flow logs', ja: 'フローログの列がありません' },
  empty: { en: 'nothing in it', ja: '中身がありません' },
};

export function tableWarningText(warning: TableWarning, language: Language): string {
  switch (warning.code) {
    case 'partitions_unknown':
    case 'partitions_injected':
    case 'not_flow_logs':
      return plain[warning.code][language];
    case 'files_skipped': {
      const { count, example } = warning;
      const n = count.toLocaleString('en-US');
      const why = reasons[warning.reason][language];
      if (language === 'ja')
        return count === 1 ? `${example} は読み取りません（${why}）。` : `${example} など ${n} 個のファイルは読み取りません（${why}）。`;
      return count === 1 ? `One file is left out, with ${why}: ${example}.` : `${n} files are left out, with ${why}: ${example}, for one.`;
    }
    default:
      return assertNever(warning);
  }
}
