import { Button as AriaButton } from 'react-aria-components';
import { errorText } from '../../i18n/error-texts.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import './estimate-line.css';
import { texts } from './texts.ts';
import type { ShownEstimate } from './use-estimate.ts';

/** `1 of 8,760 partitions   at most 18.4 MB   about $0.0001`, beside Run. */
export function EstimateLine({ estimate }: { readonly estimate: ShownEstimate }) {
  const t = useTexts(texts);
  const format = useFormat();
  const language = useLanguage();
  const { value, error, isStale } = estimate;
  if (value === null) {
    return (
      <div className="estimate" data-stale={isStale}>
        <Why word={t.unknown} reason={error === null ? '' : errorText(error, language).title} />
      </div>
    );
  }
  const share = value.files ?? value.partitions;
  const all = share?.all == null ? null : format.number(share.all);
  const overLimit = value.cutoffBytes !== null && value.bytes !== null && value.bytes > value.cutoffBytes;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of figures, no fields.
    <div className="estimate" data-stale={isStale} role="group" aria-label={t.estimate}>
      {share && (
        <span>
          <strong>{format.number(share.read)}</strong> {value.files ? t.files(all ?? '') : t.partitions(all, share.read)}
        </span>
      )}
      {value.files?.read === 0 && <Why word={t.noFiles} reason={t.noFilesHint} isWarning />}
      {!value.isPruned && <Why word={t.wholeTable} reason={t.wholeTableHint} isWarning />}
      {value.bytes === null ? (
        <Why word={t.unknown} reason={value.unknown === null ? '' : t.reasons[value.unknown]} />
      ) : (
        <span>
          {t.atMost} <strong>{format.bytes(value.bytes)}</strong>
        </span>
      )}
      {value.costUsd !== null && (
        <span>
          {t.about} <strong>{format.usd(value.costUsd)}</strong>
        </span>
      )}
      {value.cutoffBytes !== null && <Why word={t.limit(format.bytes(value.cutoffBytes))} reason={t.limitHint} isWarning={overLimit} />}
    </div>
  );
}

/** A word with its reason behind it, for the pointer and for the keyboard. */
function Why({ word, reason, isWarning = false }: { readonly word: string; readonly reason: string; readonly isWarning?: boolean }) {
  return (
    <Tooltip text={reason} placement="top">
      <AriaButton className={isWarning ? 'estimate-why estimate-warning' : 'estimate-why'} aria-label={`${word}. ${reason}`}>
        {word}
      </AriaButton>
    </Tooltip>
  );
}
