import { useState } from 'react';
import { permissions } from '../../main/flowlogs/permissions.ts';
import { type CheckId, type CheckLine, checkIds } from '../../preload/contract/check.ts';
import type { AthenaRef } from '../../preload/contract/query.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Spinner } from '../ui/spinner.tsx';
import './check-dialog.css';
import { CheckRow } from './check-row.tsx';
import { texts } from './texts.ts';
import { useCheck } from './use-check.ts';

const idsOf = (need: 'necessary' | 'optional') => checkIds.filter((id) => id !== 'identity' && permissions[id].need === need);

/** Each permission that a source needs, as it becomes known; then the smallest policy that gives them. */
export function CheckDialog({
  source,
  name,
  onClose,
}: {
  readonly source: AthenaRef;
  readonly name: string;
  readonly onClose: () => void;
}) {
  const s = useTexts(texts);
  const { lines, result, error, again } = useCheck(source);
  const [isCopied, setCopied] = useState(false);
  const isOver = result !== null || error !== null;

  const copy = async () => {
    if (!result) return;
    await navigator.clipboard.writeText(result.policy);
    setCopied(true);
  };
  const group = (title: string, ids: readonly CheckId[]) => (
    <section className="check-group">
      <h3 className="check-title">{title}</h3>
      <ul className="check-lines">
        {ids.map((id) => (
          <CheckRow key={id} id={id} line={lines.get(id) ?? null} />
        ))}
      </ul>
    </section>
  );

  return (
    <Dialog
      title={s.checkTitle(name)}
      isOpen
      onClose={onClose}
      width={860}
      footer={
        <>
          <Button onPress={again} isDisabled={!isOver} icon="rerun">
            {s.checkAgain}
          </Button>
          <span className="spacer" />
          <Button onPress={() => void copy()} isDisabled={!result} icon="copy">
            {isCopied ? s.copied : s.copyPolicy}
          </Button>
          <Button variant="primary" onPress={onClose}>
            {s.close}
          </Button>
        </>
      }
    >
      <div className="check-dialog">
        {error ? (
          <ErrorNote error={error} />
        ) : (
          <>
            <p className="check-outcome" role="status">
              {result ? outcome(result.lines, s) : <Spinner label={s.checking} />}
              {!result && <span className="muted">{s.checking}</span>}
            </p>
            {result && (
              <p className="muted">
                {result.identity ? (
                  <>
                    {s.who} <span className="mono selectable">{result.identity.arn}</span>
                    {result.region !== null && ` · ${result.region}`}
                  </>
                ) : (
                  s.nobody
                )}
              </p>
            )}
            {group(s.needed, idsOf('necessary'))}
            {group(s.convenient, idsOf('optional'))}
            <p className="ui-hint">{s.checkAbout}</p>
            {result && (
              <details className="check-policy">
                <summary>{s.policy}</summary>
                <p className="ui-hint">{s.policyHint}</p>
                <pre className="mono selectable">{result.policy}</pre>
              </details>
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}

function outcome(lines: readonly CheckLine[], s: (typeof texts)['en']): string {
  const needed = lines.filter(({ need }) => need === 'necessary');
  const missing = needed.filter(({ state }) => state === 'denied').length;
  if (missing > 0) return s.missing(missing);
  return needed.some(({ state }) => state === 'failed') ? s.otherwise : s.allGood;
}
