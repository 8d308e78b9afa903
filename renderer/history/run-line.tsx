import type { Ref } from 'react';
import { madeTitle, runTitle, sourceName } from '../../main/flowlogs/titles.ts';
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
  goesIn,
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
  /** Its rows soon go by themselves: in so many days, or (NULL) once there is no room for more. */
  readonly goesIn: number | null | undefined;
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
  const { title } = runTitle(run, language);
  const money = moneyOf(run, format);
  return (
    <li
      className="run-line"
      onFocus={onFocus}
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
        aria-keyshortcuts="Shift+F10 F2 Delete"
        onClick={() => isOff || onOpen()}
      >
        <span className="mono muted">{format.clock(new Date(run.createdAt), zone)}</span>
        <span className="run-line-what">
          <span
            className="strong ellipsis run-line-title"
            dir="auto"
            title={run.title === undefined ? title : `${title}\n${madeTitle(run, language).title}`}
          >
            {title}
          </span>
          <span className="muted run-line-sub">
            <span className="ellipsis">{subtitleOf(run, language, format, t)}</span>
            {run.pinned && <span className="run-line-said">{t.isPinned}</span>}
            {goesIn !== undefined && !run.rowsGone && (
              <span className="run-line-said" title={t.goesHint}>
                {t.goes(goesIn)}
              </span>
            )}
            {run.note !== undefined && (
              <>
                <span className="run-line-said">{t.dot}</span>
                <span className="ellipsis run-line-note" dir="auto" title={run.note}>
                  {t.noted(firstLine(run.note))}
                </span>
              </>
            )}
          </span>
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
          <IconButton icon="more" label={t.actions(title)} onPress={() => undefined} isTabStop={false} />
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
  /** Under a title of the user's own stands the made one, before the rest. */
  const isOwn = (said: string) => (run.title === undefined ? said : `${madeTitle(run, language).title}${t.dot}${said}`);
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
    return isOwn(t.broughtIn(database === null ? table : `${database}.${table}`));
  }
  return runTitle(run, language).subtitle;
}

/** With a sign that there is more. */
function firstLine(note: string): string {
  const [line = '', ...more] = note.split('\n');
  return more.length === 0 ? line : `${line.trimEnd()} …`;
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
