import { Fragment } from 'react';
import type { MonthSpend } from '../../preload/contract/spend.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { texts } from './texts.ts';

/** What each month has cost, newest first; under a month what was brought in of it. */
export function SpendTable({ months }: { readonly months: readonly MonthSpend[] }) {
  const t = useTexts(texts);
  const format = useFormat();
  const numbers = ({ runs, scannedBytes, costUsd }: MonthSpend['broughtIn']) =>
    [format.number(runs), format.bytes(scannedBytes), format.usd(costUsd)].map((text, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: three columns, always the same.
      <td key={index} className="mono spend-number">
        {text}
      </td>
    ));
  const hasBroughtIn = months.some(({ broughtIn }) => broughtIn.runs > 0);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: many months are scrolled by the keyboard too. */}
      <section className="spend-scroll" tabIndex={0} aria-label={t.spendByMonth}>
        <table className="spend-table">
          <thead>
            <tr>
              <th scope="col">{t.spendMonth}</th>
              {[t.spendRuns, t.spendScanned, t.spendCost].map((name) => (
                <th key={name} scope="col" className="spend-number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {months.map(({ month, broughtIn, ...own }) => (
              <Fragment key={month}>
                <tr className="spend-month">
                  <th scope="row">{format.monthOfYear(month)}</th>
                  {numbers(own)}
                </tr>
                {broughtIn.runs > 0 && (
                  <tr className="muted spend-apart">
                    <th scope="row">{t.spendApart}</th>
                    {numbers(broughtIn)}
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      </section>
      <p className="ui-hint spend-hint">{hasBroughtIn ? format.sentences([t.spendHint, t.spendBroughtInHint]) : t.spendHint}</p>
    </>
  );
}
