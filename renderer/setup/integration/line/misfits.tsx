import type { Misfit } from '../../../../preload/contract/integration.ts';
import { useTexts } from '../../../i18n/use-texts.ts';
import { texts as lineTexts } from './texts.ts';

/** What of the table does not fit the flow log, a line each. */
export function Misfits({ misfits }: { readonly misfits: readonly Misfit[] }) {
  const t = useTexts(lineTexts);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too.
    <div className="misfits" tabIndex={0}>
      <table className="setup-table" aria-label={t.misfits(misfits.length)}>
        <thead>
          <tr>
            <th scope="col">{t.misfitHead.field}</th>
            <th scope="col">{t.misfitHead.problem}</th>
            <th scope="col">{t.misfitHead.column}</th>
            <th scope="col">{t.misfitHead.expected}</th>
            <th scope="col">{t.misfitHead.found}</th>
          </tr>
        </thead>
        <tbody>
          {misfits.map((misfit) => (
            <tr key={`${misfit.field} ${misfit.problem}`}>
              <th scope="row" className={misfit.field === null ? '' : 'mono selectable'}>
                {misfit.field ?? t.wholeTable}
              </th>
              <td>{t.problems[misfit.problem]}</td>
              <td className="mono selectable">{misfit.column ?? '–'}</td>
              <td className="mono selectable">{misfit.expected ?? '–'}</td>
              <td className="mono selectable">{misfit.found ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
