import { useTexts } from '../../i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { texts as integrationTexts } from './texts.ts';

/** The two ways to a table, side by side, in plain words. */
export function Ways({
  isFirst,
  onAws,
  onOwn,
}: {
  /** No table is there yet: one of the two is the thing to do. */
  readonly isFirst: boolean;
  readonly onAws: () => void;
  readonly onOwn: () => void;
}) {
  const t = useTexts(integrationTexts);
  return (
    <table className="setup-table ways-table" aria-label={t.ways}>
      <thead>
        <tr>
          <th scope="col">{t.ways}</th>
          <th scope="col">{t.own}</th>
          <th scope="col">{t.aws}</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(t.rows).map(([key, [label, aws, own]]) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            <td>{own}</td>
            <td>{aws}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td />
          <td>
            <Button variant={isFirst ? 'primary' : 'quiet'} onPress={onOwn}>
              {t.chooseOwn}
            </Button>
          </td>
          <td>
            <Button onPress={onAws}>{t.chooseAws}</Button>
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
