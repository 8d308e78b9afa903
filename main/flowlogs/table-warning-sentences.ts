/** What should be known about a table before it is asked, one sentence each, in both languages: for the page and the terminal. */
import type { TableWarning } from '../../preload/contract/query.ts';
import { assertNever } from '../../preload/contract/values.ts';
import type { Language } from './titles.ts';

type Texts = Readonly<Record<Language, string>>;

const plain: Readonly<Record<Exclude<TableWarning['code'], 'files_skipped' | 'partitions_injected'>, Texts>> = {
  partitions_unknown: {
    en: 'The partitions of this table were not recognised: a query reads all of it.',
    ja: 'この表のパーティションを認識できません。クエリは表全体を読み取ります。',
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

const filters: Readonly<Record<'account_id' | 'region', Texts>> = {
  account_id: { en: 'account', ja: 'アカウント' },
  region: { en: 'region', ja: 'リージョン' },
};

export function tableWarningText(warning: TableWarning, language: Language): string {
  switch (warning.code) {
    case 'partitions_unknown':
    case 'not_flow_logs':
      return plain[warning.code][language];
    case 'partitions_injected': {
      const { column, field } = warning;
      const filter = field === null ? null : filters[field][language];
      if (language === 'ja')
        return `この表では、クエリごとに ${column} の値の指定が必要です。${filter === null ? '' : `${filter}の条件を指定するか、`}SQL に書いてください。`;
      return `Athena wants a value of ${column} in every query: ${filter === null ? '' : `set the filter by ${filter}, or `}write it into the SQL.`;
    }
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
