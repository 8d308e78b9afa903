import { flowLogLacks, isSerious } from '../../../main/flowlogs/flow-log-lacks.ts';
import { formatEpoch } from '../../../main/flowlogs/time.ts';
import type { FlowLog } from '../../../preload/contract/setup.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { destinationWords, fieldsWords, formatWords, recordsWords } from '../flow-log-words.ts';
import { lackReason, lackWords } from '../lack-words.ts';
import { texts } from '../texts.ts';

/** What the flow log is and lacks; the way to a new one, since none can be changed. */
export function FlowLogStep({ log, zone, onMake }: { readonly log: FlowLog | null; readonly zone: string; readonly onMake: () => void }) {
  const t = useTexts(texts);
  if (!log) {
    return (
      <>
        <p className="step-intro">{t.makeIntro}</p>
        <div className="step-actions">
          <Button variant="primary" onPress={onMake}>
            {t.make}
          </Button>
        </div>
      </>
    );
  }
  const lacks = flowLogLacks(log);
  const format = formatWords(log, t);
  const facts: readonly (readonly [string, string, boolean])[] = [
    [t.recordsWhat, `${recordsWords(log, t)} · ${fieldsWords(log, t)}`, false],
    [t.goesTo, destinationWords(log, t), true],
    ...(format === '' ? [] : [[t.format, format, false] as const]),
    ...(lacks.length > 0 ? [] : [[t.missing, t.nothingMissing, false] as const]),
    ...(log.createdAt === null
      ? []
      : [
          [
            t.created,
            [formatEpoch(Math.floor(Date.parse(log.createdAt) / 1000), zone), log.byNagare ? t.byNagare : null].filter(Boolean).join(' · '),
            false,
          ] as const,
        ]),
  ];
  return (
    <>
      <dl className="setup-facts">
        {facts.map(([label, value, isMono]) => (
          <div key={label} className="setup-fact">
            <dt>{label}</dt>
            <dd className={isMono ? 'mono selectable' : 'selectable'}>{value}</dd>
          </div>
        ))}
      </dl>
      {lacks.length > 0 && (
        <dl className="step-lacks" aria-label={t.missing}>
          {lacks.map((lack) => (
            <div key={lack.code} className="setup-fact">
              <dt className={isSerious(lack) ? 'setup-bad' : ''}>
                <span className={isSerious(lack) ? 'dot dot-reject' : 'dot dot-off'} />
                {lackWords(lack, t)}
              </dt>
              <dd className="selectable">{lackReason(lack, t)}</dd>
            </div>
          ))}
        </dl>
      )}
      <div className="step-actions">
        <Button variant={lacks.some(isSerious) ? 'primary' : 'quiet'} onPress={onMake}>
          {t.second}
        </Button>
        <span className="ui-hint">{t.secondIntro}</span>
      </div>
    </>
  );
}
