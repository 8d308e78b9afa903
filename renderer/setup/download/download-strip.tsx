import type { Download } from '../../../preload/contract/download.ts';
import type { SourceRef } from '../../../preload/contract/query.ts';
import { useClient } from '../../api/client-context.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import type { Window } from '../../query/presets.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { SetupError } from '../setup-error.tsx';
import './download-strip.css';
import { texts as downloadTexts } from './texts.ts';

/** How far copies are, then what came of each until that is dismissed. */
export function DownloadStrip({
  downloads,
  onDismiss,
  onSource,
}: {
  readonly downloads: readonly Download[];
  readonly onDismiss: (id: string) => void;
  readonly onSource: (source: SourceRef, window: Window | null) => void;
}) {
  const t = useTexts(downloadTexts);
  const format = useFormat();
  const client = useClient();
  return downloads.map((download) => {
    const { id, state, folder, from, to, objects, doneObjects, doneBytes, bytes, keptObjects, error } = download;
    if (state === 'running') {
      return (
        <div key={id} className="download-strip">
          <span className="ellipsis" title={folder}>
            {t.running(folder)}
          </span>
          <ProgressBar
            label={t.running(folder)}
            done={doneBytes}
            total={bytes}
            text={t.progress(format.number(doneObjects), format.number(objects), format.bytes(doneBytes))}
          />
          <Button onPress={() => void client.request('download.cancel', { id }).catch(() => undefined)}>{t.cancel}</Button>
        </div>
      );
    }
    if (state === 'failed' && error) {
      return (
        <div key={id} className="download-failed">
          <SetupError error={error}>
            <Button onPress={() => onDismiss(id)}>{t.dismiss}</Button>
          </SetupError>
        </div>
      );
    }
    return (
      <div key={id} className="download-strip">
        <span className="ellipsis" role="status" title={folder}>
          {state === 'done' ? t.done(format.number(objects), format.bytes(bytes), folder) : t.cancelled(format.number(doneObjects), folder)}
          {state === 'done' && keptObjects > 0 && <span className="muted"> {t.kept(format.number(keptObjects))}</span>}
        </span>
        <span className="spacer" />
        {state === 'done' && (
          <Button variant="primary" onPress={() => onSource({ kind: 'folder', path: folder }, { from, to })}>
            {t.openSource}
          </Button>
        )}
        <IconButton icon="close" label={t.dismiss} onPress={() => onDismiss(id)} />
      </div>
    );
  });
}
