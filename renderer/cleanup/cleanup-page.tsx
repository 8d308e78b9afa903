import { useState } from 'react';
import type { Cleanup } from '../../preload/contract/cleanup.ts';
import type { Inventory, Place } from '../../preload/contract/setup.ts';
import { useEvent } from '../api/use-event.ts';
import { type Answer, useOperation } from '../api/use-operation.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { SetupError } from '../setup/setup-error.tsx';
import { Button } from '../ui/button.tsx';
import { Spinner } from '../ui/spinner.tsx';
import './cleanup.css';
import { CleanupChoice } from './cleanup-choice.tsx';
import { CleanupPlan } from './cleanup-plan.tsx';
import { texts as cleanupTexts } from './texts.ts';

/** Clean-up: what is to be cleared away is chosen, then the plan of it, which becomes its report. */
export function CleanupPage({
  id,
  marked,
  place,
  inventory,
  zone,
  onOpen,
  onBack,
}: {
  /** A plan or report; NULL: it is still to be chosen. */
  readonly id: string | null;
  /** Flow logs that are ticked to begin with. */
  readonly marked: readonly string[];
  readonly place: Place;
  readonly inventory: Answer<Inventory>;
  readonly zone: string;
  readonly onOpen: (id: string | null) => void;
  readonly onBack: () => void;
}) {
  const t = useTexts(cleanupTexts);
  const list = useOperation('cleanup.list', {});
  const [changed, setChanged] = useState<Readonly<Record<string, Cleanup>>>({});
  const keep = (cleanup: Cleanup) => setChanged((before) => ({ ...before, [cleanup.id]: cleanup }));
  useEvent('cleanup.changed', keep);
  const listed = list.value?.cleanups ?? [];
  const cleanups = listed.map((cleanup) => changed[cleanup.id] ?? cleanup);
  const open = id === null ? null : (changed[id] ?? listed.find((each) => each.id === id) ?? null);

  if (list.error) {
    return (
      <SetupError layout="page" error={list.error}>
        <Button onPress={list.reload}>{t.tryAgain}</Button>
      </SetupError>
    );
  }
  if (id !== null && !open) {
    return list.value === null ? (
      <div className="setup-waiting" role="status">
        <Spinner label={t.looking} />
      </div>
    ) : (
      <SetupError layout="page" error={{ code: 'cleanup_not_found', message: '', details: {} }}>
        <Button onPress={() => onOpen(null)}>{t.backToChoice}</Button>
      </SetupError>
    );
  }
  if (open) return <CleanupPlan cleanup={open} zone={zone} onChanged={keep} onBack={() => onOpen(null)} />;
  return (
    <CleanupChoice
      place={place}
      inventory={inventory}
      marked={marked}
      cleanups={cleanups}
      zone={zone}
      onOpen={onOpen}
      onForgotten={list.reload}
      onBack={onBack}
    />
  );
}
