import { isSerious, type Lack } from '../../../main/flowlogs/flow-log-lacks.ts';
import type { FlowLog } from '../../../preload/contract/setup.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { destinationWords, formatWords, recordsWords } from '../flow-log-words.ts';
import { lackReason, lackWords } from '../lack-words.ts';
import type { Resource } from '../setup-state.ts';
import { texts } from '../texts.ts';
import type { InventoryLine } from './inventory-groups.ts';

/** A resource and a flow log of it, in two lines of text. */
export function InventoryRow({
  line,
  isDefault,
  onOpen,
}: {
  readonly line: InventoryLine;
  readonly isDefault: boolean;
  readonly onOpen: (resource: Resource, flowLogId: string | null) => void;
}) {
  const t = useTexts(texts);
  const { resource, name, detail, log, recordedBy, lacks } = line;
  const what = resource.type === 'VPC' && isDefault ? [detail, t.defaultVpc].filter(Boolean).join(' · ') : detail;
  return (
    <tr className="inventory-row" data-inside={resource.type !== 'VPC'}>
      <th scope="row">
        {line.isFirst ? (
          <TwoLines
            first={name ?? resource.id}
            second={name === null ? what : `${resource.id} · ${what}`}
            isStrong={resource.type === 'VPC'}
          />
        ) : (
          <span className="visually-hidden">{name ?? resource.id}</span>
        )}
      </th>
      {log ? (
        <>
          <td>
            <TwoLines
              first={log.name ?? log.id}
              second={log.name === null ? recordsWords(log, t) : `${log.id} · ${recordsWords(log, t)}`}
            />
          </td>
          <td>
            <TwoLines first={destinationWords(log, t)} second={formatWords(log, t)} isMono />
          </td>
          <td>
            <Delivery log={log} />
          </td>
        </>
      ) : (
        <td
          colSpan={4}
          className={recordedBy === null && lacks.some(isSerious) ? 'inventory-bad ellipsis' : 'muted ellipsis'}
          title={recordedBy === null ? lacks.map((lack) => lackReason(lack, t)).join('\n') : recordedBy}
        >
          {recordedBy === null ? t.noLog : t.recordedBy(recordedBy)}
        </td>
      )}
      {log && (
        <td>
          <Lacks lacks={lacks} />
        </td>
      )}
      <td className="inventory-end">
        {log ? (
          <Button label={t.openLog(log.id)} onPress={() => onOpen(resource, log.id)}>
            {t.open}
          </Button>
        ) : recordedBy === null && resource.type === 'VPC' ? (
          <Button label={t.setUpFor(name ?? resource.id)} onPress={() => onOpen(resource, null)}>
            {t.setUp}
          </Button>
        ) : (
          <LinkButton label={t.setUpFor(name ?? resource.id)} onPress={() => onOpen(resource, null)}>
            {t.setUp}
          </LinkButton>
        )}
      </td>
    </tr>
  );
}

function TwoLines({
  first,
  second,
  isStrong = false,
  isMono = false,
}: {
  readonly first: string;
  readonly second: string;
  readonly isStrong?: boolean;
  readonly isMono?: boolean;
}) {
  return (
    <span className="inventory-two" title={second === '' ? first : `${first}\n${second}`}>
      <span className={['ellipsis', isStrong && 'strong', isMono && 'mono'].filter(Boolean).join(' ')}>{first}</span>
      {second !== '' && <span className="muted ellipsis inventory-second">{second}</span>}
    </span>
  );
}

function Delivery({ log }: { readonly log: FlowLog }) {
  const t = useTexts(texts);
  if (log.deliverStatus === 'FAILED') {
    return (
      <span className="inventory-two inventory-bad" title={log.deliverError ?? ''}>
        <span className="inventory-state">
          <span className="dot dot-reject" />
          {t.deliveryFailed}
        </span>
        {log.deliverError !== null && <span className="ellipsis inventory-second">{log.deliverError}</span>}
      </span>
    );
  }
  return (
    <span className="inventory-state">
      <span className={log.deliverStatus === null ? 'dot dot-off' : 'dot'} />
      {log.deliverStatus === null ? t.nothingYet : t.delivers}
    </span>
  );
}

function Lacks({ lacks }: { readonly lacks: readonly Lack[] }) {
  const t = useTexts(texts);
  if (lacks.length === 0) {
    return (
      <span className="inventory-state">
        <span className="dot" />
        {t.complete}
      </span>
    );
  }
  const isBad = lacks.some(isSerious);
  return (
    <span
      className={isBad ? 'inventory-clamp inventory-bad' : 'inventory-clamp'}
      title={lacks.map((lack) => `${lackWords(lack, t)}: ${lackReason(lack, t)}`).join('\n')}
    >
      {lacks.map((lack) => lackWords(lack, t)).join(', ')}
    </span>
  );
}
