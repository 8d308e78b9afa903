import type { TableChoice, TablePlan } from '../../../../preload/contract/integration.ts';
import { useTexts } from '../../../i18n/use-texts.ts';
import { CopyButton } from '../../copy-button.tsx';
import { ElsewhereTabs } from '../../elsewhere-tabs.tsx';
import { StepList } from '../../step-list.tsx';
import { texts as integrationTexts } from '../texts.ts';
import { PlanNotes } from './plan-notes.tsx';
import { texts as planTexts } from './texts.ts';

/** All that would be done for Nagare's table, what is there already, the statements; nothing has been done yet. */
export function OwnPlanView({ choice, plan }: { readonly choice: TableChoice; readonly plan: TablePlan }) {
  const t = useTexts(planTexts);
  const { steps } = useTexts(integrationTexts);
  const isThere = plan.extension !== null;
  return (
    <>
      {isNothing(plan) && (
        <p role="status" className="strong">
          {t.nothingToDo}
        </p>
      )}
      <StepList title={isNothing(plan) ? t.there : t.willDo} steps={plan.steps} words={steps} />
      <PlanNotes choice={choice} plan={plan} />
      {plan.ddl.length > 0 && (
        <section className="elsewhere" aria-label={t.ddl}>
          <div className="elsewhere-bar">
            <h3>{t.ddl}</h3>
            <span className="spacer" />
            <CopyButton text={plan.ddl.map((statement) => `${statement};\n`).join('\n')} />
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls is scrolled by keys too. */}
          <pre className="mono setup-code" tabIndex={0}>
            {plan.ddl.map((statement) => `${statement};`).join('\n\n')}
          </pre>
          <p className="ui-hint">{isThere ? t.extendHint : t.byHint}</p>
        </section>
      )}
      {!isNothing(plan) && <ElsewhereTabs elsewhere={plan.elsewhere} />}
    </>
  );
}

/** Whether all of it is there. */
export const isNothing = ({ steps }: TablePlan): boolean => steps.every(({ state }) => state === 'existed');
