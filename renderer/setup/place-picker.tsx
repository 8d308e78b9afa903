import { useId, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { Place } from '../../preload/contract/setup.ts';
import { useEvent } from '../api/use-event.ts';
import { useOperation } from '../api/use-operation.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { ConfigProblems } from '../sources/config-problems.tsx';
import { ProfileField } from '../sources/profile-field.tsx';
import { RegionField } from '../sources/region-field.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import '../ui/list.css';
import '../sources/source-picker.css';
import '../sources/sources.css';
import { texts } from './texts.ts';

/** Whose VPCs are shown: a profile and a region, with the account that they lead to. */
export function PlacePicker({
  place,
  account,
  region,
  isFailed,
  onPlace,
}: {
  readonly place: Place;
  /** As AWS says; NULL: not known. */
  readonly account: string | null;
  readonly region: string | null;
  readonly isFailed: boolean;
  readonly onPlace: (place: Place) => void;
}) {
  const t = useTexts(texts);
  const [isOpen, setOpen] = useState(false);
  const name = place.profile ?? t.defaultCredentials;
  const detail = [region ?? place.region ?? t.defaultRegion, account === null ? null : t.account(account)].filter(Boolean).join(' · ');
  return (
    <>
      <AriaButton
        className="ui-field ui-picker source-picker"
        data-picker
        aria-label={`${t.place}: ${name} ${detail}`}
        onPress={() => setOpen(true)}
      >
        <span className={isFailed ? 'dot dot-reject' : 'dot'} />
        <span className="strong source-picker-name">{name}</span>
        <span className="muted ellipsis">{detail}</span>
        <Icon name="down" size={16} />
      </AriaButton>
      {isOpen && (
        <PlaceDialog
          place={place}
          onClose={() => setOpen(false)}
          onPlace={(next) => {
            setOpen(false);
            onPlace(next);
          }}
        />
      )}
    </>
  );
}

export function PlaceDialog({
  place,
  onPlace,
  onClose,
}: {
  readonly place: Place;
  readonly onPlace: (place: Place) => void;
  readonly onClose: () => void;
}) {
  const t = useTexts(texts);
  const formId = useId();
  const profiles = useOperation('aws.profiles', {});
  useEvent('aws.changed', profiles.reload);
  const [profile, setProfile] = useState(place.profile ?? '');
  const [region, setRegion] = useState(place.region ?? '');
  const own =
    profile.trim() === ''
      ? (profiles.value?.defaults.region ?? null)
      : (profiles.value?.profiles.find(({ name }) => name === profile.trim())?.region ?? null);
  return (
    <Dialog
      title={t.placeTitle}
      isOpen
      onClose={onClose}
      width={600}
      footer={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button variant="primary" form={formId}>
            {t.placeOpen}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="source-form"
        onSubmit={(event) => {
          event.preventDefault();
          onPlace({ profile: profile.trim() || null, region: region.trim() || null });
        }}
      >
        <div className="ui-rows">
          <ProfileField list={profiles.value} value={profile} onChange={setProfile} />
          <RegionField own={own} used={place.region === null ? [] : [place.region]} value={region} onChange={setRegion} />
        </div>
        {profiles.value && <ConfigProblems problems={profiles.value.problems} />}
      </form>
    </Dialog>
  );
}
