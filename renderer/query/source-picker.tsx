import { useState } from 'react';
import { Button, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components';
import type { OperationOutput } from '../../preload/contract/operations.ts';
import type { SourceRef } from '../../preload/contract/query.ts';
import { useClient } from '../api/client-context.tsx';
import { useOperation } from '../api/use-operation.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import '../ui/list.css';
import { AddFolderDialog } from './add-folder-dialog.tsx';
import { AddTableDialog } from './add-table-dialog.tsx';
import { useQueryState } from './query-context.tsx';
import { sameSource } from './query-state.ts';
import './source-picker.css';
import { sourceWords } from './source-words.ts';
import { texts } from './texts.ts';

const icons: Readonly<Record<SourceRef['kind'], IconName>> = { sample: 'file', folder: 'folder', csv: 'file', athena: 'table' };

const keyOf = (source: SourceRef) => JSON.stringify(source);

/** Where the flow logs are: those used before, and the ways to add one. */
export function SourcePicker({
  host,
  onPick,
}: {
  readonly host: OperationOutput<'app.read'>['host'];
  readonly onPick: (source: SourceRef) => void;
}) {
  const t = useTexts(texts);
  const client = useClient();
  const { source: current, table } = useQueryState();
  const known = useOperation('source.list', {});
  const [adding, setAdding] = useState<'folder' | 'table' | null>(null);
  const words = sourceWords(current, t);
  const listed = (known.value?.sources ?? []).map(({ source }) => source).filter((source) => source.kind !== 'csv');
  const sources = listed.some((source) => sameSource(source, current)) ? listed : [current, ...listed];
  const failed = table.state === 'failed';

  const pick = (source: SourceRef) => {
    setAdding(null);
    onPick(source);
  };
  const addFolder = async () => {
    if (host !== 'electron') return setAdding('folder');
    const { path } = await client.request('folder.choose', {});
    if (path !== null) pick({ kind: 'folder', path });
  };
  const forget = async () => {
    await client.request('source.forget', { source: current });
    pick({ kind: 'sample' });
  };

  return (
    <>
      <MenuTrigger onOpenChange={(open) => open && known.reload()}>
        <Button className="ui-field ui-picker source-picker" data-picker aria-label={`${t.sourcePicker}: ${words.name} ${words.detail}`}>
          <span className={failed ? 'dot dot-reject' : 'dot'} />
          <span className="strong source-picker-name">{words.name}</span>
          <span className="muted ellipsis">{failed ? t.unavailable : words.detail}</span>
          <Icon name="down" size={16} />
        </Button>
        <Popover className="ui-popover source-picker-popover" offset={4} placement="bottom start">
          <Menu className="ui-list" aria-label={t.sourcePicker}>
            <MenuSection
              aria-label={t.sourcePicker}
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={sources.filter((source) => sameSource(source, current)).map(keyOf)}
            >
              {sources.map((source) => {
                const line = sourceWords(source, t);
                return (
                  <MenuItem
                    key={keyOf(source)}
                    id={keyOf(source)}
                    textValue={`${line.name} ${line.detail}`}
                    className="ui-list-item source-picker-item"
                    onAction={() => pick(source)}
                  >
                    <Icon name={icons[source.kind]} size={16} />
                    <span className="ui-list-text">
                      <span className="ellipsis">{line.name}</span>
                      <span className="ui-hint ellipsis">{line.detail}</span>
                    </span>
                    <span className="source-picker-tick">{sameSource(source, current) && <Icon name="check" size={14} />}</span>
                  </MenuItem>
                );
              })}
            </MenuSection>
            <Separator className="ui-list-line" />
            <MenuItem id="folder" textValue={t.addFolder} className="ui-list-item" onAction={() => void addFolder()}>
              <Icon name="plus" size={16} />
              {t.addFolder}
            </MenuItem>
            <MenuItem id="table" textValue={t.addTable} className="ui-list-item" onAction={() => setAdding('table')}>
              <Icon name="plus" size={16} />
              {t.addTable}
            </MenuItem>
            {current.kind !== 'sample' && (
              <MenuItem id="forget" textValue={t.forget(words.name)} className="ui-list-item" onAction={() => void forget()}>
                <Icon name="close" size={16} />
                <span className="ellipsis">{t.forget(words.name)}</span>
              </MenuItem>
            )}
          </Menu>
        </Popover>
      </MenuTrigger>
      {adding === 'folder' && <AddFolderDialog onAdd={pick} onClose={() => setAdding(null)} />}
      {adding === 'table' && <AddTableDialog near={current} onAdd={pick} onClose={() => setAdding(null)} />}
    </>
  );
}
