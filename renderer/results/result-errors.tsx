import type { WireError } from '../../preload/contract/errors.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { texts } from './texts.ts';

/** What failed while the rows on the screen stayed: a column that could not be marked, a view that could not be made. */
export function ResultErrors({
  mark,
  view,
  onReload,
}: {
  readonly mark: WireError | null;
  readonly view: WireError | null;
  readonly onReload: () => void;
}) {
  const { tryAgain } = useTexts(texts);
  return (
    <>
      {mark && (
        <div className="result-error">
          <ErrorNote error={mark} />
        </div>
      )}
      {view && (
        <div className="result-error">
          <ErrorNote error={view}>
            <Button onPress={onReload}>{tryAgain}</Button>
          </ErrorNote>
        </div>
      )}
    </>
  );
}
