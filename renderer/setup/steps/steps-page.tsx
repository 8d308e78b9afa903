import { useEffect, useRef, useState } from 'react';
import { isSound } from '../../../main/flowlogs/table-soundness.ts';
import type { OperationOutput } from '../../../preload/contract/operations.ts';
import type { SourceRef } from '../../../preload/contract/query.ts';
import type { Run } from '../../../preload/contract/run.ts';
import type { Inventory, Place } from '../../../preload/contract/setup.ts';
import { useOperation } from '../../api/use-operation.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import type { Window } from '../../query/presets.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { DownloadDialog } from '../download/download-dialog.tsx';
import { FlowLogDialog } from '../flow-log/flow-log-dialog.tsx';
import { destinationWords, fieldsWords, recordsWords } from '../flow-log-words.ts';
import { useStack } from '../integration/use-stack.ts';
import type { Resource, SetupPage, SetupState } from '../setup-state.ts';
import { texts } from '../texts.ts';
import type { ChangeSetup } from '../use-setup-state.ts';
import { ArrivalsStep } from './arrivals-step.tsx';
import { FlowLogStep } from './flow-log-step.tsx';
import { IntegrationStep } from './integration-step.tsx';
import { ReadyStep } from './ready-step.tsx';
import { Step } from './step.tsx';
import { firstOpen, type StepName, stepStates, testWindow } from './step-states.ts';
import { testFigures } from './test-figures.ts';
import { useArrivals } from './use-arrivals.ts';
import { useOpened } from './use-opened.ts';
import { useTestRun } from './use-test-run.ts';

/** The walk-through's steps for one flow log, each with how it stands now. */
export function StepsPage({
  host,
  zone,
  place,
  inventory,
  resource,
  flowLogId,
  state,
  onChange,
  onReload,
  onGo,
  onSource,
  onOpenRun,
}: {
  readonly host: OperationOutput<'app.read'>['host'];
  readonly zone: string;
  readonly place: Place;
  readonly inventory: Inventory;
  readonly resource: Resource;
  readonly flowLogId: string | null;
  readonly state: SetupState;
  readonly onChange: ChangeSetup;
  readonly onReload: () => void;
  readonly onGo: (page: SetupPage) => void;
  readonly onSource: (source: SourceRef, window: Window | null) => void;
  readonly onOpenRun: (run: Run) => void;
}) {
  const t = useTexts(texts);
  const format = useFormat();
  const [dialog, setDialog] = useState<'make' | 'download' | null>(null);
  const log = inventory.flowLogs.find(({ id }) => id === flowLogId) ?? null;
  const s3Log = log !== null && log.bucket !== null ? log : null;
  const about = s3Log === null ? null : { place, flowLogId: s3Log.id };
  const arrivals = useArrivals(about);
  const integrations = useOperation('setup.integrations', about);
  // One that was begun before a restart, or by somebody else, is followed as well.
  const stackId = s3Log === null ? null : (state.stacks[s3Log.id] ?? integrations.value?.stackId ?? null);
  const stack = useStack(place, stackId, integrations.reload);
  // Who reads the list anew means all that is shown.
  const read = useRef(inventory);
  useEffect(() => {
    if (read.current === inventory) return;
    read.current = inventory;
    arrivals.reload();
    integrations.reload();
  }, [inventory, arrivals.reload, integrations.reload]);
  const test = useTestRun(flowLogId === null ? null : (state.tests[flowLogId] ?? null));
  const states = stepStates({
    log,
    arrivals: arrivals.value,
    integrations: integrations.value?.integrations ?? null,
    stack: stack.value,
    test: test.run,
  });
  const isAsking = about !== null && ((arrivals.loading && !arrivals.value) || (integrations.loading && !integrations.value));
  const opened = useOpened(isAsking ? null : firstOpen(states), flowLogId ?? resource.id, state, onChange);
  const remember = (key: 'stacks' | 'tests', value: string) =>
    onChange((before) => ({ ...before, [key]: { ...before[key], [flowLogId ?? '']: value } }));
  /** A table made anew has files of the hours in which they came. */
  const goOnWith = (source: SourceRef) =>
    onSource(
      source,
      arrivals.value?.hours.some((hour) => hour.files > 0) ? testWindow(arrivals.value, Math.floor(Date.now() / 1000)) : null,
    );
  const goToLog = (id: string) => {
    onReload();
    onGo({ at: 'steps', resource, flowLogId: id });
  };

  const name = nameOf(inventory, resource.id);
  const title = log?.name ?? flowLogId ?? (name || resource.id);
  const files = arrivals.value?.hours.reduce((sum, hour) => sum + hour.files, 0) ?? 0;
  const bytes = arrivals.value?.hours.reduce((sum, hour) => sum + hour.bytes, 0) ?? 0;
  const tables = integrations.value?.integrations ?? [];
  const first = tables.find(isSound) ?? tables.find(({ misfits }) => misfits.length === 0) ?? tables[0];
  const summaries: Readonly<Record<StepName, string>> = {
    flowLog: log ? [recordsWords(log, t), destinationWords(log, t), fieldsWords(log, t)].join(' · ') : t.noLog,
    arrivals: s3Log ? (files > 0 ? t.totals(format.number(files), format.bytes(bytes)) : '') : t.after(t.stepTitles.flowLog),
    integration: s3Log ? (first ? `${first.database}.${first.table}` : '') : t.after(t.stepTitles.flowLog),
    ready: first ? (test.run?.state === 'saved' ? testFigures(test.run, t, format) : '') : t.after(t.stepTitles.integration),
  };
  const step = (number: number, key: StepName, children: React.ReactNode) => (
    <Step
      number={number}
      title={t.stepTitles[key]}
      summary={summaries[key]}
      state={states[key]}
      isOpen={opened.has(key)}
      onToggle={() => opened.toggle(key)}
    >
      {children}
    </Step>
  );

  return (
    <>
      <div className="steps-bar">
        <Button icon="left" onPress={() => onGo({ at: 'list' })}>
          {t.back}
        </Button>
        <h2 tabIndex={-1}>
          <span className="strong ellipsis">{title}</span>
          <span className="muted ellipsis">
            {[log?.name ? log.id : null, log ? name : null, title === resource.id ? null : resource.id].filter(Boolean).join(' · ')}
          </span>
        </h2>
        <span className="spacer" />
        {s3Log && (
          <Button icon="download" onPress={() => setDialog('download')}>
            {t.download}
          </Button>
        )}
        {log && (
          <Button icon="trash" onPress={() => onGo({ at: 'cleanup', id: null, flowLogIds: [log.id] })}>
            {t.cleanUp}
          </Button>
        )}
      </div>
      {flowLogId !== null && log === null && (
        <p className="setup-unread" role="status">
          <Icon name="warning" size={14} /> {t.logGone}
        </p>
      )}
      <ol className="steps" aria-label={t.steps}>
        {step(1, 'flowLog', <FlowLogStep log={log} zone={zone} onMake={() => setDialog('make')} />)}
        {step(
          2,
          'arrivals',
          s3Log ? <ArrivalsStep answer={arrivals} zone={zone} /> : <After text={log ? t.notInS3 : t.after(t.stepTitles.flowLog)} />,
        )}
        {step(
          3,
          'integration',
          s3Log ? (
            <IntegrationStep
              place={place}
              zone={zone}
              inventory={inventory}
              log={s3Log}
              answer={integrations}
              stack={stack}
              hasStack={stackId !== null}
              onStack={(id) => remember('stacks', id)}
              onSource={goOnWith}
            />
          ) : (
            <After text={t.after(t.stepTitles.flowLog)} />
          ),
        )}
        {step(
          4,
          'ready',
          first ? (
            <ReadyStep
              source={first.source}
              table={`${first.database}.${first.table}`}
              zone={zone}
              arrivals={arrivals.value}
              test={test}
              onStarted={(id) => remember('tests', id)}
              onOpenRun={onOpenRun}
              onSource={goOnWith}
            />
          ) : (
            <After text={t.after(t.stepTitles.integration)} />
          ),
        )}
      </ol>
      {dialog === 'make' && (
        <FlowLogDialog place={place} inventory={inventory} resource={resource} onMade={goToLog} onClose={() => setDialog(null)} />
      )}
      {dialog === 'download' && s3Log && (
        <DownloadDialog
          host={host}
          zone={zone}
          place={place}
          log={s3Log}
          newestHour={arrivals.value?.hours.findLast((hour) => hour.files > 0)?.at ?? null}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
}

function After({ text }: { readonly text: string }) {
  return <p className="muted">{text}</p>;
}

function nameOf({ vpcs, subnets, interfaces }: Inventory, id: string): string {
  return [...vpcs, ...subnets, ...interfaces].find((each) => each.id === id)?.name ?? '';
}
