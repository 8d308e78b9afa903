import { useDeferredValue, useId, useState } from 'react';
import type { WireError } from '../../../preload/contract/errors.ts';
import type { OperationOutput } from '../../../preload/contract/operations.ts';
import type { FlowLog, Place } from '../../../preload/contract/setup.ts';
import { useClient } from '../../api/client-context.tsx';
import { wireErrorOf } from '../../api/request-error.ts';
import { useOperation } from '../../api/use-operation.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { DateTimeField } from '../../query/date-time-field.tsx';
import { PresetButton } from '../../query/preset-button.tsx';
import { lastSeconds } from '../../query/presets.ts';
import { utcSuffix } from '../../query/utc-suffix.ts';
import { useSettled } from '../../sources/use-settled.ts';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { FormRow } from '../flow-log/form-row.tsx';
import { SetupError } from '../setup-error.tsx';
import { useTopOfDialog } from '../use-top-of-dialog.ts';
import { texts as downloadTexts } from './texts.ts';

const REST_MS = 400;
const HOUR = 3600;
const PRESETS = [
  ['minutes15', 900],
  ['hour1', HOUR],
  ['day1', 24 * HOUR],
] as const;

/** A window of a flow log, what it comes to, and the folder that it goes to. It goes on when the dialog is gone. */
export function DownloadDialog({
  host,
  zone,
  place,
  log,
  newestHour,
  onClose,
}: {
  readonly host: OperationOutput<'app.read'>['host'];
  readonly zone: string;
  readonly place: Place;
  readonly log: FlowLog;
  /** Newest hour with files, Unix seconds: presets count back from its end; NULL: from now. */
  readonly newestHour: number | null;
  readonly onClose: () => void;
}) {
  const t = useTexts(downloadTexts);
  const format = useFormat();
  const client = useClient();
  const problemId = useId();
  const end = newestHour === null ? Math.floor(Date.now() / 1000) : Math.min(newestHour + HOUR, Math.floor(Date.now() / 1000));
  const [window, setWindow] = useState(() => lastSeconds(end, HOUR));
  const [typedFolder, setFolder] = useState<string | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const [busy, setBusy] = useState(false);
  const content = useTopOfDialog('window', busy);
  const isSound = window.from <= window.to;
  const key = useSettled(JSON.stringify(window), REST_MS);
  const settled = JSON.parse(key) as typeof window;
  const request = { place, flowLogId: log.id, ...settled };
  const plan = useOperation('download.plan', settled.from <= settled.to ? request : null);
  const folder = typedFolder ?? plan.value?.folder ?? '';
  const text = useDeferredValue(folder);
  const completions = useOperation('folder.complete', host === 'electron' || typedFolder === null ? null : { text });
  const isCurrent = key === JSON.stringify(window);

  /** What was said of another folder is over. */
  const pickFolder = (next: string) => {
    setFolder(next);
    setError(null);
  };
  const choose = async () => {
    const { path } = await client.request('folder.choose', {});
    if (path !== null) pickFolder(path);
  };
  const start = async () => {
    setBusy(true);
    setError(null);
    try {
      await client.request('download.start', { ...request, folder: folder.trim() });
      onClose();
    } catch (thrown) {
      setError(wireErrorOf(thrown));
      setBusy(false);
    }
  };
  const failure = error ?? plan.error;
  const isEmpty = plan.value?.objects === 0;

  return (
    <Dialog
      title={t.title(log.name ?? log.id)}
      isOpen
      onClose={onClose}
      width={760}
      footer={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button
            variant="primary"
            isDisabled={busy || !plan.value || isEmpty || !isSound || !isCurrent || folder.trim() === ''}
            onPress={() => void start()}
          >
            {t.start}
          </Button>
        </>
      }
    >
      <div className="flow-log-dialog" ref={content}>
        <p className="muted">{t.intro}</p>
        <div className="flow-log-form">
          <FormRow label={t.when}>
            <DateTimeField
              label={t.from}
              epoch={window.from}
              zone={zone}
              onChange={(from) => setWindow((before) => ({ ...before, from }))}
              problemId={isSound ? undefined : problemId}
            />
            <span className="muted" aria-hidden="true">
              –
            </span>
            <DateTimeField
              label={t.to}
              epoch={window.to}
              zone={zone}
              onChange={(to) => setWindow((before) => ({ ...before, to }))}
              problem={isSound ? null : t.badWindow}
              problemId={isSound ? undefined : problemId}
            />
            {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a row of segments. */}
            <div className="ui-segmented" role="group" aria-label={t.presets}>
              {PRESETS.map(([name, seconds]) => (
                <PresetButton key={name} hint={null} onPress={() => setWindow(lastSeconds(end, seconds))}>
                  {t[name]}
                </PresetButton>
              ))}
            </div>
            {isSound ? (
              <span className="muted mono">{utcSuffix({ ...window, zone })}</span>
            ) : (
              <span className="ui-problem" id={problemId}>
                {t.badWindow}
              </span>
            )}
          </FormRow>
          <FormRow label={t.folder}>
            <div className="ui-row form-row-wide">
              <div className="form-row-grow">
                <ComboBox
                  label={t.folder}
                  value={folder}
                  onChange={pickFolder}
                  suggestions={completions.value?.paths ?? []}
                  placeholder=""
                  mono
                />
              </div>
              {host === 'electron' && <Button onPress={() => void choose()}>{t.choose}</Button>}
            </div>
          </FormRow>
        </div>
        <p role="status" className="step-actions">
          {(plan.loading || !isCurrent) && isSound ? (
            <>
              <Spinner label={t.counting} />
              <span className="muted">{t.counting}</span>
            </>
          ) : (
            plan.value && (
              <span className="strong">
                {isEmpty
                  ? t.none
                  : t.plan(format.number(plan.value.objects), format.bytes(plan.value.bytes), format.usd(plan.value.costUsd))}
              </span>
            )
          )}
        </p>
        <p className="ui-hint">{t.fileHint}</p>
        {failure && <SetupError error={failure} />}
      </div>
    </Dialog>
  );
}
