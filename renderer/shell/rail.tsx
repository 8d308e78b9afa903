import { ToggleButton } from 'react-aria-components';
import { useTexts } from '../i18n/use-texts.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import './rail.css';
import { texts } from './texts.ts';

export type ViewName = 'query' | 'history' | 'setup' | 'tools' | 'settings';

/** The views, at the left edge; settings at its foot. */
export function Rail({ view, onView }: { readonly view: ViewName; readonly onView: (view: ViewName) => void }) {
  const t = useTexts(texts);
  const item = (name: ViewName, icon: IconName) => (
    <ToggleButton
      className="rail-item"
      isSelected={view === name}
      onChange={() => onView(name)}
      {...(view === name ? { 'aria-current': 'page' as const } : {})}
    >
      <Icon name={icon} />
      {t[name]}
    </ToggleButton>
  );
  return (
    <nav className="rail" aria-label={t.views}>
      <svg className="rail-mark" width="30" height="22" viewBox="0 0 30 22" role="img" aria-label="Nagare">
        <path d="M2 6c5-5 8-5 13 0s8 5 13 0" />
        <path d="M2 14c5-5 8-5 13 0s8 5 13 0" opacity=".45" />
      </svg>
      {item('query', 'search')}
      {item('history', 'history')}
      {item('setup', 'setup')}
      {item('tools', 'tools')}
      <span className="spacer" />
      {item('settings', 'settings')}
    </nav>
  );
}
