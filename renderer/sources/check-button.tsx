import { useState } from 'react';
import { sourceName } from '../../main/flowlogs/titles.ts';
import type { WireError } from '../../preload/contract/errors.ts';
import type { SourceRef } from '../../preload/contract/query.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { CheckDialog } from './check-dialog.tsx';
import { texts } from './texts.ts';

/** Beside an error: where a permission is missing in Athena, the way to see all of them. Nothing for other errors. */
export function CheckButton({ error, source }: { readonly error: WireError | null; readonly source: SourceRef }) {
  const s = useTexts(texts);
  const [isOpen, setOpen] = useState(false);
  // What Athena itself was refused in the middle of a query names the permission too.
  const isDenied = error?.code === 'access_denied' || typeof error?.details.action === 'string';
  if (!isDenied || source.kind !== 'athena') return null;
  return (
    <>
      <Button onPress={() => setOpen(true)}>{s.checkNow}</Button>
      {isOpen && <CheckDialog source={source} name={sourceName(source, 'en')} onClose={() => setOpen(false)} />}
    </>
  );
}
