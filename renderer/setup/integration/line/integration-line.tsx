import { useState } from 'react';
import type { Integration } from '../../../../preload/contract/integration.ts';
import type { SourceRef } from '../../../../preload/contract/query.ts';
import type { FlowLog, Place } from '../../../../preload/contract/setup.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { useTexts } from '../../../i18n/use-texts.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../copy-button.tsx';
import { GapsPanel } from '../gaps-panel.tsx';
import { texts as integrationTexts } from '../texts.ts';
import { Misfits } from './misfits.tsx';
import { TableReach } from './table-reach.tsx';
import { texts as lineTexts } from './texts.ts';

/** A table that reads the flow log's files: what it is, whether it fits, whose logs it reads, what is missing from it. */
export function IntegrationLine({
  place,
  log,
  integration,
  onExtend,
  onSource,
}: {
  readonly place: Place;
  readonly log: FlowLog;
  readonly integration: Integration;
  readonly onExtend: () => void;
  readonly onSource: (source: SourceRef) => void;
}) {
  const t = useTexts(integrationTexts);
  const l = useTexts(lineTexts);
  const format = useFormat();
  const [isLooking, setLooking] = useState(false);
  const { kind, database, table, workgroup, stack, location, isProjected, partitionCount, misfits, fittingDdl, source } = integration;
  const partitions = isProjected
    ? t.projected
    : partitionCount === null
      ? t.partitionsUnknown
      : t.partitions(format.number(partitionCount));
  const details = [
    t.kinds[kind],
    workgroup === null ? null : t.workgroup(workgroup),
    stack === null ? null : t.stack(stack.name, stack.status),
    partitions,
  ].filter((part) => part !== null);
  return (
    <li className="integration-line">
      <div className="integration-head">
        <span className="integration-what">
          <span className="strong ellipsis" title={`${database}.${table}\n${location}`}>
            {database}.{table}
          </span>
          <span className="muted integration-details">{details.join(' · ')}</span>
        </span>
        <span className={misfits.length === 0 ? 'inventory-state' : 'inventory-state setup-bad'}>
          <span className={misfits.length === 0 ? 'dot' : 'dot dot-reject'} />
          {misfits.length === 0 ? l.fits : l.misfits(misfits.length)}
        </span>
        {!isProjected && (
          <Button onPress={() => setLooking(true)} isDisabled={isLooking}>
            {t.findGaps}
          </Button>
        )}
        <Button onPress={() => onSource(source)}>{t.useSource}</Button>
      </div>
      <TableReach log={log} integration={integration} onExtend={onExtend} />
      {misfits.length > 0 && <Misfits misfits={misfits} />}
      {fittingDdl !== null && (
        <details>
          <summary>{l.fittingDdl}</summary>
          <div className="step-actions">
            <CopyButton text={fittingDdl} />
          </div>
          <pre className="mono setup-code">{fittingDdl}</pre>
        </details>
      )}
      {isLooking && <GapsPanel place={place} database={database} table={table} onClose={() => setLooking(false)} />}
    </li>
  );
}
