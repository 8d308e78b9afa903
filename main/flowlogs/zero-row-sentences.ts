/** Each reason for zero rows as one sentence, in both languages: for the page and the terminal. */
import { assertNever } from '../../preload/contract/values.ts';
import type { Conflict, Reason } from '../../preload/contract/zero-rows.ts';
import { formatEpoch, zoneAbbreviation } from './time.ts';
import type { Language } from './titles.ts';

const conflictTexts: Readonly<Record<Conflict, Readonly<Record<Language, string>>>> = {
  ports_protocol: {
    en: 'The protocols asked for have no ports: with the port filter, no flow can match.',
    ja: '指定したプロトコルにはポートがないため、ポートの条件と両立しません。',
  },
  kind_ports_protocol: {
    en: 'This kind of query is about ports, and the protocols asked for have none.',
    ja: 'この種類の検索はポートを対象にしますが、指定したプロトコルにはポートがありません。',
  },
  flags_protocol: {
    en: 'Only TCP has flags, and TCP is not among the protocols asked for.',
    ja: 'フラグがあるのは TCP だけですが、指定したプロトコルに TCP がありません。',
  },
  rejected_accept: {
    en: 'This kind of query counts rejected flows, and only accepted ones are asked for.',
    ja: 'この種類の検索は拒否されたフローを数えますが、許可されたフローだけを指定しています。',
  },
  address_unwanted: {
    en: 'Every address that is asked for is left out by another condition (!).',
    ja: '指定したアドレスは、すべて除外（!）の条件にも含まれています。',
  },
  ipv4_addresses: {
    en: 'This kind of query is about IPv4, and only IPv6 addresses are asked for.',
    ja: 'この種類の検索は IPv4 を対象にしますが、IPv6 のアドレスだけを指定しています。',
  },
  ipv6_addresses: {
    en: 'This kind of query is about IPv6, and only IPv4 addresses are asked for.',
    ja: 'この種類の検索は IPv6 を対象にしますが、IPv4 のアドレスだけを指定しています。',
  },
  path_ingress: {
    en: 'A traffic path is recorded for outgoing flows only, and incoming ones are asked for.',
    ja: '経路が記録されるのは送信のフローだけですが、受信を指定しています。',
  },
  kind_path_ingress: {
    en: 'This kind of query is about the path of outgoing flows, and incoming ones are asked for.',
    ja: 'この種類の検索は送信の経路を対象にしますが、受信を指定しています。',
  },
  scan_narrowed: {
    en: 'A scan tries 20 ports or addresses and more; the conditions let fewer through.',
    ja: 'スキャンと見なすのは 20 以上のポートか宛先ですが、条件がそれより少なく絞っています。',
  },
};

/** @param zone IANA name in which moments are written */
export function reasonText(reason: Reason, zone: string, language: Language): string {
  const at = (epoch: number) => `${formatEpoch(epoch, zone).slice(0, 16)} ${zoneAbbreviation(epoch, zone)}`;
  const ja = language === 'ja';
  switch (reason.code) {
    case 'filters_exclude':
      return conflictTexts[reason.details.conflict][language];
    case 'not_delivered': {
      const { completeAt } = reason.details;
      return ja
        ? `実行の時点では、期間の終わりから 15 分たっていませんでした。フローログは ${at(completeAt)} ごろに揃います。`
        : `At the time of the run, the window’s end was less than 15 minutes old. Its flow logs are complete at about ${at(completeAt)}.`;
    }
    case 'before_first': {
      const { first, by } = reason.details;
      const what = {
        record: ja ? '最初のレコード' : 'the first record',
        partition: ja ? '最初のパーティション' : 'the first partition',
        projection: ja ? 'テーブルのパーティション射影の範囲' : 'the range of the table’s partition projection',
      };
      return ja
        ? `期間が${what[by]}（${at(first)} から）より前です。`
        : `The window ends before ${what[by]}, which ${by === 'record' ? 'is of' : 'begins at'} ${at(first)}.`;
    }
    case 'after_last': {
      const { last, by } = reason.details;
      // A partition ends with its last second: said as the minute after it.
      const end = by === 'record' ? last : last + 1;
      const what = {
        record: ja ? '最後のレコード' : 'the last record',
        partition: ja ? '最後のパーティション' : 'the last partition',
        projection: ja ? 'テーブルのパーティション射影の範囲' : 'the range of the table’s partition projection',
      };
      return ja
        ? `期間が${what[by]}（${at(end)} まで）より後です。`
        : `The window begins after ${what[by]}, which ${by === 'record' ? 'is of' : 'ends at'} ${at(end)}.`;
    }
    case 'partition_missing': {
      const { count, of, from, to, scope } = reason.details;
      const whose = scope === '' ? '' : ja ? `${scope} では、` : `Of ${scope}, `;
      if (of === 1)
        return ja
          ? `${whose}期間のパーティション（${at(from)} ～ ${at(to)}）がありません。前後のパーティションはあります。`
          : `${whose}${scope === '' ? 'The' : 'the'} partition of the window, ${at(from)} to ${at(to)}, is missing, though there are some before and after it.`;
      return ja
        ? `${whose}期間の ${of} 個のパーティションのうち ${count} 個がありません（${at(from)} ～ ${at(to)}）。前後のパーティションはあります。`
        : `${whose}${count} of the ${of} partitions of the window ${count === 1 ? 'is' : 'are'} missing, ${at(from)} to ${at(to)}, though there are some before and after.`;
    }
    case 'no_files': {
      const { count, of, from, to, scope, url } = reason.details;
      const whose = scope === '' ? '' : ja ? `${scope} では、` : `Of ${scope}, `;
      if (of === 1)
        return ja
          ? `${whose}期間のパーティション（${at(from)} ～ ${at(to)}）のフォルダーにファイルがありません: ${url}。`
          : `${whose}${scope === '' ? 'The' : 'the'} folder of the window’s partition, ${at(from)} to ${at(to)}, holds no files: ${url}.`;
      return ja
        ? `${whose}期間の ${of} 個のパーティションのうち ${count} 個のフォルダーにファイルがありません（${at(from)} ～ ${at(to)}）: ${url} など。`
        : `${whose}${count} of the ${of} folders of the window’s partitions ${count === 1 ? 'holds' : 'hold'} no files, ${at(from)} to ${at(to)}: ${url}${count === 1 ? '' : ' is the first'}.`;
    }
    case 'no_records': {
      const { scoped, use } = reason.details;
      if (scoped && use === null)
        return ja
          ? '指定したインターフェイスまたはアカウントのレコードは、このログに 1 件もありません。'
          : 'The logs have no record at all of the interfaces or accounts asked for.';
      if (scoped)
        return ja
          ? '指定したインターフェイスまたはアカウントのレコードは、この期間にありません。'
          : 'The interfaces or accounts asked for have no record in the window.';
      return ja ? 'この期間にはレコードが 1 件もありません。' : 'The logs have no record at all in the window.';
    }
    case 'only_nodata':
      return onlyNodata(reason.details, ja);
    default:
      return assertNever(reason);
  }
}

function onlyNodata({ nodata, skipdata, scoped }: Extract<Reason, { code: 'only_nodata' }>['details'], ja: boolean): string {
  const n = (value: number) => value.toLocaleString('en-US');
  const words = [
    ...(nodata > 0 ? [ja ? `NODATA ${n(nodata)} 件` : `${n(nodata)} NODATA`] : []),
    ...(skipdata > 0 ? [ja ? `SKIPDATA ${n(skipdata)} 件` : `${n(skipdata)} SKIPDATA`] : []),
  ];
  const whose = ja
    ? scoped
      ? '指定したインターフェイスまたはアカウントの'
      : ''
    : scoped
      ? ' of the interfaces or accounts asked for'
      : '';
  const why = [
    ...(nodata > 0 ? [ja ? '通信がなかった' : 'there was no traffic'] : []),
    ...(skipdata > 0 ? [ja ? 'AWS が記録を飛ばした' : 'AWS skipped records'] : []),
  ];
  return ja
    ? `この期間の${whose}レコードは ${words.join('・')} だけです（${why.join('、または')}）。`
    : `The window has only ${words.join(' and ')} ${nodata + skipdata === 1 ? 'record' : 'records'}${whose}: ${why.join(', or ')}.`;
}

/** Flows lie in the window, and the filters let none of them through. */
export function flowsLeftOut(flowCount: number, language: Language): string {
  const n = flowCount.toLocaleString('en-US');
  if (language === 'ja') return `この期間には ${n} 件のフローがありますが、すべての条件に合うものはありません。`;
  return flowCount === 1
    ? 'One flow lies in the window, and it does not pass all the filters.'
    : `${n} flows lie in the window, and none of them passes all the filters.`;
}
