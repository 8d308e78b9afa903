/** What the rows of an answer can be. */
import type { KindName, Table } from '../../preload/contract/query.ts';
import { fieldOf, type Text } from './fields.ts';

export interface Kind {
  readonly name: KindName;
  readonly label: Text;
  readonly description: Text;
  /** Flow-log columns without which it cannot be asked. */
  readonly needs: readonly string[];
  /** Rows at most when nothing else is said; NULL: all of them. */
  readonly defaultLimit: number | null;
}

export const kinds: readonly Kind[] = [
  {
    name: 'records',
    label: { en: 'Records', ja: 'レコード' },
    description: { en: 'Every flow record, oldest first', ja: 'すべてのフローレコード（古い順）' },
    needs: ['start'],
    defaultLimit: null,
  },
  {
    name: 'top-talkers',
    label: { en: 'Top talkers', ja: '通信量の多い組' },
    description: { en: 'Pairs of addresses by bytes', ja: '送信元と宛先の組（バイト数の多い順）' },
    needs: ['start', 'srcaddr', 'dstaddr', 'bytes', 'packets'],
    defaultLimit: 50,
  },
  {
    name: 'rejected-by-source',
    label: { en: 'Rejected by source', ja: '拒否（送信元別）' },
    description: {
      en: 'Sources of rejected flows, with how many ports and addresses they tried',
      ja: '拒否されたフローの送信元と、試みたポート数・宛先数',
    },
    needs: ['start', 'end', 'srcaddr', 'dstaddr', 'dstport', 'packets', 'action'],
    defaultLimit: 100,
  },
  {
    name: 'traffic-over-time',
    label: { en: 'Over time', ja: '時系列' },
    description: {
      en: 'Flows, packets and bytes by interval, accepted and rejected',
      ja: '間隔ごとのフロー数・パケット数・バイト数（許可・拒否）',
    },
    needs: ['start', 'bytes', 'packets', 'action'],
    defaultLimit: null,
  },
];

/** @throws RangeError for a name that is none. */
export function kindOf(name: KindName): Kind {
  const kind = kinds.find((each) => each.name === name);
  if (!kind) throw new RangeError(`no kind ${name}`);
  return kind;
}

/** The kinds that this table has the columns for. */
export function kindsFor(table: Pick<Table, 'columns'>): readonly Kind[] {
  const present = new Set(table.columns.map((column) => fieldOf(column.name)?.column));
  return kinds.filter((kind) => kind.needs.every((column) => present.has(column)));
}
