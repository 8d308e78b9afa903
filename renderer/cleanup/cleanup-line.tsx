import { formatEpoch } from '../../main/flowlogs/time.ts';
import type { Cleanup } from '../../preload/contract/cleanup.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Button, IconButton } from '../ui/button.tsx';
import './cleanup.css';
import { countsOf } from './plan-state.ts';
import { type CleanupTexts, texts as cleanupTexts } from './texts.ts';

/** What a clean-up is of: flow logs by their ids. */
export function cleanupName({ flowLogIds }: Cleanup, t: CleanupTexts): string {
  return flowLogIds.length === 0 ? t.leftoversOnly : flowLogIds.join(', ');
}

/** What a report is found by: its line, and what it took away. */
export function reportWords(cleanup: Cleanup, t: CleanupTexts): string {
  const { account, region, items } = cleanup;
  return [t.planOf(cleanupName(cleanup, t)), account, region, ...items.flatMap(({ identity, name }) => [identity, name])].join('\n');
}

/** One plan or report: when, of what, how it stands. */
export function CleanupLine({
  cleanup,
  zone,
  onOpen,
  onForget,
}: {
  readonly cleanup: Cleanup;
  readonly zone: string;
  readonly onOpen: () => void;
  /** Left out: it cannot be forgotten here. */
  readonly onForget?: () => void;
}) {
  const t = useTexts(cleanupTexts);
  const format = useFormat();
  const { done, failed, all } = countsOf(cleanup);
  const name = cleanupName(cleanup, t);
  const at = cleanup.finishedAt ?? cleanup.startedAt ?? cleanup.createdAt;
  const figures = [
    cleanup.state === 'planned' ? t.items(format.number(all)) : t.doneOf(format.number(done), format.number(all)),
    failed === 0 ? null : t.failedOf(format.number(failed)),
  ].filter(Boolean);
  return (
    <li className="cleanup-line">
      <span className="mono muted">{formatEpoch(Math.floor(Date.parse(at) / 1000), zone).slice(0, 16)}</span>
      <span className="ellipsis" title={name}>
        {t.planOf(name)}
      </span>
      <span className="muted">{[cleanup.account, cleanup.region].filter(Boolean).join(' · ')}</span>
      <span className={failed === 0 ? '' : 'setup-bad'}>{figures.join(' · ')}</span>
      <span className="inventory-state">
        <span className={failed > 0 ? 'dot dot-reject' : cleanup.state === 'ended' ? 'dot' : 'dot dot-off'} />
        {t.states[cleanup.state]}
      </span>
      <span className="cleanup-line-end">
        <Button label={t.openOf(name)} onPress={onOpen}>
          {cleanup.state === 'ended' ? t.report : t.open}
        </Button>
        {onForget && <IconButton icon="close" label={t.forgetOf(name)} isDisabled={cleanup.state === 'running'} onPress={onForget} />}
      </span>
    </li>
  );
}
