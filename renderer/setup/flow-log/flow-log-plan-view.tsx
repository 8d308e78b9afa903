import type { FlowLogPlan } from '../../../preload/contract/setup.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Icon } from '../../ui/icon.tsx';
import { ElsewhereTabs } from '../elsewhere-tabs.tsx';
import { StepList } from '../step-list.tsx';
import { texts as flowLogTexts } from './texts.ts';

/** `$0.25` or `$0.25–$0.50`: list prices, as AWS writes them. */
function range([low, high]: readonly [number, number]): string {
  const usd = (value: number) => `$${value < 0.1 ? value.toFixed(3) : value.toFixed(2)}`;
  return low === high ? usd(low) : `${usd(low)}–${usd(high)}`;
}

/** All that would be made and added, what it costs, what speaks against it; nothing has been done yet. */
export function FlowLogPlanView({ plan, words }: { readonly plan: FlowLogPlan; readonly words: Readonly<Record<string, string>> }) {
  const t = useTexts(flowLogTexts);
  return (
    <>
      <StepList title={t.willDo} steps={plan.steps} words={words} />
      {plan.warnings.length > 0 && (
        <ul className="flow-log-warnings">
          {plan.warnings.map(({ code, about }) => (
            <li key={`${code} ${about}`}>
              <Icon name="warning" size={14} />
              <span className="selectable">{t.warnings[code](about)}</span>
            </li>
          ))}
        </ul>
      )}
      <p>
        <span className="muted">{t.cost}: </span>
        <span className="selectable">{t.costText(range(plan.cost.deliveredPerGb), range(plan.cost.storedPerGbMonth))}</span>
      </p>
      {plan.policy !== '' && (
        <details>
          <summary>{t.policy}</summary>
          <pre className="mono setup-code">{plan.policy}</pre>
        </details>
      )}
      {plan.keyPolicy !== null && (
        <details open>
          <summary>{t.keyPolicy}</summary>
          <pre className="mono setup-code">{plan.keyPolicy}</pre>
        </details>
      )}
      <ElsewhereTabs elsewhere={plan.elsewhere} />
    </>
  );
}
