import { useOperation } from '../api/use-operation.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { layoutKind } from './layout-kind.ts';
import './result-view.css';
import { type ResultViewProps, StoredRows } from './stored-rows.tsx';

/** The stored rows of a run. */
export function ResultView(props: ResultViewProps) {
  const answer = useOperation('result.columns', { runId: props.run.id });
  const kind = answer.value && layoutKind(props.run.query, answer.value.columns);
  const kept = useOperation('columns.read', kind === null ? null : { kind });
  if (answer.error) return <ErrorNote layout="page" error={answer.error} />;
  if (!answer.value || kind === null || kept.loading) return <div className="result-view" aria-busy="true" />;
  // Filters, order and selection are this result's own.
  return (
    <StoredRows
      key={`${props.run.id} ${props.opened.round}`}
      {...props}
      result={answer.value}
      kind={kind}
      kept={kept.value?.layout ?? null}
    />
  );
}
