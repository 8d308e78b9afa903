import { Fragment, useState } from 'react';
import type { FlowLogMade, FlowLogPlan, Inventory, Place } from '../../../preload/contract/setup.ts';
import { useClient } from '../../api/client-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SetupError } from '../setup-error.tsx';
import type { Resource } from '../setup-state.ts';
import { StepList } from '../step-list.tsx';
import { useTopOfDialog } from '../use-top-of-dialog.ts';
import './flow-log-dialog.css';
import { useAsking } from '../use-asking.ts';
import { choiceOf, draftProblems, openingDraft } from './flow-log-draft.ts';
import { FlowLogForm } from './flow-log-form.tsx';
import { FlowLogPlanView } from './flow-log-plan-view.tsx';
import { texts as flowLogTexts } from './texts.ts';

type Stage =
  | { readonly at: 'choice' }
  | { readonly at: 'plan'; readonly plan: FlowLogPlan }
  | { readonly at: 'made'; readonly plan: FlowLogPlan; readonly made: FlowLogMade };

/** Choose, see what would be done, have it done or take it elsewhere; then what became of it. */
export function FlowLogDialog({
  place,
  inventory,
  resource,
  onMade,
  onClose,
}: {
  readonly place: Place;
  readonly inventory: Inventory;
  readonly resource: Resource;
  readonly onMade: (flowLogId: string) => void;
  readonly onClose: () => void;
}) {
  const t = useTexts(flowLogTexts);
  const client = useClient();
  const [draft, setDraft] = useState(() => openingDraft(resource, inventory));
  const [stage, setStage] = useState<Stage>({ at: 'choice' });
  const { busy, error, ask } = useAsking();
  const content = useTopOfDialog(stage.at, busy);
  const problems = draftProblems(draft);
  const isSound = Object.values(problems).every((problem) => problem === null);

  const choice = choiceOf(draft);
  /** The rule with what it says. */
  const words = { ...t.steps, expire_objects: t.lifecycle(choice.expireDays) };
  const plan = () => ask(async () => setStage({ at: 'plan', plan: await client.request('setup.planFlowLog', { place, choice }) }));
  const make = (of: FlowLogPlan) =>
    ask(async () => setStage({ at: 'made', plan: of, made: await client.request('setup.makeFlowLog', { place, choice }) }));
  const name = [...inventory.vpcs, ...inventory.subnets, ...inventory.interfaces].find(({ id }) => id === resource.id)?.name;
  const firstMade = stage.at === 'made' ? stage.made.flowLogIds[0] : undefined;
  const isWhole = stage.at === 'made' && stage.made.steps.every(({ state }) => state === 'done' || state === 'existed');

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
        <Button onPress={onClose} isDisabled={busy}>
          {t.cancel}
        </Button>
        <Button variant="primary" isDisabled={busy} onPress={() => void make(stage.plan)}>
          {busy ? t.creating : t.create}
        </Button>
      </>
    ) : (
      <Fragment key="made">
        {!isWhole && (
          <Button icon="left" isDisabled={busy} onPress={() => setStage({ at: 'choice' })}>
            {t.back}
          </Button>
        )}
        <span className="spacer" />
        {!isWhole && (
          <Button isDisabled={busy} onPress={() => void make(stage.plan)}>
            {busy ? t.creating : t.again}
          </Button>
        )}
        <Button variant="primary" onPress={() => (firstMade === undefined ? onClose() : onMade(firstMade))} autoFocus>
          {firstMade === undefined ? t.close : t.goOn}
        </Button>
      </Fragment>
    );

  return (
    <Dialog
      title={t.title(name ?? resource.id)}
      isOpen
      onClose={() => (firstMade === undefined ? onClose() : onMade(firstMade))}
      width={880}
      footer={footer}
    >
      <div className="flow-log-dialog" ref={content}>
        {error && <SetupError error={error} />}
        {stage.at === 'choice' && (
          <FlowLogForm
            place={place}
            inventory={inventory}
            resource={resource}
            draft={draft}
            problems={problems}
            onChange={(patch) => setDraft((before) => ({ ...before, ...patch }))}
          />
        )}
        {stage.at === 'plan' && <FlowLogPlanView plan={stage.plan} words={words} />}
        {stage.at === 'made' && (
          <>
            <p role="status" className="strong">
              {isWhole ? t.madeAll : t.madeSome}
            </p>
            {stage.made.flowLogIds.length > 0 && <p className="selectable">{t.made(stage.made.flowLogIds.join(', '))}</p>}
            <StepList title={t.done} steps={stage.made.steps} words={hasOtherRule(stage.made) ? t.steps : words} />
          </>
        )}
      </div>
    </Dialog>
  );
}

/** The rule was there already: it may say something else. */
const hasOtherRule = ({ steps }: FlowLogMade) => steps.some(({ id, state }) => id === 'expire_objects' && state === 'existed');
