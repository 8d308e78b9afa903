import { useDeferredValue, useMemo, useRef, useState } from 'react';
import type { OperationOutput } from '../../preload/contract/operations.ts';
import type { SourceRef } from '../../preload/contract/query.ts';
import type { Run } from '../../preload/contract/run.ts';
import type { Inventory, Place } from '../../preload/contract/setup.ts';
import { type Answer, useOperation } from '../api/use-operation.ts';
import { CleanupPage } from '../cleanup/cleanup-page.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import type { Window } from '../query/presets.ts';
import { useQueryState } from '../query/query-context.tsx';
import { useSettings } from '../settings/settings-context.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useKeptFocus } from '../ui/use-kept-focus.ts';
import { DownloadStrip } from './download/download-strip.tsx';
import { inventoryGroups, searched } from './inventory/inventory-groups.ts';
import { InventoryTable } from './inventory/inventory-table.tsx';
import { PlaceDialog, PlacePicker } from './place-picker.tsx';
import { SetupError } from './setup-error.tsx';
import { elsewhere, type SetupPage, type SetupState, samePlace, withoutEnded } from './setup-state.ts';
import './setup-view.css';
import { StepsPage } from './steps/steps-page.tsx';
import { texts } from './texts.ts';
import { Unread } from './unread.tsx';
import type { ChangeSetup } from './use-setup-state.ts';

export interface SetupViewProps {
  readonly host: OperationOutput<'app.read'>['host'];
  readonly zone: string;
  readonly state: SetupState;
  readonly onChange: ChangeSetup;
  /** It is kept, and the Query view opens with it and with a window that it has files of; NULL: nobody knows one. */
  readonly onSource: (source: SourceRef, window: Window | null) => void;
  readonly onOpenRun: (run: Run) => void;
}

/** From no flow logs to a table that can be queried, and back: an account's VPCs, the steps for one of them, clean-up. */
export function SetupView({ host, zone, state, onChange, onSource, onOpenRun }: SetupViewProps) {
  const t = useTexts(texts);
  const { place, setPlace } = usePlace(onChange);
  const inventory = useOperation('setup.inventory', place);
  const go = (page: SetupPage) => onChange((before) => ({ ...withoutEnded(before), page }));
  const { page } = state;
  const known = inventory.value;
  const view = useRef<HTMLDivElement>(null);
  // A page's title; the list has none, and begins with its search.
  useKeptFocus(JSON.stringify(page), () => view.current?.querySelector<HTMLElement>('.steps-bar h2, .setup-search input'));

  return (
    <div className="setup" ref={view}>
      <header className="setup-bar">
        <h1 className="visually-hidden">{t.setup}</h1>
        <PlacePicker
          place={place}
          account={known?.account ?? null}
          region={known?.region ?? null}
          isFailed={inventory.error !== null}
          onPlace={setPlace}
        />
        <span className="spacer" />
        <IconButton icon="rerun" label={t.reload} isDisabled={inventory.loading} onPress={inventory.reload} />
        {page.at === 'list' && (
          <Button icon="trash" onPress={() => go({ at: 'cleanup', id: null, flowLogIds: [] })}>
            {t.cleanUp}
          </Button>
        )}
      </header>
      <DownloadStrip
        downloads={state.downloads}
        onDismiss={(id) => onChange((before) => ({ ...before, downloads: before.downloads.filter((each) => each.id !== id) }))}
        onSource={onSource}
      />
      {page.at === 'cleanup' ? (
        <CleanupPage
          key={page.id ?? 'new'}
          id={page.id}
          marked={page.flowLogIds}
          place={place}
          inventory={inventory}
          zone={zone}
          onOpen={(id) => go({ at: 'cleanup', id, flowLogIds: [] })}
          onBack={() => {
            inventory.reload();
            go({ at: 'list' });
          }}
        />
      ) : known && page.at === 'steps' ? (
        <StepsPage
          key={page.flowLogId ?? page.resource.id}
          host={host}
          zone={zone}
          place={place}
          inventory={known}
          resource={page.resource}
          flowLogId={page.flowLogId}
          state={state}
          onChange={onChange}
          onReload={inventory.reload}
          onGo={go}
          onSource={onSource}
          onOpenRun={onOpenRun}
        />
      ) : (
        <ListPage place={place} onPlace={setPlace} inventory={inventory} state={state} onChange={onChange} />
      )}
    </div>
  );
}

function ListPage({
  place,
  onPlace,
  inventory,
  state,
  onChange,
}: {
  readonly place: Place;
  readonly onPlace: (place: Place) => void;
  readonly inventory: Answer<Inventory>;
  readonly state: SetupState;
  readonly onChange: ChangeSetup;
}) {
  const t = useTexts(texts);
  const format = useFormat();
  const [isChoosing, setChoosing] = useState(false);
  const search = useDeferredValue(state.search);
  const known = inventory.value;
  const groups = useMemo(() => (known ? searched(inventoryGroups(known), search) : []), [known, search]);
  const setSearch = (next: string) => onChange((before) => ({ ...before, search: next }));

  const chooser = isChoosing && (
    <PlaceDialog
      place={place}
      onClose={() => setChoosing(false)}
      onPlace={(next) => {
        setChoosing(false);
        onPlace(next);
      }}
    />
  );

  if (inventory.error) {
    return (
      <SetupError layout="page" error={inventory.error}>
        <Button onPress={inventory.reload}>{t.tryAgain}</Button>
        <Button onPress={() => setChoosing(true)}>{t.choosePlace}</Button>
        {chooser}
      </SetupError>
    );
  }
  if (!known) {
    return (
      <div className="setup-waiting" role="status">
        <Spinner label={t.reading} />
        <span className="muted">{t.reading}</span>
      </div>
    );
  }
  return (
    <>
      <div className="setup-search">
        <TextField label={t.search} hideLabel type="search" width={380} value={state.search} placeholder={t.search} onChange={setSearch} />
        <span className="muted" role="status">
          {t.summary(format.number(known.vpcs.length), format.number(known.flowLogs.length))}
        </span>
      </div>
      <Unread unread={known.unread} />
      {groups.length === 0 && known.unread.some(({ action }) => action === 'ec2:DescribeVpcs') ? (
        <EmptyState text={t.notRead}>
          <Button onPress={() => setChoosing(true)}>{t.choosePlace}</Button>
          {chooser}
        </EmptyState>
      ) : (
        <InventoryTable
          groups={groups}
          isSearched={search.trim() !== ''}
          unfolded={state.unfolded}
          onUnfold={(key, isUnfolded) =>
            onChange((before) => ({
              ...before,
              unfolded: isUnfolded ? [...before.unfolded, key] : before.unfolded.filter((each) => each !== key),
            }))
          }
          onOpen={(resource, flowLogId) => onChange((before) => ({ ...withoutEnded(before), page: { at: 'steps', resource, flowLogId } }))}
          onClearSearch={() => setSearch('')}
        />
      )}
    </>
  );
}

/** The place that was chosen last; at first the one of the source in the Query view. */
function usePlace(onChange: ChangeSetup): { readonly place: Place; readonly setPlace: (place: Place) => void } {
  const { settings, write } = useSettings();
  const { source } = useQueryState();
  const ofSource = source.kind === 'athena' ? { profile: source.profile, region: source.region } : { profile: null, region: null };
  const place = settings.setupPlace ?? ofSource;
  return {
    place,
    setPlace: (next) => {
      if (samePlace(place, next)) return;
      write({ setupPlace: next });
      onChange(elsewhere);
    },
  };
}
