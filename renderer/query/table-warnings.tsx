import type { Table } from '../../preload/contract/query.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Icon } from '../ui/icon.tsx';
import { texts } from './texts.ts';

/** What should be known about the table before it is asked. */
export function TableWarnings({ table }: { readonly table: Table }) {
  const t = useTexts(texts);
  const words = {
    partitions_unknown: t.partitionsUnknown,
    partitions_injected: t.partitionsInjected,
    files_skipped: t.filesSkipped,
    not_flow_logs: t.notFlowLogs,
  } as const;
  return table.warnings.map((warning) => (
    <p key={warning} className="query-warning">
      <Icon name="info" size={14} />
      {words[warning]}
    </p>
  ));
}
