import type { OperationOutput } from '../../preload/contract/operations.ts';
import type { SourceRef } from '../../preload/contract/query.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { useQueryState } from '../query/query-context.tsx';
import { ZonePicker } from '../settings/zone-picker.tsx';
import { SourcePicker } from '../sources/source-picker.tsx';
import { texts } from './texts.ts';
import './top-bar.css';

/** Where the flow logs are, and the zone of every time on the page. */
export function TopBar({
  host,
  zone,
  onSource,
  onZone,
}: {
  readonly host: OperationOutput<'app.read'>['host'];
  readonly zone: string;
  readonly onSource: (source: SourceRef) => void;
  readonly onZone: (zone: string) => void;
}) {
  const t = useTexts(texts);
  const { form } = useQueryState();
  return (
    <header className="top-bar">
      <SourcePicker host={host} onPick={onSource} />
      <span className="spacer" />
      <ZonePicker label={t.zone} zone={zone} at={form.from} onChange={onZone} />
    </header>
  );
}
