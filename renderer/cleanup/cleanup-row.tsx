import type { CleanupItem } from '../../preload/contract/cleanup.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { SetupError } from '../setup/setup-error.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { TextField } from '../ui/text-field.tsx';
import { isOpen, partOf } from './plan-state.ts';
import { texts as cleanupTexts } from './texts.ts';

/** A resource of a plan: ticked or not, what it is, what goes with it, how it stands; below it what AWS said. */
export function CleanupRow({
  item,
  isTicked,
  isRunning,
  isPlanned,
  typed,
  onTick,
  onType,
}: {
  readonly item: CleanupItem;
  readonly isTicked: boolean;
  readonly isRunning: boolean;
  /** Nothing of the plan was run yet. */
  readonly isPlanned: boolean;
  readonly typed: string;
  readonly onTick: (isOn: boolean) => void;
  readonly onType: (text: string) => void;
}) {
  const t = useTexts(cleanupTexts);
  const format = useFormat();
  const { step, identity, name, count, bytes, madeBy, needsTyped, state, error, notes } = item;
  const canTick = isOpen(item) && !isRunning;
  const stays = !isTicked && state === 'planned';
  const part = partOf(item);
  const progress = part === null ? '' : ` ${t.progress(format.number(part.done), format.number(part.count))}`;
  const asksTyped = needsTyped && isTicked && canTick;
  return (
    <>
      <tr className="cleanup-row" data-off={stays}>
        <th scope="row">
          <Checkbox isSelected={isTicked || !isOpen(item)} isDisabled={!canTick} onChange={onTick}>
            <span className="visually-hidden">{t.include(`${t.steps[step]} ${name ?? identity}`)}</span>
            <span aria-hidden="true">{t.steps[step]}</span>
          </Checkbox>
        </th>
        <td>
          <span className="inventory-two" title={identity}>
            <span className="mono cleanup-name selectable">{name ?? identity}</span>
            <span className="muted selectable cleanup-second">
              {name === null ? t.stepHints[step] : `${t.stepHints[step]} · ${identity}`}
            </span>
          </span>
        </td>
        <td className="mono setup-number">{count === null ? '–' : format.number(count)}</td>
        <td className="mono setup-number">{bytes === null ? '–' : format.bytes(bytes)}</td>
        <td className={madeBy === 'other' ? 'cleanup-other' : 'muted'}>{t.makers[madeBy]}</td>
        <td>
          <span className={state === 'failed' ? 'inventory-state setup-bad' : 'inventory-state'}>
            <span className={state === 'failed' ? 'dot dot-reject' : state === 'done' || state === 'gone' ? 'dot' : 'dot dot-off'} />
            {stays && (isPlanned || !isRunning) ? t.kept : `${t.itemStates[state]}${progress}`}
          </span>
        </td>
      </tr>
      {asksTyped && (
        <tr className="cleanup-more">
          <td colSpan={6}>
            <div className="cleanup-typed">
              <span className="selectable">{t.typeIt(identity)}</span>
              <TextField label={t.typeLabel} hideLabel mono value={typed} onChange={onType} />
            </div>
          </td>
        </tr>
      )}
      {(notes.length > 0 || error) && (
        <tr className="cleanup-more">
          <td colSpan={6}>
            {notes.map((note) => (
              <p key={`${note.code} ${note.about}`} className="muted selectable">
                {t.notes[note.code](note.about)}
              </p>
            ))}
            {error && <SetupError error={error} />}
          </td>
        </tr>
      )}
    </>
  );
}
