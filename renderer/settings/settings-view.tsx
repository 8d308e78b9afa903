import { useId, useState } from 'react';
import { useTexts } from '../i18n/use-texts.ts';
import { LinkButton } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { AtOnceField } from './at-once-field.tsx';
import { PriceField } from './price-field.tsx';
import { RegionPrices } from './region-prices.tsx';
import { RoomField } from './room-field.tsx';
import { systemZone, useSettings } from './settings-context.tsx';
import './settings-view.css';
import { texts } from './texts.ts';
import { ZonePicker } from './zone-picker.tsx';

/** Few things to set, each kept at once. */
export function SettingsView({ homePath, version }: { readonly homePath: string; readonly version: string }) {
  const t = useTexts(texts);
  const title = useId();
  const { settings, error, write } = useSettings();
  const [copied, setCopied] = useState(false);

  return (
    <section className="settings" aria-labelledby={title}>
      <h1 className="settings-title" id={title}>
        {t.title}
      </h1>
      {error && (
        <div className="settings-error">
          <ErrorNote error={error} />
        </div>
      )}
      <div className="settings-rows">
        <span className="settings-label">{t.theme}</span>
        <Segmented
          label={t.theme}
          value={settings.theme}
          onChange={(theme) => write({ theme })}
          options={[
            { value: 'system', label: t.system },
            { value: 'light', label: t.light },
            { value: 'dark', label: t.dark },
          ]}
        />
        <span className="settings-label">{t.language}</span>
        <Segmented
          label={t.language}
          value={settings.language}
          onChange={(language) => write({ language })}
          options={[
            { value: 'system', label: t.system },
            { value: 'ja', label: '日本語' },
            { value: 'en', label: 'English' },
          ]}
        />
        <span className="settings-label">{t.zone}</span>
        <div className="ui-row">
          <ZonePicker
            label={t.zone}
            labelInside={false}
            placement="bottom start"
            zone={settings.zone ?? systemZone()}
            at={Math.floor(Date.now() / 1000)}
            onChange={(zone) => write({ zone })}
          />
          {settings.zone === null ? (
            <span className="muted">{t.zoneSystem(systemZone())}</span>
          ) : (
            <LinkButton onPress={() => write({ zone: null })}>{t.zoneSystem(systemZone())}</LinkButton>
          )}
        </div>
        <span className="settings-label">{t.price}</span>
        <div className="ui-field-stack">
          <PriceField price={settings.pricePerTb} onChange={(pricePerTb) => write({ pricePerTb })} />
          <RegionPrices prices={settings.regionPrices} onChange={(regionPrices) => write({ regionPrices: [...regionPrices] })} />
        </div>
        <span className="settings-label">{t.atOnce}</span>
        <AtOnceField value={settings.runsAtOnce} onChange={(runsAtOnce) => write({ runsAtOnce })} />
        <span className="settings-label">{t.room}</span>
        <RoomField />
        <span className="settings-label">{t.folder}</span>
        <div className="ui-field-stack settings-path">
          <div className="ui-row">
            <span className="mono selectable settings-folder">{homePath}</span>
            <LinkButton onPress={() => void navigator.clipboard.writeText(homePath).then(() => setCopied(true))}>
              {copied ? t.copied : t.copyPath}
            </LinkButton>
          </div>
          <span className="ui-hint">{t.folderHint}</span>
        </div>
        <span className="settings-label">{t.version}</span>
        <span className="mono selectable settings-value">Nagare {version}</span>
      </div>
    </section>
  );
}
