import { useEffect, useState } from 'react';
import { useTexts } from '../i18n/use-texts.ts';
import { Icon } from '../ui/icon.tsx';
import './drop-target.css';
import { texts } from './texts.ts';

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** A file that is dropped anywhere on the window is handed over; while one is dragged, the window says what will happen. */
export function DropTarget({ onFile }: { readonly onFile: (file: File) => void }) {
  const t = useTexts(texts);
  const [isOver, setOver] = useState(false);

  useEffect(() => {
    const onOver = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      // Without this the page would be left for the file.
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file) onFile(file);
    };
    window.addEventListener('dragenter', onOver);
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragenter', onOver);
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [onFile]);

  if (!isOver) return null;
  return (
    <div className="drop-target" role="status">
      <div className="drop-target-box">
        <Icon name="file" size={28} />
        <span className="strong">{t.dropTitle}</span>
        <span className="muted">{t.dropHint}</span>
      </div>
    </div>
  );
}
