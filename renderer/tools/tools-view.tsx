import { useTexts } from '../i18n/use-texts.ts';
import { Segmented } from '../ui/segmented.tsx';
import { FieldsTool } from './fields-tool.tsx';
import { texts } from './texts.ts';
import { TimesTool } from './times-tool.tsx';
import './tools-view.css';
import type { ToolsState } from './tools-state.ts';

/** Small things that an investigation needs beside queries. Its state lives above it, so that another view loses nothing. */
export function ToolsView({
  zone,
  state,
  onChange,
}: {
  readonly zone: string;
  readonly state: ToolsState;
  readonly onChange: (patch: Partial<ToolsState>) => void;
}) {
  const t = useTexts(texts);
  return (
    <div className="tools">
      <header className="tools-bar">
        <h1 className="visually-hidden">{t.tools}</h1>
        <Segmented
          label={t.which}
          value={state.tool}
          onChange={(tool) => onChange({ tool })}
          options={[
            { value: 'times', label: t.times },
            { value: 'fields', label: t.fields },
          ]}
        />
      </header>
      {state.tool === 'times' ? (
        <TimesTool zone={state.zone ?? zone} state={state} onChange={onChange} />
      ) : (
        <FieldsTool search={state.search} onSearch={(search) => onChange({ search })} />
      )}
    </div>
  );
}
