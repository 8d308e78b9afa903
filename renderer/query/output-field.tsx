import { useState } from 'react';
import type { AthenaRef } from '../../preload/contract/query.ts';
import { s3FolderSchema } from '../../preload/contract/settings.ts';
import { useClient } from '../api/client-context.tsx';
import { wireErrorOf } from '../api/request-error.ts';
import { errorText } from '../i18n/error-texts.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import './output-field.css';
import { texts } from './texts.ts';

/** Asks where results go in a workgroup that has no place for them: kept for it, then the query runs. */
export function OutputField({ source, onKept }: { readonly source: AthenaRef; readonly onKept: () => void }) {
  const t = useTexts(texts);
  const client = useClient();
  const language = useLanguage();
  const [location, setLocation] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const keep = async () => {
    const { profile, region, workgroup } = source;
    if (!s3FolderSchema.safeParse(location.trim()).success) return setProblem(t.outputProblem);
    try {
      await client.request('output.keep', { profile, region, workgroup, location: location.trim() });
      onKept();
    } catch (thrown) {
      setProblem(errorText(wireErrorOf(thrown), language).title);
    }
  };
  return (
    <div className="output-field">
      <TextField
        label={t.output}
        mono
        width={340}
        placeholder="s3://bucket/folder/"
        value={location}
        onChange={(text) => {
          setLocation(text);
          setProblem(null);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) void keep();
        }}
        problem={problem}
        hint={t.outputHint}
      />
      <Button variant="primary" onPress={() => void keep()} isDisabled={location.trim() === ''}>
        {t.outputRun}
      </Button>
    </div>
  );
}
