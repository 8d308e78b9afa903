import { Fragment } from 'react';
import { uncoveredParts } from '../../../../main/flowlogs/uncovered-parts.ts';
import type { Integration } from '../../../../preload/contract/integration.ts';
import type { FlowLog } from '../../../../preload/contract/setup.ts';
import { useTexts } from '../../../i18n/use-texts.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { CopyButton } from '../../copy-button.tsx';
import { texts as lineTexts } from './texts.ts';
import { uncoveredText } from './uncovered-text.ts';

/** More say nothing that these do not. */
const MOST = 4;

/** Whose logs the table reads beside those of the flow log, what it leaves out, what it counts twice; nothing where all is well. */
export function TableReach({
  log,
  integration,
  onExtend,
}: {
  readonly log: FlowLog;
  readonly integration: Integration;
  /** Nagare's own, made for this flow log: it is extended by being made again. */
  readonly onExtend: () => void;
}) {
  const t = useTexts(lineTexts);
  const { alsoReads, countedTwice } = integration;
  const names = new Map([log, ...alsoReads].map(({ id, name }) => [id, name]));
  const named = (id: string) => {
    const name = names.get(id) ?? null;
    return name === null ? id : t.named(id, name);
  };
  const listed = (ids: readonly string[]) =>
    [...ids.slice(0, MOST).map(named), ...(ids.length > MOST ? [t.more(ids.length - MOST)] : [])].join(', ');
  const unreadable = alsoReads.filter(({ isReadable }) => !isReadable).map(({ id }) => id);
  const lines: (readonly [icon: 'info' | 'warning', text: string])[] = [
    ...(alsoReads.length === 0 ? [] : [['info', t.alsoReads(listed(alsoReads.map(({ id }) => id)))] as const]),
    ...(unreadable.length === 0 ? [] : [['warning', t.unreadable(listed(unreadable))] as const]),
    ...countedTwice.slice(0, MOST).map(([one, other]) => ['warning', t.twice(named(one), named(other))] as const),
    ...(countedTwice.length > MOST ? [['warning', t.twiceMore(countedTwice.length - MOST)] as const] : []),
  ];
  return (
    <>
      {uncoveredParts(integration, log.id).map((part) => (
        <Fragment key={part.cure.kind}>
          <div className="table-reach table-reach-action">
            <Icon name="warning" size={14} />
            <span className="selectable">{uncoveredText(t, part)}</span>
            {part.cure.kind === 'extend' && <Button onPress={onExtend}>{t.extend}</Button>}
          </div>
          {part.cure.kind === 'statement' && (
            <details>
              <summary>{t.statement}</summary>
              <div className="step-actions">
                <CopyButton text={`${part.cure.ddl};\n`} />
              </div>
              <pre className="mono setup-code">{part.cure.ddl}</pre>
            </details>
          )}
        </Fragment>
      ))}
      {lines.map(([icon, text]) => (
        <div key={text} className="table-reach">
          <Icon name={icon} size={14} />
          <span className="selectable">{text}</span>
        </div>
      ))}
    </>
  );
}
