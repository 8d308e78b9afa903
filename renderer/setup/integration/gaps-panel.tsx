import { useState } from 'react';
import type { Place, StepOutcome } from '../../../preload/contract/setup.ts';
import { useClient } from '../../api/client-context.tsx';
import { useOperation } from '../../api/use-operation.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { SetupError } from '../setup-error.tsx';
import { StepList } from '../step-list.tsx';
import { useAsking } from '../use-asking.ts';
import { texts as integrationTexts } from './texts.ts';

const MOST_SHOWN = 6;

/** Partitions whose files are there while the table does not know them; added when asked for. */
export function GapsPanel({
  place,
  database,
  table,
  onClose,
}: {
  readonly place: Place;
  readonly database: string;
  readonly table: string;
  readonly onClose: () => void;
}) {
  const t = useTexts(integrationTexts);
  const format = useFormat();
  const client = useClient();
  const gaps = useOperation('setup.gaps', { place, database, table });
  const [steps, setSteps] = useState<readonly StepOutcome[] | null>(null);
  const { busy, error, ask } = useAsking();
  const found = gaps.value;

  const fill = (missing: NonNullable<typeof found>['missing']) =>
    ask(async () => {
      setSteps((await client.request('setup.fillGaps', { place, database, table, missing })).steps);
      gaps.reload();
    });
  const failure = error ?? gaps.error;
  const isMissing = found !== null && found.missing.length > 0;
  return (
    <section aria-label={t.findGaps} className="stack-progress">
      <div className="step-actions">
        {gaps.loading && !found && <Spinner label={t.looking} />}
        <span role="status">
          {found === null
            ? gaps.loading && t.looking
            : isMissing
              ? t.gapsSome(format.number(found.missing.length), format.number(found.looked))
              : t.gapsNone(format.number(found.looked))}
        </span>
        {isMissing && (
          <Button variant="primary" isDisabled={busy} onPress={() => void fill(found.missing)}>
            {busy ? t.adding : t.addPartitions(format.number(found.missing.length))}
          </Button>
        )}
        <span className="spacer" />
        <IconButton icon="close" label={t.close} onPress={onClose} />
      </div>
      {isMissing && (
        <ul className="arrivals-reasons">
          {found.missing.slice(0, MOST_SHOWN).map(({ location }) => (
            <li key={location}>
              <span className="dot dot-off" />
              <span className="mono selectable">{location}</span>
            </li>
          ))}
          {found.missing.length > MOST_SHOWN && (
            <li>
              <span />
              <span className="muted">+ {format.number(found.missing.length - MOST_SHOWN)}</span>
            </li>
          )}
        </ul>
      )}
      {steps?.some(({ state }) => state === 'failed') && <StepList title={t.added} steps={steps} words={t.steps} />}
      {failure && <SetupError error={failure} />}
    </section>
  );
}
