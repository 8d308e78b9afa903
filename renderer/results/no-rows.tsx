import type { Run } from '../../preload/contract/run.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ResultFooter } from './result-footer.tsx';
import { texts } from './texts.ts';
import { type AskInstead, ZeroRows } from './zero-rows.tsx';

/** A result without rows: why, where that can be told. */
export function NoRows({
  run,
  zone,
  onAsk,
  said,
  onCopyId,
}: {
  readonly run: Run;
  readonly zone: string;
  readonly onAsk: AskInstead;
  readonly said: string;
  readonly onCopyId: () => void;
}) {
  const t = useTexts(texts);
  return (
    <div className="result-view">
      {run.query.type === 'rows' ? (
        <EmptyState text={t.noRowsPlain} />
      ) : (
        <ZeroRows run={run} form={run.query.type === 'form' ? run.query.form : null} zone={zone} onAsk={onAsk} />
      )}
      <ResultFooter run={run} overview={null} rowCount={0} arriving={false} said={said} onCopyId={onCopyId} />
    </div>
  );
}
