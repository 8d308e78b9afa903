import type { ReactNode } from 'react';
import { useId } from 'react';
import { useTexts } from '../../i18n/use-texts.ts';
import { Icon } from '../../ui/icon.tsx';
import { texts } from '../texts.ts';
import './step.css';

export type StepState = 'done' | 'attention' | 'failed' | 'waiting' | 'working';

/** One of the steps: its number or mark, what it is, how it stands; folded to that line or with its content. */
export function Step({
  number,
  title,
  summary,
  state,
  isOpen,
  onToggle,
  children,
}: {
  readonly number: number;
  readonly title: string;
  readonly summary: string;
  readonly state: StepState;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}) {
  const t = useTexts(texts);
  const id = useId();
  return (
    <li className="step" data-state={state}>
      <h2 className="step-head">
        <button type="button" aria-expanded={isOpen} aria-controls={id} onClick={onToggle}>
          <span className="step-mark" aria-hidden="true">
            {state === 'done' ? <Icon name="check" size={14} /> : number}
          </span>
          <span className="strong">{title}</span>
          <span className="muted ellipsis" title={summary}>
            {summary}
          </span>
          <span className="spacer" />
          <span className="step-state">{t.stepStates[state]}</span>
          <Icon name={isOpen ? 'up' : 'down'} size={16} />
        </button>
      </h2>
      <div className="step-body" id={id} hidden={!isOpen}>
        {isOpen && children}
      </div>
    </li>
  );
}
