import type { Ref } from 'react';
import { queryTitle, sourceName } from '../../main/flowlogs/titles.ts';
import { credentialCodes } from '../../preload/contract/errors.ts';
import type { Run } from '../../preload/contract/run.ts';
import { errorText } from '../i18n/error-texts.ts';
import type { Format, formatFor } from '../i18n/format.ts';
import { type Language, useLanguage } from '../i18n/language.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { IconButton } from '../ui/button.tsx';
import { MenuButton, type MenuEntry } from '../ui/menu.tsx';
import { texts } from './texts.ts';

/** One run in the list: when, what, where, how much, what became of it. */
export function RunLine({
  run,
  zone,
  isCurrent,
  lineRef,
  entries,
  isOff,
  onOpen,
  onFocus,
  onContextMenu,
}: {
  readonly run: Run;
  readonly zone: string;
  /** The line that Tab reaches. */
  readonly isCurrent: boolean;
  readonly lineRef: Ref<HTMLButtonElement>;
  readonly entries: readonly MenuEntry[];
  /** Cannot be chosen now. */
  readonly isOff: boolean;
  readonly onOpen: () => void;
  readonly onFocus: () => void;
  readonly onContextMenu: (at: { readonly x: number; readonly y: number }) => void;
}) {
  const t = useTexts(texts);
  const format = useFormat();
  const language = useLanguage();
  const source = sourceName(run.source, language);
  const { title } = queryTitle(run.query, source, language);
  const money = moneyOf(run, format);
  return (
    <li
      className="run-line"
      onContextMenu={(event) => {
        event.preventDefault();
        onContextMenu({ x: event.clientX, y: event.clientY });
      }}
    >
      <button
        ref={lineRef}
        type="button"
        className="run-line-button"
        tabIndex={isCurrent ? 0 : -1}
        aria-disabled={isOff}
        onClick={() => isOff || onOpen()}
        onFocus={onFocus}
      >
        <span className="mono muted">{format.clock(new Date(run.createdAt), zone)}</span>
        <span className="run-line-what">
          <span className="strong ellipsis" title={title}>
            {title}
          </span>
          <span className="muted ellipsis run-line-sub">{`${subtitleOf(run, language, format, t)}${run.pinned ? t.isPinned : ''}`}</span>
        </span>
        <span className="muted ellipsis" title={source}>
          {source}
        </span>
        <span className="mono run-line-number">{run.rowCount === null ? '–' : format.number(run.rowCount)}</span>
        <span className="mono run-line-number">{money}</span>
        <span className={`run-line-state run-line-${run.state}`}>
          <span className={dotOf(run)} />
          {stateOf(run, t)}
        </span>
      </button>
      <span className="run-line-actions">
        <MenuButton label={t.actions(title)} entries={entries}>
          <IconButton icon="more" label={t.actions(title)} onPress={() => undefined} />
        </MenuButton>
      </span>
    </li>
  );
}

function stateOf(run: Run, t: (typeof texts)['en']): string {
  if (run.rowsGone) return rowsGoneOf(run, t);
  if (run.place !== undefined) return t.place(run.place);
  return run.waiting ? t.waits(credentialCodes.has(run.waiting.error.code)) : t.states[run.state];
}

function subtitleOf(run: Run, language: Language, format: Format, t: (typeof texts)['en']): string {
  if (run.waiting) return errorText(run.waiting.error, language).title;
  const isSaid = (said: string) => (run.broughtIn ? t.broughtIn(said) : said);
  if ((run.state === 'failed' || run.state === 'cancelled') && run.error) {
    const { title, reason } = errorText(run.error, language);
    return isSaid(reason === null ? title : `${title} ${reason}`);
  }
  if (run.state === 'cancelled' && run.finishedAt !== null) {
    return isSaid(t.cancelledAfter(format.duration(Date.parse(run.finishedAt) - Date.parse(run.startedAt ?? run.createdAt))));
  }
  if (run.broughtIn && run.source.kind === 'athena') {
    const { database, table } = run.source;
    return t.broughtIn(database === null ? table : `${database}.${table}`);
  }
  return queryTitle(run.query, sourceName(run.source, language), language).subtitle;
}

/** Of one that was brought in, where they are. */
function rowsGoneOf(run: Run, t: (typeof texts)['en']): string {
  if (run.error?.code === 'result_gone') return t.resultGone;
  return run.broughtIn && run.rowCount === null ? t.rowsInAthena : t.rowsGone;
}

/** Nothing where nothing is paid: files of one's own. */
function moneyOf(run: Run, format: ReturnType<typeof formatFor>): string {
  if (run.scannedBytes === null) return '–';
  const size = format.bytes(run.scannedBytes);
  return run.costUsd === null ? size : `${size} · ${format.usd(run.costUsd)}`;
}

function dotOf(run: Run): string {
  if (run.rowsGone) return 'dot dot-off';
  if (run.state === 'saved') return 'dot';
  return run.state === 'failed' ? 'dot dot-reject' : 'dot dot-off';
}
