/** A clean-up as text: every resource with its identity, count, size, mark and state. To be kept, mailed, put into a ticket. Pure. */
import type { Cleanup, CleanupItem } from '../../../preload/contract/cleanup.ts';
import { oneLine } from '../../flowlogs/one-line.ts';
import { cleanupWords } from './cleanup-words.ts';

export function cleanupText(cleanup: Cleanup, language: 'ja' | 'en'): string {
  const words = cleanupWords[language];
  const numbers = new Intl.NumberFormat(language);
  const head: readonly (readonly [string, string])[] = [
    [words.account, cleanup.account ?? words.unknown],
    [words.region, cleanup.region],
    ...(cleanup.place.profile === null ? [] : [[words.profile, cleanup.place.profile] as const]),
    ...(cleanup.flowLogIds.length === 0 ? [] : [[words.flowLogs, cleanup.flowLogIds.join(', ')] as const]),
    [words.planned, cleanup.createdAt],
    ...(cleanup.startedAt === null ? [] : [[words.started, cleanup.startedAt] as const]),
    ...(cleanup.finishedAt === null ? [] : [[words.finished, cleanup.finishedAt] as const]),
    [words.state, words.states[cleanup.state]],
  ];
  const inS3 = cleanup.items.filter(({ bytes, step }) => bytes !== null && step !== 'log_group');
  const sum = (of: (item: CleanupItem) => number | null) => inS3.reduce((total, item) => total + (of(item) ?? 0), 0);
  const total = words.total(
    numbers.format(cleanup.items.length),
    numbers.format(sum(({ count }) => count)),
    sizeOf(
      sum(({ bytes }) => bytes),
      numbers,
    ),
  );
  return [
    cleanup.startedAt === null ? words.plan : words.report,
    '',
    ...head.map(([name, value]) => `${name}: ${value}`),
    '',
    ...(cleanup.items.length === 0
      ? [words.nothing]
      : cleanup.items.flatMap((item, index) => itemLines(item, index, cleanup, language, numbers))),
    ...(cleanup.items.length === 0 ? [] : [total]),
    ...(cleanup.unread.length === 0
      ? []
      : ['', words.unread, ...cleanup.unread.map(({ action, error }) => `- ${action}: ${reasonOf(error)}`)]),
    '',
  ]
    .map(oneLine)
    .join('\n');
}

function itemLines(
  item: CleanupItem,
  index: number,
  { startedAt }: Cleanup,
  language: 'ja' | 'en',
  numbers: Intl.NumberFormat,
): readonly string[] {
  const words = cleanupWords[language];
  const { count, bytes, done, state, step } = item;
  const counted = count === null ? [] : [words.counts[step]?.(numbers.format(count)) ?? numbers.format(count)];
  const isPart = count !== null && done > 0 && done < count;
  return [
    `${index + 1}. ${words.steps[step]}: ${item.name === null || item.name === item.identity ? item.identity : `${item.name} — ${item.identity}`}`,
    `   ${[
      ...counted,
      ...(bytes === null ? [] : [sizeOf(bytes, numbers)]),
      words.madeBy[item.madeBy],
      ...(item.needsTyped ? [words.needsTyped] : item.isProposed ? [] : [words.notProposed]),
    ].join(' · ')}`,
    ...(startedAt === null
      ? []
      : [`   ${words.itemStates[state]}${isPart ? ` (${words.doneOf(numbers.format(done), numbers.format(count))})` : ''}`]),
    ...item.notes.map(({ code, about }) => `   ${words.notes[code](about)}`),
    ...(item.error === null ? [] : [`   ${words.error} [${item.error.code}]: ${reasonOf(item.error)}`]),
    '',
  ];
}

/** What happened, and AWS's own text where there is one. */
function reasonOf({ message, details }: NonNullable<CleanupItem['error']>): string {
  const { reason } = details;
  return typeof reason === 'string' && reason !== '' && !message.includes(reason)
    ? `${message} (${reason.replace(/\s+/g, ' ').trim()})`
    : message;
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

function sizeOf(bytes: number, numbers: Intl.NumberFormat): string {
  const unit = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${numbers.format(unit === 0 ? bytes : Number((bytes / 1000 ** unit).toPrecision(3)))} ${UNITS[unit]}`;
}
