import { useEffect, useState } from 'react';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { texts as flowLogTexts } from './flow-log/texts.ts';

const SAID_MS = 4000;

/** Copies a text, and says so for a moment. */
export function CopyButton({ text, children }: { readonly text: string; readonly children?: string }) {
  const t = useTexts(flowLogTexts);
  const [copied, setCopied] = useState<string | null>(null);
  useEffect(() => {
    if (copied === null) return;
    const timer = setTimeout(() => setCopied(null), SAID_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button icon="copy" onPress={() => void navigator.clipboard.writeText(text).then(() => setCopied(text))}>
      {copied === text ? t.copied : (children ?? t.copy)}
    </Button>
  );
}
