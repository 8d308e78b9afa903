import type { ReactNode } from 'react';
import type { Run } from '../../preload/contract/run.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { shortcutText } from '../ui/key-names.ts';
import { Spinner } from '../ui/spinner.tsx';
import { isUnderWay } from './query-state.ts';
import './run-bar.css';
import { RunOutcome } from './run-outcome.tsx';
import { RunWaiting } from './run-waiting.tsx';
import { texts } from './texts.ts';
import { useElapsed } from './use-elapsed.ts';

/**
 * Run, or Cancel with what is going on; at the right what became of the run. One height in all states, so that nothing
 * jumps when it ends.
 */
export function RunBar({
  run,
  isStarting,
  blocked,
  estimate,
  zone,
  onRun,
  onCancel,
  onTryNow,
  onNew,
}: {
  readonly run: Run | null;
  /** Handed over, but not a run yet. */
  readonly isStarting: boolean;
  /** Why nothing can be run now; NULL: it can. */
  readonly blocked: { readonly text: string; readonly isProblem: boolean } | null;
  /** What a run would read and cost, where that is known or is being asked. */
  readonly estimate: ReactNode;
  readonly zone: string;
  readonly onRun: () => void;
  readonly onCancel: () => void;
  /** The run waits for something, and is to try again now. */
  readonly onTryNow: () => void;
  /** Another question, while this run goes on. */
  readonly onNew: () => void;
}) {
  const t = useTexts(texts);
  const underWay = isUnderWay(run) || isStarting;
  return (
    <div className="run-bar">
      {underWay ? (
        <>
          <Button onPress={onCancel} isDisabled={isStarting}>
            {t.cancel}
          </Button>
          <Progress run={run} />
          {run?.waiting && <RunWaiting waiting={run.waiting} zone={zone} onTryNow={onTryNow} />}
        </>
      ) : (
        <>
          <Button
            variant="primary"
            shortcut={shortcutText('↵')}
            onPress={onRun}
            isDisabled={blocked !== null}
            describedBy={blocked ? 'run-blocked' : undefined}
          >
            {t.run}
          </Button>
          {blocked && (
            <span id="run-blocked" role="status" className={blocked.isProblem ? 'ui-problem' : 'muted'}>
              {blocked.isProblem && <Icon name="warning" size={14} />}
              {blocked.text}
            </span>
          )}
          {blocked === null && estimate}
        </>
      )}
      <span className="spacer" />
      {isUnderWay(run) && run?.query.type !== 'rows' && <LinkButton onPress={onNew}>{t.newQuery}</LinkButton>}
      <RunOutcome run={run} zone={zone} />
    </div>
  );
}

function Progress({ run }: { readonly run: Run | null }) {
  const t = useTexts(texts);
  const format = useFormat();
  // Rows that are fetched again: the run itself ended long ago.
  const isAgain = run !== null && run.finishedAt !== null;
  const elapsed = useElapsed(isAgain ? null : (run?.startedAt ?? run?.createdAt ?? null), true);
  const state = run?.state ?? 'draft';
  const isEnded = state === 'saved' || state === 'failed' || state === 'cancelled';
  const phase = run?.place !== undefined ? t.waitsTurn(run.place) : isEnded ? t.phases.fetching : t.phases[state];
  return (
    <div className="run-progress">
      <Spinner label={phase} />
      {/* Read out once for each phase; the seconds are not. */}
      <span role="status">{phase}</span>
      {elapsed !== null && (
        <span className="muted run-elapsed">{format.duration(Math.floor(elapsed / 1000) * 1000).replace('.0', '')}</span>
      )}
      {run?.scannedBytes !== null && run?.scannedBytes !== undefined && (
        <span className="muted">{t.scanned(format.bytes(run.scannedBytes))}</span>
      )}
      {run?.rowCount !== null && run?.rowCount !== undefined && <span className="muted">{t.rowsSoFar(format.number(run.rowCount))}</span>}
    </div>
  );
}
