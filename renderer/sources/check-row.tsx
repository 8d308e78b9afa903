import { checkNoteTexts, permissions } from '../../main/flowlogs/permissions.ts';
import type { CheckId, CheckLine } from '../../preload/contract/check.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { texts } from './texts.ts';

const icons: Readonly<Record<CheckLine['state'], IconName | null>> = {
  ok: 'check',
  denied: 'close',
  failed: 'warning',
  untested: null,
  unneeded: null,
};

/** One permission: whether it is given, its name, what it is for; where it is missing, on what, and what AWS said. */
export function CheckRow({ id, line }: { readonly id: CheckId; readonly line: CheckLine | null }) {
  const s = useTexts(texts);
  const language = useLanguage();
  const { action, purpose, how } = permissions[id];
  const icon = line && icons[line.state];
  const isWrong = line && (line.state === 'denied' || (line.state === 'failed' && line.reason !== null));
  return (
    <li className="check-row" data-state={line?.state ?? 'waiting'} title={s.howTested(how[language])}>
      <span className="check-mark">{icon && <Icon name={icon} size={16} />}</span>
      <span className="check-action mono selectable">{line?.action ?? action}</span>
      <span className="check-purpose">{purpose[language]}</span>
      <span className="check-state">{line ? s.states[line.state] : ''}</span>
      {isWrong && (
        <div className="check-why selectable">
          {line.state === 'denied' && <p className="mono">{s.onResource(line.resource)}</p>}
          {line.reason !== null && <pre className="mono">{line.reason}</pre>}
        </div>
      )}
      {line?.note && <p className="check-why muted">{checkNoteTexts[line.note][language]}</p>}
    </li>
  );
}
