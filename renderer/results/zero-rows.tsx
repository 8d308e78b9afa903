import { withoutConflict } from '../../main/flowlogs/form-conflicts.ts';
import { flowsLeftOut, reasonText } from '../../main/flowlogs/zero-row-sentences.ts';
import type { QueryForm } from '../../preload/contract/query.ts';
import type { Run } from '../../preload/contract/run.ts';
import { assertNever } from '../../preload/contract/values.ts';
import type { Reason } from '../../preload/contract/zero-rows.ts';
import { useOperation } from '../api/use-operation.ts';
import { errorText } from '../i18n/error-texts.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { texts } from './texts.ts';
import './zero-rows.css';

/** What can be asked in place of what gave no rows. */
export interface AskInstead {
  /** Changes the form and shows it. */
  form(patch: Partial<QueryForm>): void;
  /** Puts a statement into the editor: nothing runs by itself. */
  sql(statement: string): void;
  again(): void;
}

/** In the place of the rows: why there are none, as far as it was checked, and one thing to do about each reason. */
export function ZeroRows({
  run,
  form,
  zone,
  onAsk,
}: {
  readonly run: Run;
  /** NULL: SQL by hand, which the form would not change. */
  readonly form: QueryForm | null;
  readonly zone: string;
  readonly onAsk: AskInstead;
}) {
  const t = useTexts(texts);
  const language = useLanguage();
  const { value, loading } = useOperation('run.explain', { runId: run.id });
  const reasons = value?.reasons ?? [];
  const flowCount = value?.flowCount ?? 0;
  const passesNone = flowCount > 0 && !reasons.some((reason) => reason.code === 'filters_exclude');
  const explained = reasons.length > 0 || passesNone;

  return (
    <div className="zero-rows" aria-busy={loading}>
      <p className="zero-rows-title" role="status">
        {explained || loading ? t.noneMatched : form ? t.noRows : t.noRowsPlain}
      </p>
      {explained && (
        <ul className="zero-rows-reasons">
          {reasons.map((reason) => {
            const help = remedy(reason, form, onAsk, t);
            return (
              <li key={JSON.stringify(reason)}>
                <span className="selectable">{reasonText(reason, zone, language)}</span>
                {help && <Button onPress={help.act}>{help.label}</Button>}
              </li>
            );
          })}
          {passesNone && (
            <li>
              <span className="selectable">{flowsLeftOut(flowCount, language)}</span>
              {form && <Button onPress={() => onAsk.form({})}>{t.changeFilters}</Button>}
            </li>
          )}
        </ul>
      )}
      {form && value && !explained && <Button onPress={() => onAsk.form({})}>{t.changeFilters}</Button>}
      {value?.countSql != null && <LinkButton onPress={() => onAsk.sql(value.countSql ?? '')}>{t.countByStatus}</LinkButton>}
      {value?.error && (
        <p>
          {t.notAsked} {errorText(value.error, language).title}
        </p>
      )}
    </div>
  );
}

type Words = (typeof texts)['en'];

/** The one thing to do about a reason; NULL: there is none to press. */
function remedy(
  reason: Reason,
  form: QueryForm | null,
  onAsk: AskInstead,
  t: Words,
): { readonly label: string; readonly act: () => void } | null {
  if (reason.code === 'not_delivered') return { label: t.runAgain, act: onAsk.again };
  if (form === null) return null;
  const withForm = (label: string, patch: Partial<QueryForm>) => ({ label, act: () => onAsk.form(patch) });
  switch (reason.code) {
    case 'filters_exclude':
      return withForm(t.takeOut[reason.details.conflict], withoutConflict(form, reason.details.conflict));
    case 'before_first':
      return withForm(t.useFirst[lengthOf(reason.details.use)], reason.details.use);
    case 'after_last':
      return withForm(t.useLast[lengthOf(reason.details.use)], reason.details.use);
    case 'partition_missing':
      return withForm(t.useNearest[lengthOf(reason.details.use)], reason.details.use);
    case 'no_files':
      return null;
    case 'no_records': {
      const { use } = reason.details;
      return use === null ? withForm(t.takeOutOwners, { interfaces: [], accounts: [] }) : withForm(t.useNearest[lengthOf(use)], use);
    }
    case 'only_nodata':
      return reason.details.scoped
        ? withForm(t.takeOutOwners, { interfaces: [], accounts: [] })
        : withForm(t.widen, { from: form.from - HOUR, to: form.to + HOUR });
    default:
      return assertNever(reason);
  }
}

const HOUR = 3600;

function lengthOf({ from, to }: { readonly from: number; readonly to: number }): 'hour' | 'day' | 'longer' {
  return to - from <= HOUR ? 'hour' : to - from <= 24 * HOUR ? 'day' : 'longer';
}
