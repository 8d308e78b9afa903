import { Fragment } from 'react';
import type { StepOutcome } from '../../preload/contract/setup.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { texts as flowLogTexts } from './flow-log/texts.ts';
import { SetupError } from './setup-error.tsx';
import './step-list.css';

/** What is to be done or was, step by step, each with what it is done to; a failure in its place. */
export function StepList({
  title,
  steps,
  words,
}: {
  readonly title: string;
  readonly steps: readonly StepOutcome[];
  /** By the step's id. */
  readonly words: Readonly<Record<string, string>>;
}) {
  const t = useTexts(flowLogTexts);
  return (
    <section>
      <h3 className="step-title">{title}</h3>
      <ol className="step-list">
        {steps.map((step) => (
          <Fragment key={`${step.id} ${step.resource}`}>
            <li data-state={step.state}>
              <span className={dotOf(step)} />
              <span>{words[step.id] ?? step.id}</span>
              <span className="mono ellipsis selectable" title={step.resource}>
                {step.resource}
              </span>
              <span className="step-list-state">{t.states[step.state]}</span>
            </li>
            {step.error && (
              <li className="step-list-error">
                <SetupError error={step.error} />
              </li>
            )}
          </Fragment>
        ))}
      </ol>
    </section>
  );
}

function dotOf({ state }: StepOutcome): string {
  if (state === 'failed') return 'dot dot-reject';
  return state === 'done' || state === 'existed' ? 'dot' : 'dot dot-off';
}
