import { useState } from 'react';
import { Button, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components';
import type { OperationOutput } from '../../preload/contract/operations.ts';
import type { KnownSource, SourceRef } from '../../preload/contract/query.ts';
import { useClient } from '../api/client-context.tsx';
import { useEvent } from '../api/use-event.ts';
import { useOperation } from '../api/use-operation.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { useQueryState, useQueryStore } from '../query/query-context.tsx';
import { sameSource } from '../query/query-state.ts';
import { texts as queryTexts } from '../query/texts.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import '../ui/list.css';
import { CheckDialog } from './check-dialog.tsx';
import { FolderDialog } from './folder-dialog.tsx';
import './source-picker.css';
import { sourceWords } from './source-words.ts';
import { TableDialog } from './table-dialog.tsx';
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
  const t = useTexts(queryTexts);
  const s = useTexts(texts);
  const client = useClient();
  const store = useQueryStore();
  const { source: current, table } = useQueryState();
  const list = useOperation('source.list', {});
  const [isOpen, setOpen] = useState(false);
  const profiles = useOperation('aws.profiles', isOpen || current.kind === 'athena' ? {} : null);
  const [dialog, setDialog] = useState<'add-folder' | 'add-table' | 'edit' | 'check' | null>(null);
  // What was wrong with a profile may have been mended.
  useEvent('aws.changed', () => {
    profiles.reload();
    if (store.get().source.kind === 'athena' && store.get().table.state === 'failed') void store.describe();
  });

  const listed = (list.value?.sources ?? []).filter(({ source }) => source.kind !== 'csv');
  const found = listed.find(({ source }) => sameSource(source, current));
  const now: KnownSource = found ?? { source: current, name: null };
  const known = found ? listed : [now, ...listed];
  const failed = table.state === 'failed';

  const pick = (source: SourceRef) => {
    setDialog(null);
    list.reload();
    onPick(source);
  };
  const addFolder = async () => {
    if (host !== 'electron') return setDialog('add-folder');
    const { path } = await client.request('folder.choose', {});
    if (path !== null) pick({ kind: 'folder', path });
  };
  const forget = async () => {
    await client.request('source.forget', { source: current });
    pick({ kind: 'sample' });
  };
  const regionOf = (source: SourceRef) =>
    source.kind !== 'athena'
      ? null
      : source.profile === null
        ? (profiles.value?.defaults.region ?? null)
        : (profiles.value?.profiles.find(({ name }) => name === source.profile)?.region ?? null);
  const words = sourceWords(current, t, now.name, regionOf(current));

  return (
    <>
      <MenuTrigger
        onOpenChange={(open) => {
          setOpen(open);
          if (open) list.reload();
        }}
      >
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
              selectedKeys={known.filter(({ source }) => sameSource(source, current)).map(({ source }) => keyOf(source))}
            >
              {known.map(({ source, name }) => {
                const line = sourceWords(source, t, name, regionOf(source));
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
            <MenuItem id="table" textValue={t.addTable} className="ui-list-item" onAction={() => setDialog('add-table')}>
              <Icon name="plus" size={16} />
              {t.addTable}
            </MenuItem>
            {(current.kind === 'athena' || current.kind === 'folder') && (
              <MenuItem id="edit" textValue={s.edit(words.name)} className="ui-list-item" onAction={() => setDialog('edit')}>
                <Icon name="edit" size={16} />
                <span className="ellipsis">{s.edit(words.name)}</span>
              </MenuItem>
            )}
            {current.kind === 'athena' && (
              <MenuItem id="check" textValue={s.check} className="ui-list-item" onAction={() => setDialog('check')}>
                <Icon name="info" size={16} />
                {s.check}
              </MenuItem>
            )}
            {current.kind !== 'sample' && (
              <MenuItem id="forget" textValue={t.forget(words.name)} className="ui-list-item" onAction={() => void forget()}>
                <Icon name="close" size={16} />
                <span className="ellipsis">{t.forget(words.name)}</span>
              </MenuItem>
            )}
          </Menu>
        </Popover>
      </MenuTrigger>
      {dialog === 'add-folder' && <FolderDialog editing={null} onAdd={pick} onClose={() => setDialog(null)} />}
      {dialog === 'add-table' && <TableDialog near={current} known={listed} editing={null} onAdd={pick} onClose={() => setDialog(null)} />}
      {dialog === 'check' && current.kind === 'athena' && (
        <CheckDialog source={current} name={words.name} onClose={() => setDialog(null)} />
      )}
      {dialog === 'edit' && current.kind === 'folder' && <FolderDialog editing={now} onAdd={pick} onClose={() => setDialog(null)} />}
      {dialog === 'edit' && current.kind === 'athena' && (
        <TableDialog
          near={current}
          known={listed}
          editing={{ source: current, name: now.name }}
          onAdd={pick}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
}
