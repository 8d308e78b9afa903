import { Fragment, useState } from 'react';
import type { Integration, TableMade, TablePlan } from '../../../preload/contract/integration.ts';
import type { SourceRef } from '../../../preload/contract/query.ts';
import type { FlowLog, Inventory, Place } from '../../../preload/contract/setup.ts';
import { useClient } from '../../api/client-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SetupError } from '../setup-error.tsx';
import { StepList } from '../step-list.tsx';
import { useAsking } from '../use-asking.ts';
import { useTopOfDialog } from '../use-top-of-dialog.ts';
import { extendingDraft, type LogPlaces, openingOwnDraft, ownProblems } from './own-draft.ts';
import { OwnForm } from './own-form.tsx';
import { isNothing, OwnPlanView } from './plan/own-plan-view.tsx';
import { texts as integrationTexts } from './texts.ts';

type Stage =
  | { readonly at: 'choice' }
  | { readonly at: 'plan'; readonly plan: TablePlan }
  | { readonly at: 'made'; readonly plan: TablePlan; readonly made: TableMade };

/** Nagare's own table: chosen, planned, made by Athena or as a stack, or taken elsewhere. */
export function OwnDialog({
  place,
  inventory,
  log,
  found,
  extended,
  onStack,
  onMade,
  onSource,
  onClose,
}: {
  readonly place: Place;
  readonly inventory: Inventory;
  readonly log: FlowLog;
  readonly found: LogPlaces;
  /** A table of Nagare's that is to read more; NULL: a new one. */
  readonly extended: Integration | null;
  readonly onStack: (stackId: string) => void;
  /** Something was made: what is there is to be read again. */
  readonly onMade: () => void;
  readonly onSource: (source: SourceRef) => void;
  readonly onClose: () => void;
}) {
  const t = useTexts(integrationTexts);
  const client = useClient();
  const [choice, setChoice] = useState(() => {
    const opening = openingOwnDraft(log, found, inventory);
    return extended === null ? opening : extendingDraft(opening, extended);
  });
  const [stage, setStage] = useState<Stage>({ at: 'choice' });
  const { busy, error, ask } = useAsking();
  const content = useTopOfDialog(stage.at, busy);
  const problems = ownProblems(choice);
  const isSound = Object.values(problems).every((problem) => problem === null);

  const plan = () => ask(async () => setStage({ at: 'plan', plan: await client.request('setup.planTable', { place, choice }) }));
  const make = (of: TablePlan, by: 'ddl' | 'stack') =>
    ask(async () => {
      const made = await client.request('setup.makeTable', { place, choice, by });
      onMade();
      if (made.stackId !== null) return onStack(made.stackId);
      setStage({ at: 'made', plan: of, made });
    });
  const source = stage.at === 'made' ? stage.made.source : null;

  const footer =
    stage.at === 'choice' ? (
      <>
        <Button onPress={onClose}>{t.cancel}</Button>
        <Button variant="primary" isDisabled={!isSound || busy} onPress={() => void plan()}>
          {busy ? t.planning : t.showPlan}
        </Button>
      </>
    ) : stage.at === 'plan' ? (
      <>
        <Button icon="left" isDisabled={busy} onPress={() => setStage({ at: 'choice' })}>
          {t.back}
        </Button>
        <span className="spacer" />
        <Button isDisabled={busy} onPress={onClose}>
          {t.cancel}
        </Button>
        {isNothing(stage.plan) ? (
          <Button variant="primary" onPress={() => onSource(stage.plan.source)}>
            {t.useSource}
          </Button>
        ) : (
          <>
            {stage.plan.extension === null && (
              <Button isDisabled={busy} onPress={() => void make(stage.plan, 'stack')}>
                {t.byStack}
              </Button>
            )}
            <Button variant="primary" isDisabled={busy} onPress={() => void make(stage.plan, 'ddl')}>
              {busy ? t.creating : stage.plan.extension === null ? t.byDdl : t.extend}
            </Button>
          </>
        )}
      </>
    ) : (
      <Fragment key="made">
        {!source && (
          <>
            <Button icon="left" isDisabled={busy} onPress={() => setStage({ at: 'choice' })}>
              {t.back}
            </Button>
            <span className="spacer" />
            <Button isDisabled={busy} onPress={() => void make(stage.plan, 'ddl')}>
              {busy ? t.creating : t.again}
            </Button>
          </>
        )}
        {source && <Button onPress={() => onSource(source)}>{t.useSource}</Button>}
        <Button variant="primary" onPress={onClose} autoFocus>
          {t.close}
        </Button>
      </Fragment>
    );

  return (
    <Dialog title={t.ownTitle} isOpen onClose={onClose} width={820} footer={footer}>
      <div className="flow-log-dialog" ref={content}>
        {error && <SetupError error={error} />}
        {stage.at === 'choice' && (
          <OwnForm choice={choice} problems={problems} onChange={(patch) => setChoice((before) => ({ ...before, ...patch }))} />
        )}
        {stage.at === 'plan' && <OwnPlanView choice={choice} plan={stage.plan} />}
        {stage.at === 'made' && (
          <>
            <p role="status" className="strong">
              {source ? t.madeAll : t.madeSome}
            </p>
            <StepList title={t.done} steps={stage.made.steps} words={t.steps} />
          </>
        )}
      </div>
    </Dialog>
  );
}
